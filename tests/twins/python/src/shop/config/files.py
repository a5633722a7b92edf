"""Settings in files."""

import json
from pathlib import Path
from typing import Any


def load_settings(path: Path) -> dict[str, Any]:
    """The settings in a file, their names as Python writes them; none when the file is not there."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError(f"{path}: an object is expected")
    return {key.lower().replace("-", "_"): value for key, value in data.items()}


def save_settings(path: Path, settings: dict[str, Any]) -> None:
    """Write the settings so that a crash leaves either the old file or the new one."""
    data = {key.replace("_", "-"): value for key, value in settings.items()}
    text = json.dumps(data, indent=2, sort_keys=True)
    partial = path.with_suffix(".new")
    partial.write_text(text + "\n", encoding="utf-8")
    partial.replace(path)
