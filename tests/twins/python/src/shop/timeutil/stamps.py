"""Moments as other systems write them."""

from datetime import UTC, datetime

STAMP = "%Y-%m-%dT%H:%M:%SZ"


def epoch_seconds(stamp: str) -> int:
    """Seconds since 1970 of a moment such as `2024-05-01T12:30:00Z`; ValueError for anything else."""
    moment = datetime.strptime(stamp.strip(), STAMP)
    moment = moment.replace(tzinfo=UTC)
    return int(moment.timestamp())


def stamp_of(seconds: int) -> str:
    """The moment, as text, that lies so many seconds after the start of 1970."""
    moment = datetime.fromtimestamp(seconds, tz=UTC)
    moment = moment.replace(microsecond=0)
    return moment.strftime(STAMP)
