"""Holds every request, and every answer of the double, against GitHub's published description of its REST API.

`jsonschema_rs` is a development dependency and imported only here, when a description is given.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol


class _Validator(Protocol):
    def iter_errors(self, instance: Any) -> Any: ...


@dataclass(frozen=True, slots=True)
class Wrong:
    """One breach of the contract, in one line. `tolerated`: GitHub lets it pass all the same, and drops what is too much."""

    what: str
    tolerated: bool = False


class Contract:
    """The description at one path (pruned, with JSON Schema inside, see `tests/contracts/prune.py`)."""

    def __init__(self, path: Path) -> None:
        self._document: dict[str, Any] = json.loads(path.read_bytes())
        self._validators: dict[tuple[str, ...], _Validator | None] = {}

    def request(self, method: str, path: str, params: dict[str, str], query: dict[str, str], body: Any) -> Wrong | None:
        """What is wrong with a request to the operation of that path template, in one line; None when nothing is."""
        operation = self._operation(method, path)
        if operation is None:
            return Wrong(f"GitHub describes no {method} {path}")
        for parameter in operation["parameters"]:
            name = parameter["name"]
            given = (params if parameter["in"] == "path" else query).get(name) if parameter["in"] != "header" else None
            if given is None:
                if parameter["required"]:
                    return Wrong(f"{parameter['in']} parameter {name} is missing")
                continue
            key = (method, path, "parameter", parameter["in"], name)
            if (wrong := self._check(key, parameter["schema"], _typed(given, parameter["schema"]))) is not None:
                return Wrong(f"{parameter['in']} parameter {name}: {wrong.what}")
        described = operation.get("requestBody")
        if described is None:
            return None
        if body is None:
            return Wrong("the body is missing") if described["required"] else None
        return self._check((method, path, "body"), _json(described), body)

    def answer(self, method: str, path: str, status: int, body: Any) -> Wrong | None:
        """What is wrong with an answer; an error status that GitHub does not describe is not judged."""
        operation = self._operation(method, path)
        if operation is None:
            return None
        described = operation["responses"].get(str(status))
        if described is None:
            return Wrong(f"GitHub describes no answer {status}") if status < 400 else None
        schema = _json(described)
        if schema is None:
            return None if body is None or status >= 400 else Wrong(f"answer {status} has no body")
        return self._check((method, path, str(status)), schema, body)

    def _operation(self, method: str, path: str) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self._document["paths"].get(path, {}).get(method.lower())
        return found

    def _check(self, key: tuple[str, ...], schema: dict[str, Any] | None, value: Any) -> Wrong | None:
        if schema is None:
            return None
        validator = self._validators.get(key)
        if validator is None:
            import jsonschema_rs  # a development dependency: the demo runs without

            whole = {**schema, "components": self._document["components"]}
            validator = self._validators[key] = jsonschema_rs.Draft202012Validator(whole)
        error = next(iter(validator.iter_errors(value)), None)
        if error is None:
            return None
        where = "/".join(str(part) for part in error.instance_path)
        return Wrong(f"{where or 'body'}: {error.message[:300]}", tolerated=error.schema_path[-1] == "maxItems")


@lru_cache
def load(path: Path) -> Contract:
    """The contract at that path, read once: its validators are shared by all doubles of a process."""
    return Contract(path)


def _json(described: dict[str, Any]) -> dict[str, Any] | None:
    for media, body in described.get("content", {}).items():
        if media.startswith("application/json"):
            found: dict[str, Any] = body["schema"]
            return found
    return None


def _typed(text: str, schema: dict[str, Any]) -> Any:
    kinds = schema.get("type")
    if kinds is None:  # a parameter of several kinds: digits are a number
        kinds = [option.get("type") for option in schema.get("oneOf", schema.get("anyOf", ()))]
    if "integer" in kinds and text.removeprefix("-").isdigit():
        return int(text)
    if "boolean" in kinds and text in ("true", "false"):
        return text == "true"
    return text
