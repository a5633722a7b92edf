"""Which name of one function is which of the other, and what may stand for what."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from worker.index.align import Aligned, Swap
from worker.index.code import Code, Kind, Statement, Token

_INSIDE = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"(?<![\w.$])[^\W\d]\w*")
_OBJECT = frozenset({"self", "this", "cls"})
_DOTS = frozenset({".", "?.", "->", "::"})


@dataclass(frozen=True)
class Names:
    """One function's names by the other's."""

    by_other: dict[str, str]
    extra: frozenset[str]
    """Parameters of the one that stand for nothing in the other."""
    other_extra: frozenset[str]
    fields: frozenset[tuple[str, str]]
    """Fields that stand for each other."""
    types: frozenset[tuple[str, str]]

    def text(self, other: str) -> str:
        """Return a text of the other as the one would write it."""
        return _INSIDE.sub(lambda hole: _WORD.sub(lambda word: self.by_other.get(word[0], word[0]), hole[0]), other)

    def may_exchange_field(self, statement: Statement, other: Statement, a: Token, b: Token) -> bool:
        return (a.said, b.said) in self.fields

    def are_types(self, a: Token, b: Token) -> bool:
        return (a.said, b.said) in self.types

    def same_key(self, swap: Swap) -> bool:
        for more, less in ((swap.leaves, swap.others), (swap.others, swap.leaves)):
            if not less and len(more) == 2 and more[0].kind is Kind.KEY and more[1].word == ":":
                return True
        return False

    def parameter_for(self, leaves: Sequence[Token], others: Sequence[Token]) -> bool:
        """Whether one side has a value where the other has what it takes as a parameter more."""
        return _given(leaves, others, self.extra) or _given(others, leaves, self.other_extra)


def _given(more: Sequence[Token], less: Sequence[Token], extra: frozenset[str]) -> bool:
    own = [token for token in more if token.kind is Kind.OWN]
    if not own or not any(token.word in extra for token in own) or len(more) > 6 or len(less) > 3:
        return False
    if not less:
        return False
    return all(token.kind in (Kind.NUMBER, Kind.TEXT, Kind.OUTER) for token in less)


def names_of(laid: Aligned, one: Code, other: Code) -> Names | None:
    """Return which name is which; None when a name of one is two of the other."""
    there: dict[str, set[str]] = defaultdict(set)
    back: dict[str, set[str]] = defaultdict(set)
    fields: set[tuple[str, str]] = set()
    types: dict[str, set[str]] = defaultdict(set)
    types_back: dict[str, set[str]] = defaultdict(set)
    for statement, second, a, b in laid.leaves():
        if a.kind is Kind.OWN:
            there[a.word].add(b.word)
            back[b.word].add(a.word)
    if any(len(each) > 1 for each in (*there.values(), *back.values())):
        return None
    by_other = {b: next(iter(a)) for b, a in back.items()}
    return Names(
        by_other=by_other,
        extra=one.parameters - set(there),
        other_extra=other.parameters - set(back),
        fields=_fields(laid, one, other),
        types=_types(laid, one, other),
    )


def _types(laid: Aligned, one: Code, other: Code) -> frozenset[tuple[str, str]]:
    pairs = set()
    for statement, second, at, to in laid.spots():
        a, b = statement.tokens[at], second.tokens[to]
        if a.kind is Kind.OUTER:
            after = statement.tokens[at + 1].word if at + 1 < len(statement.tokens) else ""
            before = statement.tokens[at - 1].word if at else ""
            if after in (".", "::", "?.") or before in ("new", "except", "instanceof", "is", "catch", "raise", "throw"):
                continue
            pairs.add((a.said, b.said))
    return frozenset(pair for pair in _one_to_one(pairs) if all(word[:1].isupper() and not word.isupper() for word in pair))


def _fields(laid: Aligned, one: Code, other: Code) -> frozenset[tuple[str, str]]:
    """The fields that stand for each other throughout, on objects that are of other types."""
    pairs: set[tuple[str, str]] = set()
    far = _far(one, other)
    for statement, second, at, to in laid.spots():
        a, b = statement.tokens[at], second.tokens[to]
        if a.kind is Kind.FIELD:
            pairs.add((a.said, b.said))
    good = _one_to_one(pairs)
    objects: set[str] = set()
    if far:
        objects = set(_OBJECT) | _receiver(one)
    objects |= _other_types(laid, one, other)
    allowed: set[tuple[str, str]] = set()
    for _ in range(3):
        for statement, second, at, to in laid.spots():
            a, b = statement.tokens[at], second.tokens[to]
            if a.kind is Kind.FIELD and (a.said, b.said) in good and _root(statement, at) in objects:
                allowed.add((a.said, b.said))
                if a.said != b.said:
                    # What is made of it is of another type as well.
                    objects |= {token.word for token in statement.tokens[:at] if token.kind is Kind.OWN and token is not statement.tokens[at - 2]}
    refused = {
        (statement.tokens[at].said, second.tokens[to].said)
        for statement, second, at, to in laid.spots()
        if statement.tokens[at].kind is Kind.FIELD and _root(statement, at) not in objects
    }
    return frozenset(allowed - refused)


def _root(statement: Statement, at: int) -> str:
    while at >= 2 and statement.tokens[at - 1].word in _DOTS and statement.tokens[at - 2].kind is Kind.FIELD:
        at -= 2
    before = at - 2
    if before >= 0 and statement.tokens[before].word == "]":
        depth = 0
        while before >= 0:
            depth += (statement.tokens[before].word == "]") - (statement.tokens[before].word == "[")
            if depth == 0:
                break
            before -= 1
        before -= 1
        if before >= 0 and statement.tokens[before].kind is Kind.FIELD:
            return _root(statement, before)
    return statement.tokens[before].word if before >= 0 else ""


def _receiver(code: Code) -> set[str]:
    return {code.receiver} if code.receiver else set()


def _far(one: Code, other: Code) -> bool:
    return (one.file.file, one.symbol.parent) != (other.file.file, other.symbol.parent) and one.symbol.parent is not None


def _other_types(laid: Aligned, one: Code, other: Code) -> set[str]:
    """The parameters that are declared to be of other types."""
    return set()


def _one_to_one(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    return {(a, b) for a, b in pairs if left[a] == 1 and right[b] == 1}
