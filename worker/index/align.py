"""Two functions, laid beside each other: statement by statement, then leaf by leaf."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from worker.index.code import Kind, Statement, Token

_ALIKE = 0.5
"""The share of leaves from which on two statements may be the same one, changed."""
MOST = 150
"""Statements of a function: one of more is laid beside nothing."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Leaves of one statement that stand for others in the other; one side may have none."""

    one: Statement
    other: Statement
    at: int
    """Where they start, in each."""
    other_at: int
    leaves: tuple[Token, ...]
    others: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Aligned:
    """What stands beside what."""

    pairs: tuple[tuple[Statement, Statement], ...]
    lone: tuple[Statement, ...]
    """Statements of the one that the other has nothing for."""
    other_lone: tuple[Statement, ...]
    beside: tuple[tuple[Statement, Statement, int, int], ...]
    """Where leaves stand beside each other: alike but for names, fields and what comes from outside."""
    swaps: tuple[Swap, ...]

    def spots(self) -> Iterator[tuple[Statement, Statement, int, int]]:
        """Yield the places of leaves beside each other."""
        yield from self.beside

    def leaves(self) -> Iterator[tuple[Statement, Statement, Token, Token]]:
        """Yield the leaves beside each other, with the statements that they are in."""
        for one, other, at, to in self.beside:
            yield one, other, one.tokens[at], other.tokens[to]


def loose(statement: Statement) -> tuple[str, ...]:
    """Return a statement whatever its names, fields and constants are."""
    return tuple(_blot(token) for token in statement.tokens)


def _blot(token: Token) -> str:
    if token.kind in (Kind.OWN, Kind.FIELD, Kind.OUTER, Kind.TEXT):
        return f"${token.kind}"
    return token.said


def align(one: Sequence[Statement], other: Sequence[Statement]) -> Aligned | None:
    """Lay statements beside each other so that most leaves are the same; None where there are too many."""
    if max(len(one), len(other)) > MOST:
        return None
    pairs = _paired(one, other)
    taken, other_taken = {id(pair[0]) for pair in pairs}, {id(pair[1]) for pair in pairs}
    beside: list[tuple[Statement, Statement, int, int]] = []
    swaps: list[Swap] = []
    for first, second in pairs:
        left, right = loose(first), loose(second)
        for what, i, j, k, n in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            if what == "equal":
                beside += [(first, second, i + step, k + step) for step in range(j - i)]
            else:
                swaps.append(Swap(first, second, i, k, first.tokens[i:j], second.tokens[k:n]))
    return Aligned(
        pairs=tuple(pairs),
        lone=tuple(statement for statement in one if id(statement) not in taken),
        other_lone=tuple(statement for statement in other if id(statement) not in other_taken),
        beside=tuple(beside),
        swaps=tuple(swaps),
    )


def _paired(one: Sequence[Statement], other: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """The order-preserving pairing with most in common (Needleman and Wunsch, gaps cost nothing)."""
    left, right = [_view(statement) for statement in one], [_view(statement) for statement in other]
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    worth = [[_worth(a, b) for b in right] for a in left]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            both = worth[i][j] + best[i + 1][j + 1] if worth[i][j] else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(one) and j < len(other):
        if worth[i][j] and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            pairs.append((one[i], other[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


_View = tuple[int, tuple[str, ...], tuple[str, ...], Counter[str]]


def _view(statement: Statement) -> _View:
    blotted = loose(statement)
    return statement.depth, statement.blotted, blotted, Counter(blotted)


def _worth(one: _View, other: _View) -> float:
    if one[0] != other[0]:
        return 0.0
    if one[1] == other[1]:
        return 2.0 * len(one[1])
    size = len(one[2]) + len(other[2])
    if one[2] == other[2]:
        return 0.95 * size
    common = 2 * (one[3] & other[3]).total()
    return 0.8 * common if common >= _ALIKE * size else 0.0
