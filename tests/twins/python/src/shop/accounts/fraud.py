"""Signs that somebody is not who they say."""

from collections.abc import Sequence


def name_gap(given: str, printed: str) -> int:
    above = list(range(len(printed) + 1))
    for line, typed in enumerate(given, start=1):
        below = [line]
        for place, shown in enumerate(printed, start=1):
            swapped = above[place - 1] + (typed != shown)
            below.append(min(above[place] + 1, below[-1] + 1, swapped))
        above = below
    return above[-1]


def suspicious(holder: str, printed: str, countries: Sequence[str], cents: int) -> list[str]:
    """The reasons to look at an order before it is shipped; none is good news."""
    reasons = []
    if name_gap(holder.casefold(), printed.casefold()) > 3:
        reasons.append("the name on the card is another one")
    if len(set(countries)) > 1:
        reasons.append("card, delivery and visit come from different countries")
    if cents > 100_000:
        reasons.append("the order is unusually large")
    return reasons
