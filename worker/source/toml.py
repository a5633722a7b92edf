"""TOML that somebody else wrote: manifests and settings."""

import tomllib
from typing import Any

_LARGEST = 1 << 20
"""Characters of a file that people write by hand."""


def tables(text: str) -> dict[str, Any] | None:
    """Return what a TOML text holds; None when it is broken, or nested deeper than anybody writes."""
    try:
        return tomllib.loads(text) if len(text) <= _LARGEST else None
    except (ValueError, RecursionError):
        return None
