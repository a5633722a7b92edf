"""Where names are local variables, asked for in the order of the text: one sweep instead of a search for each name."""

from typing import NamedTuple


class Region(NamedTuple):
    """Where a name is a local, in bytes."""

    start: int
    end: int
    value: str = ""
    """What the local is, as the first part of a `Reference.receiver`: "self", "T()", "pkg.T()"; "": nobody knows."""


class Sweep:
    """Answers from left to right."""

    def __init__(self, regions: dict[bytes, list[Region]]) -> None:
        self._next = {name: sorted(those, reverse=True) for name, those in regions.items()}
        self._open: dict[bytes, list[Region]] = {name: [] for name in regions}

    def at(self, name: bytes, byte: int) -> Region | None:
        """Return the innermost region in which `name` is a local at `byte`. Ask in the order of the text."""
        opened = self._open.get(name)
        if opened is None:
            return None
        coming = self._next[name]
        while coming and coming[-1].start <= byte:
            opened.append(coming.pop())
        while opened and opened[-1].end <= byte:
            opened.pop()
        return opened[-1] if opened else None
