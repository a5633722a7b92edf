"""What differs between two functions that are laid beside each other, and whether they still do one job.

Likeness decides nothing here: `min` and `max` of a list share all leaves but one. Everything that differs must be of a kind that
leaves the job as it is; one operator, number, call or field that was replaced, and there is no claim.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from worker.index.align import Aligned, Swap, align
from worker.index.code import Code, Kind, Statement, Token
from worker.index.names import Names, names_of
from worker.index.steps import Step, steps, talks

_CALLERS = frozenset({"(", ".", "?.", "::"})
_NO_TYPE_BEHIND = frozenset({"new", "except", "instanceof", "is", "as", "catch", "raise", "throw"})


class Change(StrEnum):
    """A kind of difference that leaves the job as it is."""

    TEXT = "another text in a message"
    FIELDS = "other fields"
    TYPES = "other types"
    CONSTANT = "another constant"
    PARAMETER = "a value that one takes from its caller"
    CONDITION = "one more condition for leaving"
    GUARD = "a check at the start"
    LOG = "a line of a log"
    STEP = "a step"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: what it is, and on which lines; a side that has nothing has None."""

    change: Change
    one: tuple[int, int] | None
    other: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two functions that do one job."""

    score: float
    """The share of their leaves that stand beside each other."""
    common: int
    """Leaves in common."""
    differences: tuple[Difference, ...]


def likeness(one: Code, other: Code) -> Likeness | None:
    """Return how alike two functions are; None when they do not surely do the same job."""
    found = refused(one, other)
    return found if isinstance(found, Likeness) else None


def refused(one: Code, other: Code) -> Likeness | str:
    laid = align(one.inner, other.inner)
    if laid is None:
        return "too large"
    names = names_of(laid, one, other)
    if names is None:
        return "names"
    seen = _Differences(one, other, laid, names)
    found = seen.all()
    if isinstance(found, str):
        return found
    total = one.size + other.size
    return Likeness(round(2 * len(laid.beside) / total, 3), len(laid.beside), tuple(found))


class _Differences:
    def __init__(self, one: Code, other: Code, laid: Aligned, names: Names) -> None:
        self._one, self._other, self._laid, self._names = one, other, laid, names
        self._same_file = one.file.file == other.file.file

    def all(self) -> list[Difference] | str:
        found: list[Difference] = []
        for judged in (self._leaves(), self._swaps(), self._lone()):
            for one in judged:
                if isinstance(one, str):
                    return one
                found.append(one)
        return found

    def _leaves(self) -> Iterable[Difference | str]:
        exchanged: dict[Kind, dict[str, Counter[str]]] = {}
        for first, second in self._laid.pairs:
            pass
        for statement, other, a, b in self._laid.leaves():
            if a.kind is Kind.OWN or a.said == b.said:
                continue
            here = (statement.first, statement.last), (other.first, other.last)
            if a.kind is Kind.TEXT:
                if self._names.text(b.said) == a.said:
                    continue
                yield Difference(Change.TEXT, *here) if talks(statement) and talks(other) else f"text {a.said} {b.said}"
            elif a.kind is Kind.FIELD:
                yield Difference(Change.FIELDS, *here) if self._names.may_exchange_field(statement, other, a, b) else f"field {a.said} {b.said}"
            elif a.kind is Kind.OUTER:
                yield self._outer(statement, other, a, b, here)

    def _outer(self, statement, other, a, b, here):
        if self._names.are_types(a, b):
            return Difference(Change.TYPES, *here)
        if not self._same_file and _constant(self._one, a) and _constant(self._other, b):
            return Difference(Change.CONSTANT, *here)
        return f"outer {a.said} {b.said}"

    def _swaps(self) -> Iterable[Difference | str]:
        for swap in self._laid.swaps:
            here = (swap.one.first, swap.one.last), (swap.other.first, swap.other.last)
            if self._names.same_key(swap):
                continue
            if self._names.parameter_for(swap.leaves, swap.others):
                yield Difference(Change.PARAMETER, *here)
            elif _one_more_way_out(swap, self._one, self._other):
                yield Difference(Change.CONDITION, *here)
            else:
                yield "swap " + " ".join(t.word for t in swap.leaves) + " => " + " ".join(t.word for t in swap.others)

    def _lone(self) -> Iterable[Difference | str]:
        mine = list(steps(self._one, self._laid.lone))
        others = list(steps(self._other, self._laid.other_lone))
        for side, found in ((0, mine), (1, others)):
            for step in found:
                lines = step.first, step.last
                here = (lines, None) if side == 0 else (None, lines)
                yield Difference(Change(step.change), *here) if step.change else "step"

def _constant(code: Code, token: Token) -> bool:
    return any(one.name == token.word and one.kind.value in ("constant", "variable") for one in code.file.symbols)


def _one_more_way_out(swap: Swap, one: Code, other: Code) -> bool:
    """Whether a check that leaves the function has one more alternative."""
    statement, more = (swap.other, swap.others) if not swap.leaves else (swap.one, swap.leaves)
    if swap.leaves and swap.others:
        return False
    code = other if statement is swap.other else one
    words = [token.word for token in more]
    return (words[0] in ("or", "||") or words[-1] in ("or", "||")) and leaves_at_once(code, statement)


def leaves_at_once(code: Code, statement: Statement) -> bool:
    from worker.index.steps import is_guard

    return is_guard(code, statement)
