"""Find pages."""

from __future__ import annotations

from collections import defaultdict

from shop.text.normalize import normalize


class PageIndex:
    """Words to the addresses of the pages on which they stand."""

    def __init__(self) -> None:
        self._pages: defaultdict[str, set[str]] = defaultdict(set)

    def put(self, address: str, title: str, body: str) -> None:
        for word in normalize(f"{title} {body}").split():
            self._pages[word].add(address)

    def find(self, query: str, limit: int = 20) -> list[str]:
        """The first pages that have every word of the query; words of one letter do not count."""
        words = [word for word in normalize(query).split() if len(word) > 1]
        if not words:
            return []
        hits = set(self._pages.get(words[0], ()))
        for word in words[1:]:
            hits &= self._pages.get(word, set())
        return sorted(hits)[:limit]
