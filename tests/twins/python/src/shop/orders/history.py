"""What became of an order, told to whoever answers the telephone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from shop.timeutil.spans import Event


def after_until(events: Iterable[Event], start: datetime, end: datetime) -> list[Event]:
    """What happened after `start` and up to `end`, the end included: the news since the last call."""
    if end < start:
        raise ValueError("the span ends before it starts")
    kept = []
    for event in events:
        if start < event.at <= end:
            kept.append(event)
    return kept


def first_of(events: Iterable[Event], name: str) -> Event | None:
    """The earliest event of a name."""
    chosen: Event | None = None
    for event in events:
        if event.name == name and (chosen is None or event.at < chosen.at):
            chosen = event
    return chosen


def last_of(events: Iterable[Event], name: str) -> Event | None:
    """The latest event of a name."""
    chosen: Event | None = None
    for event in events:
        if event.name == name and (chosen is None or event.at > chosen.at):
            chosen = event
    return chosen
