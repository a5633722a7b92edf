"""Sums for the charts on the first page of the back office."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import attrgetter

from shop.billing.ledger import Payment


def revenue_by_day(payments: Iterable[Payment]) -> dict[date, int]:
    """The cents that came in on every day that has any."""
    day_of = attrgetter("paid_on")
    ordered = sorted(payments, key=day_of)
    return {day: sum(payment.cents for payment in group) for day, group in groupby(ordered, key=day_of)}


def best_payment_by_day(payments: Iterable[Payment]) -> dict[date, int]:
    """The cents of the largest payment of every day that has any."""
    day_of = attrgetter("paid_on")
    ordered = sorted(payments, key=day_of)
    return {day: max(payment.cents for payment in group) for day, group in groupby(ordered, key=day_of)}


def running_total(payments: Iterable[Payment]) -> dict[date, int]:
    """The cents that had come in, since the first payment, when every day was over."""
    total = 0
    totals: dict[date, int] = {}
    for payment in sorted(payments, key=attrgetter("paid_on")):
        total += payment.cents
        totals[payment.paid_on] = total
    return totals
