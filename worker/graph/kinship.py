"""Which class derives from which: the bases, subclasses and families that the binder found out."""

from collections import defaultdict

from worker.graph.index import Index

_MOST_REMEMBERED = 4_000_000
"""Classes in all remembered answers together, 8 bytes each: a chain of thousands of classes has that many squared."""


class Kinship:
    """Classes by their node. Answers are remembered until another link is told."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._bases: dict[int, list[int]] = {}
        self._subclasses: dict[int, list[int]] = defaultdict(list)
        self._outside_bases: dict[int, list[str]] = {}
        self._above: dict[int, tuple[int, ...]] = {}
        self._below: dict[int, tuple[int, ...]] = {}
        self._families: dict[int, tuple[int, ...]] = {}
        self._remembered = 0

    def forget(self) -> None:
        """Start anew."""
        self._bases.clear()
        self._subclasses.clear()
        self._outside_bases.clear()
        self._forget_answers()

    def link(self, number: int, bases: list[int], outside: list[str]) -> None:
        """Note what a class derives from: classes of the repository, and the names of others."""
        self._bases[number] = bases
        self._outside_bases[number] = outside
        for base in bases:
            self._subclasses[base].append(number)
        if bases:
            # Families that were asked for on the way are not whole yet.
            self._forget_answers()

    def _forget_answers(self) -> None:
        self._above.clear()
        self._below.clear()
        self._families.clear()
        self._remembered = 0

    def bases(self) -> list[int]:
        """Return every class of the repository from which another derives."""
        return list(self._subclasses)

    def outside_bases(self, number: int) -> list[str]:
        """Return the bases of a class itself that lead out of the repository."""
        return self._outside_bases.get(number, [])

    def ancestors(self, number: int) -> tuple[int, ...]:
        """Return every class of the repository that a class derives from."""
        known = self._above.get(number)
        if known is None:
            known = self._above[number] = self._kept(_closure(number, self._bases))
        return known

    def descendants(self, number: int) -> tuple[int, ...]:
        """Return every class of the repository that derives from a class."""
        known = self._below.get(number)
        if known is None:
            known = self._below[number] = self._kept(_closure(number, self._subclasses))
        return known

    def family(self, number: int) -> tuple[int, ...]:
        """Return a class, its bases, its subclasses and their other bases: a mixin gives members to its siblings."""
        known = self._families.get(number)
        if known is None:
            found = {number: None, **dict.fromkeys(self.ancestors(number))}
            for below in self.descendants(number):
                _climb(below, self._bases, found)
            known = self._families[number] = self._kept(tuple(found))
        return known

    def _kept(self, answer: tuple[int, ...]) -> tuple[int, ...]:
        self._remembered += len(answer)
        if self._remembered > _MOST_REMEMBERED:
            self._forget_answers()
        return answer

    def all_outside_bases(self, number: int) -> tuple[str, ...]:
        """Return the bases that lead out of the repository, of a class and of all classes above it."""
        found: dict[str, None] = {}
        for one in [number, *self.ancestors(number)]:
            found.update(dict.fromkeys(self.outside_bases(one)))
            if one != number and "__init_subclass__" in self._index.children.get(one, {}):
                found["__init_subclass__"] = None
        return tuple(found)


def _closure(start: int, links: dict[int, list[int]]) -> tuple[int, ...]:
    seen: dict[int, None] = {}
    _climb(start, links, seen)
    return tuple(number for number in seen if number != start)


def _climb(start: int, links: dict[int, list[int]], seen: dict[int, None]) -> None:
    """Add to `seen` what can be reached from `start`, itself first; what is in it already was climbed from."""
    todo = [start]
    while todo:
        number = todo.pop()
        if number not in seen:
            seen[number] = None
            todo.extend(links.get(number, ()))
