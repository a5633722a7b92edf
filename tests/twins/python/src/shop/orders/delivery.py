"""Promises about the day on which a parcel arrives."""

from datetime import date

from shop.timeutil.workdays import next_business_day


def count_workdays(ordered: date, promised: date) -> int:
    """On how many days somebody is there to pack: from the order on, the promised day not counted."""
    if ordered > promised:
        raise ValueError("a promise lies ahead")
    weeks, rest = divmod((promised - ordered).days, 7)
    weekday = ordered.weekday()
    beyond = sum(1 for offset in range(rest) if (weekday + offset) % 7 < 5)
    return weeks * 5 + beyond


def arrival(ordered: date, packing_days: int, road_days: int) -> date:
    """The day to promise: so many working days to pack, then so many on the road."""
    day = ordered
    for _ in range(packing_days + road_days):
        day = next_business_day(day)
    return day
