"""The leaves of code: its words, numbers, texts and signs, without comments, layout, and what only ends a statement.

A scanner, not a parser: it is only ever compared with itself, so that what it cuts wrong it cuts wrong on both sides.
"""

import re
from collections.abc import Iterator
from functools import cache

from worker.source.facts import Language
from worker.source.grammars import grammar
from worker.source.module import Lexis

_DOUBLE = r'"(?:[^"\\\n]|\\.)*+"'
_SINGLE = r"'(?:[^'\\\n]|\\.)*+'"
_BACK = r"`(?:[^`\\]|\\.)*+`"
_SIGNS = (
    r"===|!==|\*\*=|<<=|>>=|&&=|\|\|=|\?\?=|\.\.\.|==|!=|<=|>=|=>|->|<-|:=|&&|\|\||\?\?|\?\.|::|\+\+|--"
    r"|\+=|-=|\*=|/=|%=|&=|\|=|\^=|<<|\*\*|//|\.\.|[^\w\s]"
)
_REST = rf"|(?P<number>\d(?:[\w.]*\w)?)|(?P<word>[^\W\d][\w$]*|\$\w*)|(?P<sign>{_SIGNS})"
_COMMENT = r"(?P<comment>//[^\n]*|/\*.*?\*/)"
_SCANNERS = {
    Lexis.C: rf"{_COMMENT}|(?P<text>\"\"\".*?\"\"\"|@?\$?{_DOUBLE}|{_SINGLE}|{_BACK})",
    Lexis.RUST: rf"{_COMMENT}|(?P<text>b?r#\".*?\"#|b?r?{_DOUBLE}|b?'(?:[^'\\\n]|\\[^\n']+|\\')')",
    Lexis.HASH: rf"(?P<comment>\#[^\n]*)|(?P<text>[A-Za-z]{{0,2}}(?:\"\"\".*?\"\"\"|'''.*?'''|{_DOUBLE}|{_SINGLE}))",
    Lexis.SHELL: rf"(?P<comment>(?<![^\s;])\#[^\n]*)|(?P<text>{_DOUBLE}|'[^']*')",
}


@cache
def _scanner(lexis: Lexis) -> re.Pattern[str]:
    return re.compile(_SCANNERS[lexis] + _REST, re.DOTALL)


_ENDINGS = frozenset({")", "]", "}"})
Leaf = tuple[str, str, int]
"""(text, what it is: "text", "number", "word", "sign"; line)"""


def leaves(text: str, first: int, lexis: Lexis) -> Iterator[Leaf]:
    """Yield the leaves of a piece of code that starts on line `first`. Semicolons and a comma before an end are left out."""
    line, at, held = first, 0, None
    for found in _scanner(lexis).finditer(text):
        kind = found.lastgroup
        if kind == "comment" or kind is None:
            continue
        start = found.start()
        line += text.count("\n", at, start)
        at = start
        word = found.group()
        if held is not None:
            if word not in _ENDINGS:
                yield held
            held = None
        if word == ",":
            held = (word, kind, line)
        elif word != ";":
            yield word, kind, line


_FIXED = frozenset(
    (
        "True", "False", "None", "true", "false", "null", "nil", "undefined", "NaN", "self", "Self", "this", "super", "cls",
        "base", "iota", "_",
    )
)  # fmt: skip


@cache
def fixed(language: Language) -> frozenset[str]:
    """Return the words that a language gives their meaning: no rename changes them."""
    known = grammar(language)
    seen = (
        one for one in range(known.node_kind_count) if known.node_kind_is_visible(one) and not known.node_kind_is_named(one)
    )
    kinds = (known.node_kind_for_id(number) for number in seen)
    return _FIXED | {kind for kind in kinds if kind is not None and kind.isidentifier()}
