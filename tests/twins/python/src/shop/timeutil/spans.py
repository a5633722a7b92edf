"""Choose what happened in a span of time. The ends of a span are the usual trap, so each name says which count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    name: str


def within_closed(events: Iterable[Event], start: datetime, end: datetime) -> list[Event]:
    """What happened from `start` to `end`, both included."""
    if end < start:
        raise ValueError("the span ends before it starts")
    kept = []
    for event in events:
        if start <= event.at <= end:
            kept.append(event)
    return kept


def within_half_open(events: Iterable[Event], start: datetime, end: datetime) -> list[Event]:
    """What happened from `start` on and before `end`: days laid side by side share nothing."""
    if end < start:
        raise ValueError("the span ends before it starts")
    kept = []
    for event in events:
        if start <= event.at < end:
            kept.append(event)
    return kept


def strictly_between(events: Iterable[Event], start: datetime, end: datetime) -> list[Event]:
    """What happened after `start` and before `end`, neither included."""
    if end < start:
        raise ValueError("the span ends before it starts")
    kept = []
    for event in events:
        if start < event.at < end:
            kept.append(event)
    return kept


def outside(events: Iterable[Event], start: datetime, end: datetime) -> list[Event]:
    """What happened before `start` or after `end`."""
    if end < start:
        raise ValueError("the span ends before it starts")
    kept = []
    for event in events:
        if event.at < start or event.at > end:
            kept.append(event)
    return kept
