"""What is wrong with a value, in words for people: pydantic's own are for programmers."""

from collections.abc import Mapping
from typing import Any

_WORDS = {
    "missing": "is missing",
    "int_parsing": "has to be a whole number",
    "int_type": "has to be a whole number",
    "int_from_float": "has to be a whole number",
    "float_parsing": "has to be a number",
    "float_type": "has to be a number",
    "finite_number": "has to be a number",
    "bool_parsing": "has to be true or false",
    "bool_type": "has to be true or false",
    "string_type": "has to be a text",
    "list_type": "has to be a list",
    "tuple_type": "has to be a list",
    "dict_type": "has to be an object",
    "model_type": "has to be an object",
    "path_type": "has to be a path",
    "extra_forbidden": "is not known",
    "timezone_aware": "has to be a time with its zone",
    "datetime_parsing": "has to be a time, such as 2026-11-24T02:00:00Z",
    "datetime_from_date_parsing": "has to be a time, such as 2026-11-24T02:00:00Z",
}
_BOUNDS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}


def in_words(problem: Mapping[str, Any]) -> str:
    """Say one entry of `ValidationError.errors()` without the value, which may be a secret: `has to be a whole number`."""
    kind, context = problem["type"], problem.get("ctx", {})
    if kind in _WORDS:
        return _WORDS[kind]
    if kind in _BOUNDS:
        key, words = _BOUNDS[kind]
        return f"has to be {words} {context[key]:g}"
    if kind in ("literal_error", "enum"):
        return f"has to be one of {str(context['expected']).replace(chr(39), '').replace(' or ', ', ')}"
    said = str(problem["msg"]).removeprefix("Value error, ")
    return said[:1].lower() + said[1:]
