"""Work in portions."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def chunked(items: Sequence[T], size: int) -> list[list[T]]:
    """The items in lists of `size`; the last one may be shorter."""
    if size < 1:
        raise ValueError("a chunk holds at least one item")
    return [list(items[start : start + size]) for start in range(0, len(items), size)]


def dealt(items: Sequence[T], hands: int) -> list[list[T]]:
    """The items dealt to so many lists in turn, as cards are."""
    if hands < 1:
        raise ValueError("somebody has to get the items")
    return [list(items[start::hands]) for start in range(hands)]


def windows(items: Sequence[T], size: int) -> list[list[T]]:
    """Every run of `size` neighbours; each begins one item after the one before."""
    if size < 1:
        raise ValueError("a window holds at least one item")
    return [list(items[start : start + size]) for start in range(len(items) - size + 1)]
