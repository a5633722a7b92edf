"""Which name of one function is which of the other, and which fields and types stand for each other."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from worker.index.align import Aligned
from worker.index.code import Code, Codes, Kind, Statement

INSIDE = re.compile(r"\{[^{}]*\}")
WORD = re.compile(r"(?<![\w.$])[^\W\d]\w*")
OBJECT = frozenset({"self", "this"})
_DOTS = frozenset({".", "?.", "->", "::"})
_NO_TYPE_BEHIND = frozenset({"new", "except", "instanceof", "is", "catch", "raise", "throw", "await"})
_GENERIC = frozenset({Kind.CALLED, Kind.OUTER, Kind.METHOD, Kind.FIELD, Kind.OWN})
_ROUNDS = 3
Pair = tuple[str, str]


@dataclass(frozen=True)
class Names:
    """One function's names by the other's."""

    by_other: Mapping[str, str]
    extra: frozenset[str]
    """Parameters of the one that stand for nothing in the other."""
    other_extra: frozenset[str]
    fields: frozenset[Pair]
    """Fields that stand for each other: everywhere, and on objects of other types."""
    types: frozenset[Pair]
    """Types that stand for each other."""

    def text(self, other: str) -> str:
        """Return a text of the other function as the one would write it."""
        return INSIDE.sub(lambda hole: WORD.sub(lambda word: self.by_other.get(word[0], word[0]), hole[0]), other)


def names_of(codes: Codes, laid: Aligned, one: Code, other: Code) -> Names | None:
    """Return which name is which; None when a name of one is two of the other: something was replaced."""
    there: dict[str, set[str]] = defaultdict(set)
    back: dict[str, set[str]] = defaultdict(set)
    for _, _, a, b in laid.leaves():
        if a.kind is Kind.OWN:
            there[a.word].add(b.word)
            back[b.word].add(a.word)
    if not (_are_single(there.values(), laid.other_lone) and _are_single(back.values(), laid.lone)):
        return None
    return Names(
        by_other={b: min(a) for b, a in back.items()},
        extra=one.parameters - set(there),
        other_extra=other.parameters - set(back),
        fields=_fields(laid, one, other),
        types=_types(codes, laid),
    )


def _are_single(meant: Iterable[set[str]], lone: tuple[Statement, ...]) -> bool:
    """Whether each name stands for one, or for two of which one is made from the other in a line that only one side has."""
    return all(len(names) == 1 or (len(names) == 2 and any(_makes(names, one) for one in lone)) for names in meant)


def _makes(names: set[str], statement: Statement) -> bool:
    words = [token.word for token in statement.tokens]
    at = next((at for at, word in enumerate(words) if word in ("=", ":=")), 0)
    left, right = set(words[:at]) & names, set(words[at:]) & names
    return len(left) == len(right) == 1 and left != right


def _types(codes: Codes, laid: Aligned) -> frozenset[Pair]:
    pairs: set[Pair] = set()
    refused: set[Pair] = set()
    for statement, second, at, to in laid.beside:
        a, b = statement.tokens[at], second.tokens[to]
        if a.kind is Kind.OUTER:
            pairs.add((a.said, b.said))
            if not (_is_type(codes, statement, at) and _is_type(codes, second, to)):
                refused.add((a.said, b.said))
    return frozenset(_one_to_one(pairs) - refused)


def _is_type(codes: Codes, statement: Statement, at: int) -> bool:
    """Whether a name from outside stands where types do: nothing is taken from it, and it is no element and nothing thrown."""
    after = statement.tokens[at + 1].word if at + 1 < len(statement.tokens) else ""
    before = statement.tokens[at - 1].word if at else ""
    element = before == "<" and not (at >= 2 and statement.tokens[at - 2].kind in _GENERIC)
    return codes.is_type(statement.tokens[at].word) and after not in _DOTS and before not in _NO_TYPE_BEHIND and not element


def _fields(laid: Aligned, one: Code, other: Code) -> frozenset[Pair]:
    """Return the fields that stand for each other throughout, on objects of other types.

    Another field of the same type is another thing. `self` is of another type in another class; what is taken from a field that
    stands for another is of another type as well.
    """
    pairs = {(a.said, b.said) for _, _, a, b in laid.leaves() if a.kind is Kind.FIELD}
    throughout = _one_to_one(pairs)
    objects = set(OBJECT if one.symbol.parent else ()) | ({one.receiver} if one.receiver else set())
    if _are_of_one_type(one, other):
        objects = set()
    places = [(statement, at, second.tokens[to]) for statement, second, at, to in laid.beside]
    places = [place for place in places if place[0].tokens[place[1]].kind is Kind.FIELD]
    for _ in range(_ROUNDS):
        for statement, at, b in places:
            pair = statement.tokens[at].said, b.said
            if pair[0] != pair[1] and pair in throughout and object_at(statement, at) in objects:
                objects |= _made_in(statement, at)
    refused = {(statement.tokens[at].said, b.said) for statement, at, b in places if object_at(statement, at) not in objects}
    return frozenset(throughout - refused)


def _are_of_one_type(one: Code, other: Code) -> bool:
    here = one.symbol.parent, other.symbol.parent
    return None in here or (one.file.file, here[0]) == (other.file.file, here[1])


def _made_in(statement: Statement, at: int) -> set[str]:
    """Return the names that a statement makes of what is taken at a place."""
    return {token.word for number, token in enumerate(statement.tokens) if number < at - 2 and token.kind is Kind.OWN}


def object_at(statement: Statement, at: int) -> str:
    """Return what a field is taken from at first: `a` in `a.b[i].c`."""
    before = at - 2
    while before >= 0:
        token = statement.tokens[before]
        if token.word == "]":
            before = _opening(statement, before) - 1
        elif token.kind is Kind.FIELD:
            before -= 2
        else:
            return token.word
    return ""


def _opening(statement: Statement, at: int) -> int:
    depth = 0
    while at > 0:
        depth += (statement.tokens[at].word == "]") - (statement.tokens[at].word == "[")
        if depth == 0:
            break
        at -= 1
    return at


def _one_to_one(pairs: set[Pair]) -> set[Pair]:
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    return {(a, b) for a, b in pairs if left[a] == 1 and right[b] == 1}
