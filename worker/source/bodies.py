"""What every function looks like once names that only it can see are blotted out: what clones are found by.

Two views of the leaves after a function's name (parameters and body): *exact*, as written, and *renamed*, in which names that
the function binds are numbered by the order in which they first appear, so that a consistent rename changes nothing.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from worker.source.facts import Body, FileFacts, Language, ReferenceForm, Symbol, SymbolKind
from worker.source.leaves import Leaf, fixed, leaves
from worker.source.module import Lexis

FEWEST = 20
"""Leaves: what is smaller says nothing by its shape."""
_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
_NUMERIC = frozenset(
    (
        "int", "float", "float32", "float64", "int32", "int64", "long", "double", "short", "decimal", "i32", "i64", "u32", "u64",
        "usize", "isize", "f32", "f64", "number",
    )
)  # fmt: skip
_INSIDE = re.compile(r"\{[^{}]*\}")
"""What stands between braces in a text, where names may be."""
_WORD = re.compile(r"(?<![\w.$])[^\W\d]\w*")
_DOTS = frozenset({".", "?.", "->", "::"})
_DECIDES = frozenset(
    (
        "if", "for", "while", "switch", "match", "case", "select", "elif", "except", "catch", "try", "loop", "when", "unless",
        "until", "&&", "||", "??", "?", "and", "or", "lambda", "=>",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sight:
    """The leaves of one function, in two spellings of equal length."""

    raw: list[str]
    renamed: list[str]


def bodies(facts: FileFacts, text: str, lexis: Lexis) -> list[Body]:
    """Return the bodies of a file's functions, in the order of its symbols. Tests have none: they may repeat themselves."""
    if facts.is_test:
        return []
    lines = text.split("\n")
    references = outer_names(facts)
    found = []
    for symbol in facts.symbols:
        if symbol.kind not in _FUNCTIONS or symbol.line_end == symbol.name_line or facts.is_test_at(symbol.name_line):
            continue
        seen = sight(symbol, lines, facts, references, lexis)
        if len(seen.raw) >= FEWEST:
            found.append(
                Body(
                    symbol.qualname, symbol.name_line, symbol.line_end, len(seen.raw),
                    _hash(seen.raw), _hash(seen.renamed), not _DECIDES.isdisjoint(seen.raw),
                )
            )  # fmt: skip
    return found


def outer_names(facts: FileFacts) -> set[tuple[int, str]]:
    """Return where names from outside of a function are used by themselves: (line, name)."""
    return {(one.line, one.name) for one in facts.references if one.form is ReferenceForm.NAME and one.receiver is None}


def sight(symbol: Symbol, lines: Sequence[str], facts: FileFacts, references: set[tuple[int, str]], lexis: Lexis) -> Sight:
    """Return the leaves after a function's name."""
    # A line that holds nothing but a comment or a docstring is blank: the numbers of the others stay.
    kept = (
        "" if number in facts.comment_lines else lines[number - 1]
        for number in range(symbol.name_line, min(symbol.line_end, len(lines)) + 1)
    )
    found = list(leaves("\n".join(kept), symbol.name_line, lexis))
    start = next((at + 1 for at, leaf in enumerate(found) if leaf[0] == symbol.name), 0)
    return _spelled(found[start:], facts.language, references)


def _spelled(found: list[Leaf], language: Language, references: set[tuple[int, str]]) -> Sight:
    words, parameters = fixed(language), _parameters(found)
    told = [word if kind == "word" else "" for word, kind, _ in found]
    around = list(zip(["", *(leaf[0] for leaf in found)], [*(leaf[0] for leaf in found[1:]), ""], strict=False))
    bound = {
        word
        for at, word in enumerate(told)
        if word
        and word not in words
        and (at < parameters or not (_is_key(*around[at]) or around[at][1] == "("))
        and not (around[at][0] in _DOTS or (found[at][2], word) in references)
    }
    numbers: dict[str, str] = {}

    def named(word: str) -> str:
        return numbers.setdefault(word, f"${len(numbers)}")

    def named_in(text: str) -> str:
        return _INSIDE.sub(lambda hole: _WORD.sub(lambda one: named(one[0]) if one[0] in bound else one[0], hole[0]), text)

    renamed = []
    for at, (word, kind, _) in enumerate(found):
        if kind == "text":
            renamed.append(named_in(word))
        elif kind == "number":
            renamed.append(word.removesuffix(".0"))
        elif word in _NUMERIC:
            renamed.append("number")
        elif word in bound and around[at][0] not in _DOTS and (at < parameters or not _is_key(*around[at])):
            renamed.append(named(word))
        else:
            renamed.append(word)
    return Sight([leaf[0] for leaf in found], renamed)


def _is_key(before: str, after: str) -> bool:
    """Whether a word is the key of an entry or the name of an argument: it belongs to what is made or called."""
    return (before in ("{", ",") and after == ":") or (before in ("(", ",") and after == "=")


def _parameters(found: Sequence[Leaf]) -> int:
    """Return where the first pair of brackets ends."""
    depth = 0
    for at, (word, _, _) in enumerate(found):
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
            if depth == 0:
                return at
    return 0


def _hash(words: Sequence[str]) -> str:
    return hashlib.blake2b("\x01".join(words).encode("utf-8", "replace"), digest_size=8).hexdigest()
