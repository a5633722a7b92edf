"""Which relay we use, and how."""

import json
from pathlib import Path
from typing import Any


def mail_settings(path: Path, section: str) -> dict[str, Any]:
    """The settings of one relay from the file of all; none when the file is not there or empty."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    if not text.strip():
        return {}
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError(f"{path}: an object is expected")
    data = data.get(section, {})
    return {key.lower().replace("-", "_"): value for key, value in data.items()}
