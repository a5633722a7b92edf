"""What came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Payment:
    order_id: int
    paid_on: date
    cents: int


class Ledger:
    """The payments of one year."""

    def __init__(self, payments: Iterable[Payment]) -> None:
        self._payments = list(payments)

    def daily_turnover(self) -> dict[date, int]:
        """The cents of every day on which something came in."""
        turnover: defaultdict[date, int] = defaultdict(int)
        for payment in self._payments:
            turnover[payment.paid_on] += payment.cents
        return dict(turnover)

    def daily_payments(self) -> dict[date, int]:
        """The number of payments of every day on which something came in."""
        numbers: defaultdict[date, int] = defaultdict(int)
        for payment in self._payments:
            numbers[payment.paid_on] += 1
        return dict(numbers)

    def balance_after(self, day: date, opening: int = 0) -> int:
        """The cents that were there when the day was over."""
        balance = opening
        for payment in self._payments:
            if payment.paid_on <= day:
                balance += payment.cents
        return balance

    def balance_before(self, day: date, opening: int = 0) -> int:
        """The cents that were there when the day began."""
        balance = opening
        for payment in self._payments:
            if payment.paid_on < day:
                balance += payment.cents
        return balance
