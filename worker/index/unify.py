"""Whether statements of a helper stand in another function, with expressions for its parameters and other names for its own."""

from collections.abc import Iterator, Sequence

from worker.index.code import Code, Codes, Kind, Statement, Token
from worker.index.differences import STRUCTURAL
from worker.index.names import INSIDE, WORD

_LONGEST = 12
"""Leaves of an expression that stands for a parameter."""
_OPENS, _CLOSES = frozenset({"(", "[", "{"}), frozenset({")", "]", "}"})
_APART = frozenset({",", ":", "=", ":=", "=>", "?"})
_BETWEEN = frozenset({"not", "in", "is", "and", "or", "if", "else", "for", "as"})
Bound = dict[str, tuple[str, ...]]


class Unifier:
    """Keeps what each name of a helper stands for, from one statement to the next."""

    def __init__(self, codes: Codes, helper: Code, within: Code) -> None:
        self._codes, self._helper, self._within = codes, helper, within
        self._bound: Bound = {}

    def fits(self, mine: Sequence[Token], others: Sequence[Token]) -> bool:
        """Whether leaves of the helper are those of the other, and keep what its names then stand for."""
        found = next(self._walk(mine, others, 0, 0, self._bound, whole=True), None)
        if found is None:
            return False
        self._bound = found[0]
        return True

    def takes_the_same(self) -> bool:
        """Whether what the other function would hand on are values of the types that the helper takes, so far as both say."""
        if self._helper.file.language in STRUCTURAL:
            return True
        parameters = self._helper.parameters
        given = ((name, said[0]) for name, said in self._bound.items() if len(said) == 1 and name in parameters)
        pairs = [(_type_of(self._helper, name), _type_of(self._within, other)) for name, other in given]
        return all(not mine or not others or mine == others for mine, others in pairs)

    @property
    def inner(self) -> set[str]:
        """What the helper's own variables are called in the other function."""
        return {said[0] for name, said in self._bound.items() if name not in self._helper.parameters}

    def made(self, result: Sequence[Token], after: Sequence[Statement]) -> int | None:
        """Return the last line in which what the helper returns is made: 0 where it is there already, None where it is not."""
        line = 0
        for part in _parts(result):
            if len(part) == 1 and (part[0].kind is Kind.OWN or part[0].kind is Kind.KEYWORD):
                if part[0].word not in self._bound:
                    return None
                continue
            places = (statement.last for statement in after if self._stands_in(part, statement))
            found = next(places, None)
            if found is None:
                return None
            line = max(line, found)
        return line

    def _stands_in(self, part: Sequence[Token], statement: Statement) -> bool:
        tokens = statement.tokens
        return any(
            next(self._walk(part, tokens, 0, start, self._bound, whole=False), None) is not None for start in range(len(tokens))
        )

    def _walk(
        self, mine: Sequence[Token], others: Sequence[Token], at: int, to: int, bound: Bound, *, whole: bool
    ) -> Iterator[tuple[Bound, int]]:
        while at < len(mine):
            if to >= len(others):
                return
            token, other = mine[at], others[to]
            if token.kind is Kind.OWN and token.word in self._helper.parameters:
                known = bound.get(token.word)
                for end in _expressions(others, to):
                    said = tuple(one.word for one in others[to:end])
                    if known is None or said == known:
                        yield from self._walk(mine, others, at + 1, end, {**bound, token.word: said}, whole=whole)
                return
            step = 1 if self._same(token, other, bound) else 3 if self._is_qualified(token, others, to, bound) else 0
            if not step:
                return
            if token.kind is Kind.OWN:
                known = bound.get(token.word)
                if known is None and (other.word,) in bound.values():
                    return
                if known is not None and known != (other.word,):
                    return
                bound = {**bound, token.word: (other.word,)}
            at, to = at + 1, to + step
        if to == len(others) or not whole:
            yield bound, to

    def _same(self, token: Token, other: Token, bound: Bound) -> bool:
        if token.kind is Kind.TEXT and other.kind is Kind.TEXT:
            return _renamed(token.said, bound) == other.said
        if token.kind is not other.kind:
            return False
        if token.kind is Kind.CALLED:
            return self._codes.mean_the_same(self._helper, token.word, self._within, other.word)
        return token.kind is Kind.OWN or token.said == other.said

    def _is_qualified(self, token: Token, others: Sequence[Token], to: int, bound: Bound) -> bool:
        """Whether a type is named by the one that it is in, in the other: `Invoice.Line`."""
        after = others[to + 2] if to + 2 < len(others) else None
        outer = token.kind is Kind.OUTER and others[to].kind is Kind.OUTER and others[to + 1].word == "." if after else False
        return bool(outer and after and after.word == token.word and after.word[:1].isupper())


def _type_of(code: Code, name: str) -> frozenset[str]:
    """Return the words of a parameter's type; none for what is no parameter."""
    words: set[str] = set()
    found = False
    for part in _parts([token for token in code.signature.tokens if token.word not in ("(", ")")]):
        said = [token.word for token in part if token.kind is not Kind.SIGN]
        found = found or name in said
        words = {word for word in said if word not in code.parameters or word[:1].isupper()}
        if found and words:
            return frozenset(words)
    return frozenset()


def _renamed(text: str, bound: Bound) -> str:
    def named(word: str) -> str:
        known = bound.get(word)
        return known[0] if known is not None and len(known) == 1 else word

    return INSIDE.sub(lambda hole: WORD.sub(lambda word: named(word[0]), hole[0]), text)


def _expressions(tokens: Sequence[Token], start: int) -> Iterator[int]:
    """Yield where an expression that starts somewhere may end."""
    depth = 0
    for at in range(start, min(len(tokens), start + _LONGEST)):
        word = tokens[at].word
        if word in _CLOSES:
            depth -= 1
            if depth < 0:
                return
        elif word in _OPENS:
            depth += 1
        elif depth == 0 and (word in _APART or (tokens[at].kind is Kind.KEYWORD and word in _BETWEEN)):
            return
        if depth == 0 and (word in _CLOSES or tokens[at].kind is not Kind.SIGN):
            yield at + 1


def _parts(result: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield what is returned, one value after another."""
    part: list[Token] = []
    depth = 0
    for token in result:
        depth += (token.word in _OPENS) - (token.word in _CLOSES)
        if token.word == "," and depth == 0:
            yield part
            part = []
        else:
            part.append(token)
    if part:
        yield part
