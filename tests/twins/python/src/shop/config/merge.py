"""Settings from several places."""

from typing import Any


def deep_merge(base: dict[str, Any], override: dict[str, Any]) -> dict[str, Any]:
    """Both together; where both say something `override` counts. Neither is changed."""
    merged = dict(base)
    for key, value in override.items():
        known = merged.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            merged[key] = deep_merge(known, value)
        else:
            merged[key] = value
    return merged


def deep_fill(base: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """Both together; where both say something `base` counts. Neither is changed."""
    merged = dict(base)
    for key, value in defaults.items():
        known = merged.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            merged[key] = deep_fill(known, value)
        elif key not in merged:
            merged[key] = value
    return merged


def deep_update(base: dict[str, Any], override: dict[str, Any]) -> None:
    """Bring what `override` says into `base` itself, however deep."""
    for key, value in override.items():
        known = base.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            deep_update(known, value)
        else:
            base[key] = value
