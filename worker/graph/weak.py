"""Weak edges: what code may reach without our knowing it. Kept as shared groups, since one `getattr` may mean every method."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from worker.graph.index import Index

Targets = int | tuple[int, ...]
"""A node, or a group of nodes that many share; groups are told apart by identity, not by what is in them."""


class Names:
    """A group of names that may be meant, told apart by identity."""

    __slots__ = ("names",)

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)


class Weak:
    """Weak edges by source. Where several lead to one target, the first says why."""

    def __init__(self) -> None:
        self._edges: dict[int, list[tuple[Targets, str]]] = defaultdict(list)
        self._names: dict[int, dict[str | Names, tuple[int, str]]] = defaultdict(dict)
        self._free: dict[int, dict[str, tuple[int, str]]] = defaultdict(dict)
        self._known: set[tuple[int, int, bool]] = set()

    def add(self, source: int, targets: Targets, reason: str) -> None:
        """Note that `source` may reach a node or each node of a group."""
        alone = isinstance(targets, int)
        if targets == ():
            return
        key = (source, targets if isinstance(targets, int) else id(targets), alone)
        if key not in self._known:
            self._known.add(key)
            self._edges[source].append((targets, reason))

    def name(self, source: int, name: str | Names, line: int, reason: str) -> None:
        """Note that `source` may mean any symbol of a name, or of each name of a group, at a line."""
        self._names[source].setdefault(name, (line, reason))

    def free_name(self, source: int, name: str, line: int, reason: str) -> None:
        """Note that `source` may mean any symbol of a name that is no member of another."""
        self._free[source].setdefault(name, (line, reason))

    def of(self, source: int, file: str, seen: "Seen", index: Index) -> Iterator[tuple[int, str]]:
        """Yield (node, reason) of what `source`, which lies in `file`, may reach, without what `seen` has had before."""
        for targets, reason in self._edges.get(source, ()):
            if isinstance(targets, int):
                yield targets, reason
            elif id(targets) not in seen.groups:
                seen.groups.add(id(targets))
                for target in targets:
                    yield target, reason
        for name, (line, reason) in self._names.get(source, {}).items():
            if name in seen.names:
                continue
            seen.names.add(name)
            where = f"{reason} ({file}:{line})"
            for one in (name,) if isinstance(name, str) else name.names:
                if one == name or one not in seen.names:
                    seen.names.add(one)
                    for target in index.named.get(one, ()):
                        yield target, where
        for name, (line, reason) in self._free.get(source, {}).items():
            if name not in seen.names and name not in seen.free:
                seen.free.add(name)
                for target in index.free.get(name, ()):
                    yield target, f"{reason} ({file}:{line})"


class Seen:
    """Groups and names that a search has looked at: their nodes are taken, or wait for what they are declared in."""

    __slots__ = ("free", "groups", "names")

    def __init__(self) -> None:
        self.groups: set[int] = set()
        self.free: set[str] = set()
        self.names: set[str | Names] = set()
