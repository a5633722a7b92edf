"""Functions that are copies of each other, by the hashes of their leaves (`worker.source.bodies`)."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from worker.index.idiom import is_told, kept_out
from worker.index.member import Member
from worker.source.facts import Source
from worker.source.languages import module_of

_FILE = 3
CloneKind = Literal["exact", "renamed"]


@dataclass(frozen=True, slots=True)
class Clones:
    """Functions that are the same but for layout and comments (exact), or for names that only they see (renamed)."""

    kind: CloneKind
    members: tuple[Member, ...]
    """By file and line."""


def by_files(groups: list[Clones]) -> list[list[Clones]]:
    """Put together the groups that have all their members in the same files: a file was copied, not one function after another.

    Fewer than `_FILE` groups in the same files stay by themselves.
    """
    together: dict[tuple[str, ...], list[Clones]] = defaultdict(list)
    for group in groups:
        together[tuple(sorted({member.file.file for member in group.members}))].append(group)
    found = []
    for files, alike in together.items():
        found += [alike] if len(files) > 1 and len(alike) >= _FILE else [[group] for group in alike]
    return found


def clones(source: Source) -> list[Clones]:
    """Return the groups of copies that are worth telling, by the place of their first member.

    What repeats itself by idiom is left out (`worker.index.idiom`), and what is inside of functions that are told themselves.
    """
    alike: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for read in source.files.values():
        if not read.bodies or kept_out(read.file):
            continue
        symbols = {(symbol.qualname, symbol.name_line): symbol for symbol in read.symbols}
        for body in read.bodies:
            member = Member(read, symbols[body.symbol, body.line], body)
            alike[module_of(read.language).family, body.renamed].append(member)
    groups = [members for members in alike.values() if len(members) > 1 and is_told(members)]
    inside = _insides(groups)
    return [
        Clones("exact" if len({member.body.exact for member in members}) == 1 else "renamed", tuple(members))
        for members in groups
        if frozenset(_key(member, member.symbol.parent) for member in members) not in inside
    ]


def _key(member: Member, qualname: str | None) -> tuple[str, str | None]:
    return member.file.file, qualname


def _insides(groups: list[list[Member]]) -> set[frozenset[tuple[str, str | None]]]:
    """Return the groups by what they are of: a group of all their inner functions says nothing new."""
    return {frozenset(_key(member, member.symbol.qualname) for member in members) for members in groups}
