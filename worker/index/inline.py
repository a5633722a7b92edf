"""Helpers whose body stands once more inside of a larger function, written out."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from worker.index.code import Code, Codes, Kind, Statement
from worker.index.member import Member
from worker.index.near import compared, in_order, is_covered
from worker.index.unify import Unifier
from worker.source.facts import Source, Symbol, SymbolKind
from worker.source.languages import module_of

FEWEST = 28
"""Leaves of a helper's body: what is shorter is written anew faster than it is found."""
FEWEST_STRAIGHT = 45
"""The same, of code that decides nothing."""
FEWEST_LINES = 4
_MOST_OF_ONE = 24
_SHARED = 0.34
"""The share of a helper's statements that a function has at least in which it may be written out."""
_FEWEST_SHARED = 2
"""Statements: one alone stands in many functions."""
_MOST_PARTNERS = 12
_ASSIGNING = frozenset({"=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", "++", "--", ":="})
_STATIC = frozenset({"staticmethod", "classmethod"})
_LATER = 3
"""Statements behind the copy in which the helper's result may be made."""
_NO_HELPER = frozenset({"return", "yield", "goto", "defer"})


@dataclass(frozen=True, slots=True)
class Inline:
    """A helper, and the lines of a larger function that do the same."""

    helper: Member
    within: Member
    first: int
    last: int
    common: int
    """Leaves of the helper's body that stand there."""


def inlines(source: Source, codes: Codes, groups: Sequence[Sequence[Member]]) -> list[Inline]:
    """Return the helpers that are written out, once for each place. Of `groups` only one member each is looked for."""
    members = compared(source, groups)
    found: dict[tuple[str, int, int], Inline] = {}
    for one, other in _candidates(members):
        helper, within = members[one], members[other]
        if not _may_be_used(helper.symbol, within.symbol):
            continue
        code, around = codes.of(*in_order(helper)), codes.of(*in_order(within))
        if code is None or around is None:
            continue
        lines = written_out(codes, code, around)
        if lines is None:
            continue
        place = Inline(helper, within, *lines, code.size)
        known = found.get((within.file.file, *lines))
        if known is None or known.common < place.common:
            found[within.file.file, *lines] = place
    return list(found.values())


def _candidates(members: Sequence[Member]) -> Iterator[tuple[int, int]]:
    """Yield (helper, larger function) where the one's statements are among the other's."""
    holding: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, member in enumerate(members):
        for statement in set(member.body.statements):
            holding[module_of(member.file.language).family, statement].append(number)
    for number, member in enumerate(members):
        statements = set(member.body.statements)
        if member.body.line_end - member.body.line < FEWEST_LINES or member.body.size < FEWEST:
            continue
        shared: Counter[int] = Counter()
        telling = [holding[module_of(member.file.language).family, statement] for statement in statements]
        telling = [numbers for numbers in telling if len(numbers) <= _MOST_OF_ONE]
        for numbers in telling:
            shared.update(numbers)
        del shared[number]
        for one, count in shared.most_common(_MOST_PARTNERS):
            if (
                count >= max(_FEWEST_SHARED, _SHARED * len(telling))
                and members[one].body.size > member.body.size
                and not is_covered(member, members[one])
            ):
                yield number, one


def written_out(codes: Codes, helper: Code, within: Code) -> tuple[int, int] | None:
    """Return the lines of a function that do what a helper does, all of it and nothing else; None when there are none."""
    core, result = _split(helper)
    own = within.seen_from(helper).inner
    enough = helper.size >= (FEWEST if helper.body.decides else FEWEST_STRAIGHT)
    may = _may_be_used(helper.symbol, within.symbol) and not _is_bound(helper, within)
    if not core or not enough or len(own) <= len(helper.inner) or not may:
        return None
    for start in range(len(own) - len(core) + 1):
        last = _match(codes, helper, within, core, result, own[start:])
        if last is not None and last - own[start].first + 1 >= FEWEST_LINES:
            return own[start].first, last
    return None


def _split(helper: Code) -> tuple[list[Statement], Statement | None]:
    """Return what a helper does and what it returns at its end; nothing where it returns or yields elsewhere."""
    core = list(helper.inner)
    result = core.pop() if core and core[-1].depth == core[0].depth and core[-1].tokens[0].word == "return" else None
    leaves = any(token.word in _NO_HELPER for one in core for token in one.tokens if token.kind is Kind.KEYWORD)
    return ([], None) if leaves or _assigns(helper, core) else (core, result)


def _assigns(helper: Code, core: Sequence[Statement]) -> bool:
    """Whether a helper gives its parameters other values: where it is called, the variables keep theirs."""
    return any(
        token.word in helper.parameters and token.kind is Kind.OWN and after.word in _ASSIGNING
        for one in core
        for token, after in pairwise(one.tokens)
    )


def _may_be_used(helper: Symbol, within: Symbol) -> bool:
    """Whether one function could call the other: it needs no object that it lacks, and nothing else asks both for one name."""
    needs_object = helper.kind is SymbolKind.METHOD and not _is_static(helper)
    same = (helper.file, helper.parent) == (within.file, within.parent)
    return (same or not needs_object) and helper.name != within.name and _may_be_called(helper)


def _is_bound(helper: Code, within: Code) -> bool:
    """Whether a helper speaks of an object that the larger function does not have, or takes names from around it."""
    mine = {"self", "this", "super"} | ({helper.receiver} if helper.receiver else set())
    speaks = any(token.word in mine for one in helper.inner for token in one.tokens)
    same = (helper.file.file, helper.symbol.parent) == (within.file.file, within.symbol.parent)
    return (speaks and not same) or helper.is_inner or _is_curried(helper)


def _is_curried(helper: Code) -> bool:
    """Whether what a helper does is done by a function that it returns: `(a) => () => {`."""
    words = [token.word for token in helper.signature.tokens]
    depth, at = 0, len(words) - 2
    while at > 0:
        depth += (words[at] == ")") - (words[at] == "(")
        if depth == 0:
            break
        at -= 1
    return words[-1:] == ["=>"] and at > 0 and words[at - 1] == "=>"


def _is_static(symbol: Symbol) -> bool:
    return "static" in symbol.modifiers or not _STATIC.isdisjoint(symbol.decorators)


def _may_be_called(symbol: Symbol) -> bool:
    """Whether nothing stands around a function that would run as well when it is called, or makes it something else."""
    return _STATIC.issuperset(symbol.decorators)


def _match(
    codes: Codes, helper: Code, within: Code, core: Sequence[Statement], result: Statement | None, there: Sequence[Statement]
) -> int | None:
    """Return the last line of a copy that starts with the first of `there`."""
    unifier = Unifier(codes, helper, within)
    deeper = there[0].depth - core[0].depth
    for one, other in zip(core, there, strict=False):
        if other.depth - one.depth != deeper or not unifier.fits(one.tokens, other.tokens):
            return None
    after = there[len(core) :]
    if after and after[0].depth > there[0].depth:
        # More is done in its last block.
        return None
    last = there[len(core) - 1].last
    made = 0 if result is None else unifier.made(result.tokens[1:], after[:_LATER])
    if made is None or not unifier.takes_the_same():
        return None
    between = [one for one in after[:_LATER] if one.last < made]
    if any(token.kind is Kind.OWN and token.word in unifier.inner for one in between for token in one.tokens):
        # What a call would keep to itself is used before its result is made.
        return None
    return max(last, made)
