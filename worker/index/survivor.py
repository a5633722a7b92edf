"""Which of several that do the same should stay: the one that most use, that tests run, that is documented."""

from collections.abc import Sequence
from dataclasses import dataclass

from worker.graph.graph import Graph
from worker.index.member import Member


@dataclass(frozen=True, slots=True)
class Standing:
    """What speaks for one member."""

    member: Member
    users: int
    """How many other symbols refer to it."""
    tested: bool
    documented: bool

    @property
    def weight(self) -> tuple[int, bool, bool, bool, int, str, int]:
        """Sort key: the least first."""
        symbol = self.member.symbol
        path = self.member.file.file
        return (
            -self.users,
            not self.tested,
            not self.documented,
            not symbol.exported,
            path.count("/"),
            path,
            symbol.line_start,
        )

    def says(self) -> str:
        """What speaks for it, in words."""
        used = (
            "nothing refers to it by name" if not self.users else f"used in {self.users} place{'s' if self.users > 1 else ''}"
        )
        return ", ".join([used, *(["tested"] if self.tested else []), *(["documented"] if self.documented else [])])


def ranked(graph: Graph, members: Sequence[Member], tested: frozenset[int]) -> list[Standing]:
    """Return the members with what speaks for each, the one that should stay first."""
    found = []
    for member in members:
        number = graph.index.find(member.file.file, member.symbol.qualname)
        users = [] if number is None else [one for one in graph.users(number) if one != number]
        found.append(Standing(member, len(users), number in tested, bool(member.symbol.docstring)))
    return sorted(found, key=lambda one: one.weight)
