"""Names between the conventions of Python, JSON and the database."""

import re

_HUMP = re.compile(r"(?<!^)(?=[A-Z])")


def to_snake(name: str) -> str:
    """`unitPrice` becomes `unit_price`; every capital starts a word."""
    if not name:
        raise ValueError("a name has at least one letter")
    parts = _HUMP.split(name)
    return "_".join(parts).lower()


def to_camel(name: str) -> str:
    """`unit_price` becomes `unitPrice`."""
    if not name:
        raise ValueError("a name has at least one letter")
    first, *others = name.split("_")
    return first.lower() + "".join(part.capitalize() for part in others)


def to_kebab(name: str) -> str:
    """`unitPrice` becomes `unit-price`, as in the attributes of HTML."""
    if not name:
        raise ValueError("a name has at least one letter")
    parts = _HUMP.split(name)
    return "-".join(parts).lower()
