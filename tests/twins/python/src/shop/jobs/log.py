"""Read back what the workers wrote, one JSON object a line."""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})T(\d{1,2}):(\d{1,2}):(\d{1,2})Z", re.IGNORECASE)
_FIRST_DAY = date(1970, 1, 1).toordinal()


def unix_time(text: str) -> int:
    """Count the seconds from the start of 1970 to a moment in the log. ValueError when it is none."""
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no moment")
    year, month, day, hour, minute, second = (int(group) for group in match.groups())
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(f"{text!r} is no time of day")
    days = date(year, month, day).toordinal() - _FIRST_DAY
    return ((days * 24 + hour) * 60 + minute) * 60 + second


def failures(lines: Iterable[str]) -> list[dict[str, Any]]:
    """The entries of jobs that failed. Lines that a crash cut off are left out."""
    entries = []
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if entry.get("level") == "error":
            entries.append(entry)
    return entries


def slow_jobs(lines: Iterable[str], seconds: float) -> list[dict[str, Any]]:
    """The entries of jobs that ran longer than so many seconds. Lines that a crash cut off are left out."""
    entries = []
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if entry.get("seconds", 0.0) > seconds:
            entries.append(entry)
    return entries
