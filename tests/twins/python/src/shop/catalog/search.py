"""Find products although people mistype."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from shop.text.normalize import normalize


def edit_distance(a: str, b: str) -> int:
    """How many letters have to be added, dropped or replaced to make `b` of `a`."""
    previous = list(range(len(b) + 1))
    for row, left in enumerate(a, start=1):
        current = [row]
        for column, right in enumerate(b, start=1):
            replaced = previous[column - 1] + (left != right)
            current.append(min(previous[column] + 1, current[-1] + 1, replaced))
        previous = current
    return previous[-1]


def common_length(a: str, b: str) -> int:
    """How many letters the longest row of letters has that occurs, with gaps, in both."""
    previous = [0] * (len(b) + 1)
    for left in a:
        current = [0]
        for column, right in enumerate(b, start=1):
            both = previous[column - 1] + 1 if left == right else 0
            current.append(max(previous[column], current[-1], both))
        previous = current
    return previous[-1]


class ProductIndex:
    """Words to the SKUs in whose texts they stand."""

    def __init__(self) -> None:
        self._skus: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, sku: str, text: str) -> None:
        for word in normalize(text).split():
            self._skus[word].add(sku)

    def lookup(self, query: str) -> list[str]:
        """The SKUs that have every word of the query."""
        words = normalize(query).split()
        if not words:
            return []
        hits = set(self._skus.get(words[0], ()))
        for word in words[1:]:
            hits &= self._skus.get(word, set())
        return sorted(hits)

    def lookup_any(self, query: str) -> list[str]:
        """The SKUs that have at least one word of the query."""
        words = normalize(query).split()
        if not words:
            return []
        hits = set(self._skus.get(words[0], ()))
        for word in words[1:]:
            hits |= self._skus.get(word, set())
        return sorted(hits)


def closest(word: str, known: Iterable[str], most: int = 2) -> str | None:
    """The known word that is the fewest edits away, if that are not too many."""
    ranked = sorted((edit_distance(word, other), other) for other in known)
    if not ranked or ranked[0][0] > most:
        return None
    return ranked[0][1]
