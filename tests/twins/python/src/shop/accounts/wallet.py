"""Credit that customers share within a family."""

from __future__ import annotations


def split_evenly(total: int, parts: int) -> list[int]:
    """Cents in parts that differ by one cent at most and lose none; the first parts are the larger ones."""
    if parts < 1:
        raise ValueError("at least one part is needed")
    # Nobody may gain or lose a cent: see the terms of the family account.
    share, rest = divmod(total, parts)
    return [
        share + 1 if place < rest else share
        for place in range(parts)
    ]


class Wallet:
    """The credit of one account, never below zero."""

    def __init__(self, cents: int = 0) -> None:
        self.cents = cents

    def spend(self, cents: int) -> int:
        """Take as much of an amount as there is, and return what has to be paid otherwise."""
        if cents < 0:
            raise ValueError("an amount is not negative")
        used = min(cents, self.cents)
        self.cents -= used
        return cents - used

    def spend_all_or_nothing(self, cents: int) -> int:
        """Take an amount if there is enough, else nothing, and return what has to be paid otherwise."""
        if cents < 0:
            raise ValueError("an amount is not negative")
        used = cents if cents <= self.cents else 0
        self.cents -= used
        return cents - used
