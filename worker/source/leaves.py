"""The leaves of code: its words, numbers, texts and signs, without comments, layout that means nothing, and ends of statements.

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


_STARTS, _ENDINGS = frozenset({"(", "[", "{"}), frozenset({")", "]", "}"})
Leaf = tuple[str, str, int]
"""(text, what it is: "text", "number", "word", "sign"; line)"""


DEEPER, BACK_OUT = "\x02", "\x03"
"""Signs for a block that starts and one that ends, where indentation alone says so."""


def leaves(text: str, first: int, lexis: Lexis) -> Iterator[Leaf]:
    """Yield the leaves of a piece of code that starts on line `first`. Semicolons and a comma before an end are left out."""
    found = _scanned(text, first, lexis)
    return _with_blocks(text, first, found) if lexis is Lexis.HASH else found


def _with_blocks(text: str, first: int, found: Iterator[Leaf]) -> Iterator[Leaf]:
    """Add the starts and ends of blocks: `return` inside of a loop is not `return` behind it."""
    lines = text.split("\n")
    depth, last, joined = 0, first, False
    around = [_indent(lines[0])]
    for word, kind, line in found:
        if line > last and depth == 0 and not joined:
            here = _indent(lines[line - first])
            if here > around[-1]:
                around.append(here)
                yield DEEPER, "sign", last
            while here < around[-1] and len(around) > 1:
                around.pop()
                yield BACK_OUT, "sign", last
        yield word, kind, line
        depth += (word in _STARTS) - (word in _ENDINGS) if kind == "sign" else 0
        joined = word == "\\"
        last = line + (word.count("\n") if kind == "text" else 0)


def _indent(line: str) -> int:
    return len(line.expandtabs()) - len(line.expandtabs().lstrip())


def _scanned(text: str, first: int, lexis: Lexis) -> Iterator[Leaf]:
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
