"""Edited copies: pairs of functions that may do one job, by the statements that they share, and those that surely do."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.index.code import Codes
from worker.index.differences import Likeness, likeness
from worker.index.idiom import is_told_near, kept_out
from worker.index.member import At, Member
from worker.source.facts import Source
from worker.source.languages import module_of

_MOST_OF_ONE = 24
"""Functions that may have one statement in common: what more have says nothing about any two of them."""
_SHARED = 0.4
"""The share of the longer one's statements that two have in common at least."""
_FEWEST_SHARED = 2
_MOST_PARTNERS = 12
"""Functions that one is compared with: those that share most."""


@dataclass(frozen=True, slots=True)
class Near:
    """Two functions that do one job, with small differences."""

    one: Member
    other: Member
    likeness: Likeness


def members_of(source: Source) -> list[Member]:
    """Return the functions that may be compared, in the order of the files."""
    found = []
    for read in source.files.values():
        if read.bodies and not kept_out(read.file):
            symbols = {(symbol.qualname, symbol.name_line): symbol for symbol in read.symbols}
            found += [Member(read, symbols[body.symbol, body.line], body) for body in read.bodies]
    return found


def near(source: Source, codes: Codes, groups: Sequence[Sequence[Member]]) -> list[Near]:
    """Return the pairs of edited copies. Of `groups`, which are told already, only one member each is compared."""
    members = compared(source, groups)
    found = []
    for one, other in _candidates(members):
        first, second = members[one], members[other]
        if is_covered(first, second) or not is_told_near(first, second):
            continue
        codes_of = [codes.of(each.file.file, each.symbol.qualname, each.symbol.name_line) for each in (first, second)]
        if codes_of[0] is None or codes_of[1] is None:
            continue
        alike = likeness(codes, codes_of[0], codes_of[1])
        if alike is not None:
            found.append(Near(first, second, alike))
    return _without_inner(found)


def compared(source: Source, groups: Sequence[Sequence[Member]]) -> list[Member]:
    """Return the functions that may be compared: of each group of copies the first, and none of broken syntax."""
    told = {in_order(member) for group in groups for member in group[1:]}
    return [member for member in members_of(source) if in_order(member) not in told and not _is_broken(member)]


def _is_broken(member: Member) -> bool:
    """Whether syntax that is not understood touches a function: nobody knows where it ends."""
    symbol = member.symbol
    return any(first <= symbol.line_end and symbol.line_start <= last for first, last in member.file.broken)


def in_order(member: Member) -> At:
    """Return the file, name and line of a function."""
    return member.at


def _candidates(members: Sequence[Member]) -> Iterator[tuple[int, int]]:
    """Yield pairs that share enough statements, or are alike but for fields and types; each once, in order."""
    holding: dict[tuple[str, int], list[int]] = defaultdict(list)
    shapes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, member in enumerate(members):
        family = module_of(member.file.language).family
        shapes[family, member.body.shape].append(number)
        for statement in set(member.body.statements):
            holding[family, statement].append(number)
    holding = {key: numbers for key, numbers in holding.items() if 1 < len(numbers) <= _MOST_OF_ONE}
    for number, member in enumerate(members):
        family = module_of(member.file.language).family
        shared: Counter[int] = Counter()
        for statement in set(member.body.statements):
            shared.update(one for one in holding.get((family, statement), ()) if one > number)
        wanted = {one for one, count in shared.most_common(_MOST_PARTNERS) if _share_enough(member, members[one], count)}
        alike = shapes[family, member.body.shape]
        if len(alike) <= _MOST_OF_ONE:
            wanted |= {one for one in alike if one > number}
        for one in sorted(wanted):
            if member.body.renamed != members[one].body.renamed:
                yield number, one


def _share_enough(one: Member, other: Member, count: int) -> bool:
    longest = max(len(set(one.body.statements)), len(set(other.body.statements)))
    return count >= min(_FEWEST_SHARED, longest) and count >= _SHARED * longest


def is_covered(one: Member, other: Member) -> bool:
    """Whether one function is inside of the other."""
    if one.file.file != other.file.file:
        return False
    first, second = sorted((one.symbol, other.symbol), key=lambda symbol: (symbol.line_start, -symbol.line_end))
    return second.line_start <= first.line_end


def _without_inner(found: list[Near]) -> list[Near]:
    """Leave out what is inside of two functions that are told themselves."""
    told = {frozenset((in_order(pair.one)[:2], in_order(pair.other)[:2])) for pair in found}
    return [pair for pair in found if frozenset(_around(member) for member in (pair.one, pair.other)) not in told]


def _around(member: Member) -> tuple[str, str]:
    return member.file.file, member.symbol.parent or ""
