"""Places on the shelves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bin:
    code: str
    x: int
    y: int
    litres: int
    used: int = 0


def nearest_free_bin(bins: Iterable[Bin], x: int, y: int, litres: int) -> Bin | None:
    """The closest bin with room for so much; distances along the aisles, the first of equals."""
    best: Bin | None = None
    best_distance = 0
    for place in bins:
        if place.litres - place.used < litres:
            continue
        distance = abs(place.x - x) + abs(place.y - y)
        if best is None or distance < best_distance:
            best = place
            best_distance = distance
    return best


def tightest_free_bin(bins: Iterable[Bin], litres: int) -> Bin | None:
    """The bin in which the least room is left over, so that large ones stay free; the first of equals."""
    best: Bin | None = None
    best_rest = 0
    for place in bins:
        if place.litres - place.used < litres:
            continue
        rest = place.litres - place.used - litres
        if best is None or rest < best_rest:
            best = place
            best_rest = rest
    return best
