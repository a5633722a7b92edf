"""Give customers what they ordered."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from shop.model import OrderLine


def picks(needed: int, shelves: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """How much to fetch from which shelf so that `needed` pieces come together. ValueError when they do not."""
    before = accumulate((pieces for _, pieces in shelves), initial=0)
    fetched = [
        (shelf, min(pieces, needed - already))
        for (shelf, pieces), already in zip(shelves, before)
        if pieces > 0 and already < needed
    ]
    together = sum(pieces for _, pieces in fetched)
    if together < needed:
        raise ValueError(f"{needed - together} of {needed} are missing")
    return fetched


def shortages(lines: Sequence[OrderLine], free: Mapping[str, int]) -> dict[str, int]:
    """How many pieces of every SKU are missing to fill all lines."""
    missing: dict[str, int] = {}
    for line in lines:
        missing[line.sku] = missing.get(line.sku, -free.get(line.sku, 0)) + line.quantity
    return {sku: pieces for sku, pieces in missing.items() if pieces > 0}
