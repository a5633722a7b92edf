"""From which bins the goods of an order are taken."""

from collections.abc import Sequence


def allocate(bins: Sequence[tuple[str, int]], wanted: int) -> list[tuple[str, int]]:
    """Take from the bins in their order until there is enough. ValueError when all together hold too little."""
    plan: list[tuple[str, int]] = []
    missing = wanted
    for code, quantity in bins:
        if missing <= 0:
            break
        take = min(quantity, missing)
        if take > 0:
            plan.append((code, take))
            missing -= take
    if missing > 0:
        raise ValueError(f"{missing} of {wanted} are missing")
    return plan


def allocate_whole_bins(bins: Sequence[tuple[str, int]], wanted: int) -> list[tuple[str, int]]:
    """Empty the bins in their order until there is enough; the last one may give more than is wanted."""
    plan: list[tuple[str, int]] = []
    missing = wanted
    for code, quantity in bins:
        if missing <= 0:
            break
        if quantity > 0:
            plan.append((code, quantity))
            missing -= quantity
    if missing > 0:
        raise ValueError(f"{missing} of {wanted} are missing")
    return plan


def allocate_from_back(bins: Sequence[tuple[str, int]], wanted: int) -> list[tuple[str, int]]:
    """Take from the last bin first until there is enough. ValueError when all together hold too little."""
    plan: list[tuple[str, int]] = []
    missing = wanted
    for code, quantity in reversed(bins):
        if missing <= 0:
            break
        take = min(quantity, missing)
        if take > 0:
            plan.append((code, take))
            missing -= take
    if missing > 0:
        raise ValueError(f"{missing} of {wanted} are missing")
    return plan
