"""Colours and sizes of the site; a season lays its own over the usual ones."""

from typing import Any


def overlay(usual: dict[str, Any], season: dict[str, Any]) -> dict[str, Any]:
    """The usual theme with what the season says otherwise, however deep. Neither is touched."""
    theme = dict(usual)
    pending = [(theme, season)]
    while pending:
        target, source = pending.pop()
        for name, value in source.items():
            present = target.get(name)
            if isinstance(present, dict) and isinstance(value, dict):
                inner = dict(present)
                target[name] = inner
                pending.append((inner, value))
            else:
                target[name] = value
    return theme
