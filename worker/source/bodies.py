"""What every function looks like once names that only it can see are blotted out: what clones are found by.

Three views of the leaves after a function's name (parameters and body):

- *exact*: as written;
- *renamed*: names bound in the function by the order in which they first appear (a consistent rename changes nothing);
- *prints*: hashes of all runs of `RUN` leaves in which bound names, texts and numbers are blots, thinned by winnowing: two
  functions that share `RUN + WINDOW - 1` leaves in a row share a print (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003).
"""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from worker.source.facts import Body, FileFacts, Language, Symbol, SymbolKind
from worker.source.leaves import Leaf, fixed, leaves
from worker.source.module import Lexis

RUN = 9
WINDOW = 4
FEWEST = 20
"""Leaves: what is smaller says nothing by its shape."""
_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
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
    references = {(one.line, one.name) for one in facts.references}
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
    numbers: dict[str, str] = {}
    sight = Sight([], [], [], [])
    last = len(found) - 1
    for at, (word, kind, line) in enumerate(found):
        renamed = blotted = word
        if kind == "text":
            blotted = '"'
        elif kind == "number":
            blotted = "0"
        elif kind == "word" and word not in words:
            before = found[at - 1][0] if at else ""
            after = found[at + 1][0] if at < last else ""
            given = word in numbers or at < parameters
            if not _keeps(word, line, before, after, references, given=given):
                renamed = numbers.setdefault(word, f"${len(numbers)}")
                blotted = _BLOT
        sight.raw.append(word)
        sight.renamed.append(renamed)
        sight.blotted.append(blotted)
        sight.lines.append(line)
    return sight


def _keeps(word: str, line: int, before: str, after: str, references: set[tuple[int, str]], *, given: bool) -> bool:
    """Whether a word means the same in every function: a member, something called, a key, a name from outside."""
    if before in _DOTS or (line, word) in references:
        return True
    if given:
        return before in ("{", ",") and after == ":"
    return after == "(" or (before in ("(", ",", "{") and after in ("=", ":"))


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
