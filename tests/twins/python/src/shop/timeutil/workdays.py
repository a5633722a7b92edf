"""Days on which the warehouse works. Public holidays are the planner's business, not ours."""

from datetime import date, timedelta

SATURDAY = 5


def business_days_between(start: date, end: date) -> int:
    """How many of the days from `start` up to, not including, `end` are Monday to Friday."""
    if end < start:
        raise ValueError("end lies before start")
    days = 0
    current = start
    while current < end:
        if current.weekday() < SATURDAY:
            days += 1
        current += timedelta(days=1)
    return days


def weekend_days_between(start: date, end: date) -> int:
    """How many of the days from `start` up to, not including, `end` are Saturday or Sunday."""
    if end < start:
        raise ValueError("end lies before start")
    days = 0
    current = start
    while current < end:
        if current.weekday() >= SATURDAY:
            days += 1
        current += timedelta(days=1)
    return days


def next_business_day(day: date) -> date:
    following = day + timedelta(days=1)
    while following.weekday() >= SATURDAY:
        following += timedelta(days=1)
    return following


def previous_business_day(day: date) -> date:
    earlier = day - timedelta(days=1)
    while earlier.weekday() >= SATURDAY:
        earlier -= timedelta(days=1)
    return earlier
