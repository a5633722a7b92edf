"""What a webhook's body says, before anything is believed of it: bytes in, a JSON object or one clear sentence out."""

import json
from typing import Any, NoReturn
from urllib.parse import parse_qs


class BadBody(ValueError):
    """The body is not what GitHub sends; the message says what is wrong with it."""


FORM = "application/x-www-form-urlencoded"


def json_text(body: bytes, content_type: str) -> str:
    """The JSON text of a body: all of it, or its field `payload` when it is form-encoded. Raises `BadBody`.

    GitHub offers both content types; anything that is not a form is read as JSON.
    """
    try:
        text = body.decode("utf-8")
        if content_type.partition(";")[0].strip().lower() != FORM:
            return text
        fields = parse_qs(text, strict_parsing=True, errors="strict", max_num_fields=10)
    except UnicodeDecodeError as error:
        raise BadBody("the body is not UTF-8") from error
    except ValueError as error:
        raise BadBody("the body is not a form") from error
    if len(fields.get("payload", ())) != 1:
        raise BadBody("the form has no field payload")
    return fields["payload"][0]


def json_object(text: str) -> dict[str, Any]:
    """Parse strictly: an object, no NaN or Infinity (no JSON), nested no deeper than Python can follow. Raises `BadBody`."""
    try:
        parsed = json.loads(text, parse_constant=_refuse_constant)
    except BadBody:
        raise
    except RecursionError as error:
        raise BadBody("the JSON is nested too deeply") from error
    except ValueError as error:
        raise BadBody("the body is not JSON") from error
    if not isinstance(parsed, dict):
        raise BadBody("the JSON is not an object")
    return parsed


def storable(text: str) -> str:
    """Text as every database takes it: Postgres refuses NUL, and no encoding knows half a surrogate pair."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _refuse_constant(name: str) -> NoReturn:
    raise BadBody(f"the body is not JSON: {name} is no JSON number")
