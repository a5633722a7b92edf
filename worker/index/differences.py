"""What differs between two functions, and whether they still do one job.

Likeness decides nothing here: `min` and `max` of a list share all leaves but one. Everything that differs must be of a kind
that leaves the job as it is. One operator, number, call or field that was replaced, and nothing is claimed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from worker.index.align import Aligned, Swap, align
from worker.index.code import Code, Codes, Kind, Statement, Token
from worker.index.idiom import may_answer
from worker.index.names import OBJECT, Names, names_of, object_at
from worker.index.steps import Doing, Step, is_guard, steps, talks
from worker.source.facts import Language, SymbolKind

LEAST = 0.75
"""The share of leaves that two functions have in common at least."""
FEWEST = 38
"""Leaves that two functions have in common at least, signatures apart."""
FEWEST_OF_OTHER_FIELDS = 45
FEWEST_ANSWERING = 80
"""The same for methods of one name, functions inside of functions, and those that make objects of other types."""
_MOST_MORE = 0.3
"""The share of a function that may be steps which the other lacks."""
_MOST_CONSTANTS = 1
"""Constants that each function may take from its own file: of two that differ in several, those are the point."""
_LONGEST_VALUE = 6
STRUCTURAL = frozenset({Language.PYTHON, Language.JAVASCRIPT, Language.TYPESCRIPT, Language.TSX})
"""Languages in which a function takes whatever has what it uses."""
_VALUES = frozenset({Kind.NUMBER, Kind.TEXT, Kind.OUTER})


class Change(StrEnum):
    """A kind of difference that leaves the job as it is."""

    TEXT = "text"
    """A message has other words."""
    FIELDS = "fields"
    """Other fields throughout, of an object of another type."""
    TYPES = "types"
    CONSTANT = "constant"
    """Each takes a constant of its own file."""
    CALL = "call"
    """What is called has another name, and is a copy."""
    PARAMETER = "parameter"
    """What one has fixed, the other takes from its caller."""
    CONDITION = "condition"
    """A check has one more alternative for leaving."""
    LOG = "log"
    GUARD = "guard"
    STEP = "step"


_OF_ITS_OWN = frozenset({Change.TYPES, Change.CONSTANT, Change.PARAMETER, Change.CONDITION, Change.GUARD, Change.STEP})
"""What makes a method that a base asks for another one than that of its sibling."""
Lines = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, and the lines that it is on; None where a function has nothing for it."""

    change: Change
    one: Lines | None
    other: Lines | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two functions that do one job."""

    score: float
    """The share of their leaves that stand beside each other (0-1)."""
    common: int
    """How many those are, in each."""
    differences: tuple[Difference, ...]


def likeness(codes: Codes, one: Code, other: Code) -> Likeness | None:
    """Return how alike two functions are; None when they do not surely do one job."""
    try:
        return _likeness(codes, one, other)
    except _AnotherJobError:
        return None


class _AnotherJobError(Exception):
    """Something differs that makes it another job: in words for whoever asks why."""


def _likeness(codes: Codes, one: Code, other: Code) -> Likeness:
    first, second = one.seen_from(other), other.seen_from(one)
    laid = align(first.inner, second.inner)
    total = first.size + second.size
    if laid is None or not total or 2 * len(laid.beside) < LEAST * total:
        raise _AnotherJobError("too little in common")
    names = names_of(codes, laid, first, second)
    if names is None:
        raise _AnotherJobError("a name stands for two")
    if one.symbol.is_async != other.symbol.is_async:
        raise _AnotherJobError("one is asynchronous")
    judge = _Judge(codes, first, second, names)
    found = [*judge.leaves(laid), *judge.swaps(laid.swaps), *judge.lone(laid.lone, laid.other_lone)]
    changes = {each.change for each in found}
    if one.symbol.name == other.symbol.name and may_answer(one.symbol) and not changes.isdisjoint(_OF_ITS_OWN):
        raise _AnotherJobError("each answers in its own way")
    if len(laid.beside) < _least_common(codes, one, other, changes):
        raise _AnotherJobError("too small")
    if one.file.file == other.file.file and changes != {Change.LOG}:
        # Whoever wrote both saw the other: what differs is why there are two.
        raise _AnotherJobError("variants in one file")
    if judge.constants > _MOST_CONSTANTS:
        raise _AnotherJobError("another table")
    return Likeness(round(2 * len(laid.beside) / total, 3), len(laid.beside), tuple(_once(found)))


def _least_common(codes: Codes, one: Code, other: Code, changes: set[Change]) -> int:
    """Return how many leaves two functions have in common at least: more where more can be chance, or is asked for."""
    least = FEWEST
    if not changes.isdisjoint({Change.FIELDS, Change.CONSTANT}):
        least = FEWEST_OF_OTHER_FIELDS
    methods = one.symbol.kind is SymbolKind.METHOD and one.symbol.name == other.symbol.name
    types = Change.TYPES in changes or (one.file.language not in STRUCTURAL and not _take_the_same(codes, one, other))
    if types or methods or one.is_inner or other.is_inner:
        least = FEWEST_ANSWERING
    return least


def _take_the_same(codes: Codes, one: Code, other: Code) -> bool:
    """Whether the signatures name the same types of the repository."""
    mine, others = (
        {
            token.word
            for token in each.signature.tokens
            if len(token.word) > 1 and token.word[:1].isupper() and codes.is_type(token.word)
        }
        for each in (one, other)
    )
    return mine == others


def _once(found: Sequence[Difference]) -> list[Difference]:
    return list(dict.fromkeys(found))


class _Judge:
    """Says of each difference what it is. Raises `_AnotherJobError` at one that matters."""

    def __init__(self, codes: Codes, one: Code, other: Code, names: Names) -> None:
        self._codes, self._one, self._other, self._names = codes, one, other, names
        self._constants: set[tuple[str, str]] = set()
        self._objects = OBJECT | ({one.receiver} if one.receiver else set())

    @property
    def constants(self) -> int:
        """How many constants stand for others."""
        return len(self._constants)

    def leaves(self, laid: Aligned) -> Iterator[Difference]:
        """Judge leaves that stand beside each other."""
        for statement, other, at, to in laid.beside:
            a, b = statement.tokens[at], other.tokens[to]
            if a.kind is Kind.OWN:
                continue
            if a.said != b.said:
                change = self._leaf(statement, other, a, b)
                if change is not None:
                    yield _at(change, statement, other)
            elif a.kind is Kind.CALLED and not self._codes.mean_the_same(self._one, a.word, self._other, b.word):
                raise _AnotherJobError(f"{a.word} is another function")
            elif a.kind is Kind.OUTER and not self._codes.mean_the_same(self._one, a.word, self._other, b.word):
                yield _at(self._outer(a, b), statement, other)
            elif a.kind is Kind.METHOD and object_at(statement, at) in self._objects and not self._are_members_alike(a.word):
                raise _AnotherJobError(f"{a.word} is another method")

    def _are_members_alike(self, name: str) -> bool:
        return self._codes.are_members_alike(self._one, self._other, name)

    def _leaf(self, statement: Statement, other: Statement, a: Token, b: Token) -> Change | None:
        pair = a.said, b.said
        if a.kind is Kind.TEXT:
            if self._names.text(b.said) == a.said:
                return None
            if talks(statement) and talks(other):
                return Change.TEXT
            if _without(a.said, self._names.extra) == _without(self._names.text(b.said), self._names.other_extra):
                return Change.PARAMETER
        elif a.kind is Kind.FIELD and pair in self._names.fields:
            return Change.FIELDS
        elif a.kind is Kind.OUTER:
            return self._outer(a, b)
        raise _AnotherJobError(f"{a.word} stands for {b.word}")

    def _outer(self, a: Token, b: Token) -> Change:
        """Judge a name from outside that stands for another, or for something else of the same name."""
        if (a.said, b.said) in self._names.types or (a.word == b.word and self._codes.is_type(a.word)):
            return Change.TYPES
        if _is_constant(self._one, a) and _is_constant(self._other, b):
            self._constants.add((a.word, b.word))
            return Change.CONSTANT
        raise _AnotherJobError(f"{a.word} stands for {b.word}")

    def swaps(self, swaps: Sequence[Swap]) -> Iterator[Difference]:
        """Judge leaves that stand for others."""
        for swap in swaps:
            change = self._swap(swap)
            if change is not None:
                yield _at(change, swap.one, swap.other)

    def _swap(self, swap: Swap) -> Change | None:
        mine, others = swap.leaves, swap.others
        if _is_key(mine, others) or _is_key(others, mine):
            return None
        if _given(mine, others, self._names.extra) or _given(others, mine, self._names.other_extra):
            return Change.PARAMETER
        called = [token for token in (*mine, *others) if token.kind is Kind.CALLED]
        if len(mine) == len(others) == 1 and len(called) == 2:
            if self._codes.mean_the_same(self._one, mine[0].word, self._other, others[0].word):
                return Change.CALL
        elif not mine or not others:
            code, statement = (self._one, swap.one) if mine else (self._other, swap.other)
            words = [token.word for token in mine or others]
            if (words[0] in ("or", "||") or words[-1] in ("or", "||")) and is_guard(code, statement):
                return Change.CONDITION
        raise _AnotherJobError(f"{' '.join(t.word for t in mine)} stands for {' '.join(t.word for t in others)}")

    def lone(self, mine: Sequence[Statement], others: Sequence[Statement]) -> Iterator[Difference]:
        """Judge the statements that one of the two has in addition."""
        found, found_there = list(steps(self._one, mine)), list(steps(self._other, others))
        if any(step.doing is Doing.AROUND for step in (*found, *found_there)):
            raise _AnotherJobError("something stands around what both have")
        larger, extra = (self._one, _telling(found)) if _telling(found) else (self._other, _telling(found_there))
        if _telling(found) and _telling(found_there):
            raise _AnotherJobError("each has steps of its own")
        if sum(step.size for step in extra if step.doing is Doing.STEP) > _MOST_MORE * larger.size:
            raise _AnotherJobError("one does much more")
        for step in found:
            yield Difference(Change(step.doing), (step.statement.first, step.last), None)
        for step in found_there:
            yield Difference(Change(step.doing), None, (step.statement.first, step.last))


def _telling(found: Sequence[Step]) -> list[Step]:
    return [step for step in found if step.doing is not Doing.LOG]


def _at(change: Change, one: Statement, other: Statement) -> Difference:
    return Difference(change, (one.first, one.last), (other.first, other.last))


def _given(more: Sequence[Token], less: Sequence[Token], extra: frozenset[str]) -> bool:
    """Whether a side takes from a parameter that only it has what is fixed on the other."""
    taken = any(token.kind is Kind.OWN and token.word in extra for token in more)
    fixed = bool(less) and all(token.kind in _VALUES for token in less)
    return taken and fixed and len(more) <= _LONGEST_VALUE and len(less) <= _LONGEST_VALUE


def _without(text: str, extra: frozenset[str]) -> str:
    """Return a text without the places where only one side's parameters are put, and the spaces around them."""
    for name in extra:
        text = text.replace(f"${{{name}}}", "").replace(f"{{{name}}}", "")
    return "".join(text.split())


def _is_key(more: Sequence[Token], less: Sequence[Token]) -> bool:
    """Whether one side says which entry a name is for, and the other's name says so by itself: `{page: sheet}`, `{page}`."""
    return not less and len(more) == 2 and more[0].kind is Kind.KEY and more[1].word == ":"


def _is_constant(code: Code, token: Token) -> bool:
    """Whether a name is a constant of the function's own file."""
    return any(
        symbol.name == token.word and symbol.kind in (SymbolKind.CONSTANT, SymbolKind.VARIABLE) for symbol in code.file.symbols
    )
