"""When jobs run, and when they run again."""

import random
import re
from collections.abc import Iterator

SECONDS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_INTERVAL = re.compile(r"(?:\d+[dhms])+")
_STEP = re.compile(r"(\d+)([dhms])")


def backoff_delays(first: float, factor: float, longest: float, tries: int) -> Iterator[float]:
    # The first try is the job's own run; these are the waits between the next ones.
    delay = first

    for _ in range(tries):
        yield delay * random.uniform(0.5, 1.0)

        delay = min(delay * factor, longest)


def parse_interval(text: str) -> int:
    """The seconds in `1h30m` or `2d`; ValueError for anything else."""
    if not _INTERVAL.fullmatch(text):
        raise ValueError(f"{text!r} is no interval")
    return sum(int(number) * SECONDS[unit] for number, unit in _STEP.findall(text))


def parse_clock(text: str) -> int:
    """The seconds since midnight of `23:15` or `23:15:30`; ValueError for anything else."""
    fields = [int(part) for part in text.split(":")]
    if len(fields) == 2:
        fields.append(0)
    hour, minute, second = fields
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        raise ValueError(f"{text!r} is no time of day")
    return hour * SECONDS["h"] + minute * SECONDS["m"] + second
