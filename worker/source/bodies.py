"""What every function looks like once names that only it can see are blotted out: what clones are found by.

Three views of the leaves after a function's name (parameters and body):

- *exact*: as written;
- *renamed*: names bound in the function by the order in which they first appear (a consistent rename changes nothing);
- *prints*: hashes of all runs of `RUN` leaves in which bound names, texts and numbers are blots, thinned by winnowing: two
  functions that share `RUN + WINDOW - 1` leaves in a row share a print (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003).
"""

import hashlib
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from worker.source.facts import Body, FileFacts, Language, ReferenceForm, Symbol, SymbolKind
from worker.source.leaves import Leaf, fixed, leaves
from worker.source.module import Lexis

RUN = 9
WINDOW = 4
FEWEST = 20
"""Leaves: what is smaller says nothing by its shape."""
_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
_NUMERIC = frozenset(
    "int float float32 float64 int32 int64 long double short decimal i32 i64 u32 u64 usize isize f32 f64 number".split()
)
_INSIDE = re.compile(r"\{[^{}]*\}")
"""What stands between braces in a text, where names may be."""
_WORD = re.compile(r"(?<![\w.$])[^\W\d]\w*")
_DOTS = frozenset({".", "?.", "->", "::"})
_BLOT = "\0"
_FACTORS: npt.NDArray[np.uint64] = np.array([pow(0x9E3779B97F4A7C15, power, 1 << 64) for power in range(RUN)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Sight:
    """The leaves of one function, in three spellings of equal length, and the line of each."""

    raw: list[str]
    renamed: list[str]
    blotted: list[str]
    lines: list[int]


def bodies(facts: FileFacts, text: str, lexis: Lexis) -> list[Body]:
    """Return the bodies of a file's functions, in the order of its symbols. Tests have none: they repeat themselves on purpose."""
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
                    _hash(seen.raw), _hash(seen.renamed), prints(seen.blotted).tobytes(),
                )
            )  # fmt: skip
    return found


def outer_names(facts: FileFacts) -> set[tuple[int, str]]:
    """Return where names from outside of a function are used by themselves: (line, name)."""
    return {(one.line, one.name) for one in facts.references if one.form is ReferenceForm.NAME and one.receiver is None}


def sight(
    symbol: Symbol, lines: Sequence[str], facts: FileFacts, references: set[tuple[int, str]], lexis: Lexis
) -> Sight:
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
        if word and word not in words and (at < parameters or not (_is_key(*around[at]) or around[at][1] == "("))
        and not (around[at][0] in _DOTS or (found[at][2], word) in references)
    }
    numbers: dict[str, str] = {}
    sight = Sight([], [], [], [])

    def renamed_in(text: str) -> str:
        return _INSIDE.sub(lambda hole: _WORD.sub(lambda one: named(one[0]) if one[0] in bound else one[0], hole[0]), text)

    def named(word: str) -> str:
        return numbers.setdefault(word, f"${len(numbers)}")

    for at, (word, kind, line) in enumerate(found):
        renamed = blotted = word
        if kind == "text":
            renamed, blotted = renamed_in(word), '"'
        elif kind == "number":
            renamed, blotted = word.removesuffix(".0"), "0"
        elif word in _NUMERIC:
            renamed = blotted = "number"
        elif word in bound and around[at][0] not in _DOTS and (at < parameters or not _is_key(*around[at])):
            renamed, blotted = named(word), _BLOT
        sight.raw.append(word)
        sight.renamed.append(renamed)
        sight.blotted.append(blotted)
        sight.lines.append(line)
    return sight


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


def prints(blotted: Sequence[str]) -> npt.NDArray[np.uint64]:
    """Return the winnowed hashes of a function's runs, sorted, once each."""
    codes = np.array([zlib.crc32(word.encode("utf-8", "replace")) for word in blotted], dtype=np.uint64)
    if len(codes) < RUN:
        return codes[:0]
    runs = np.zeros(len(codes) - RUN + 1, dtype=np.uint64)
    for at in range(RUN):
        runs += codes[at : at + len(runs)] * _FACTORS[at]
    # The products keep what differs in their upper half.
    runs ^= runs >> np.uint64(29)
    runs *= _FACTORS[1]
    if len(runs) > WINDOW:
        least = runs[: len(runs) - WINDOW + 1]
        for at in range(1, WINDOW):
            least = np.minimum(least, runs[at : at + len(least)])
        runs = least
    return np.unique(runs)
