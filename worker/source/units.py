"""The statements of a function, as a flat list with depths: what two functions are compared by, line for line.

Told by line ends and brackets alone, the same way in every language: a header (`if …`, `for …`) is a unit, and what stands in
its block are units one deeper. What is cut wrong is cut wrong on both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from worker.source.leaves import BACK_OUT, DEEPER, Leaf

_OPENS, _CLOSES = {"(": ")", "[": "]", "{": "}"}, frozenset({")", "]", "}"})
_GOES_ON = frozenset(
    (
        ".", "?.", "?", "&&", "||", "??", "+", "*", "/", "%", "==", "!=", "===", "!==", "<=", ">=", "and", "or", "|", "=", "=>",
        "->", "::", ":",
    )
)  # fmt: skip
"""A line that starts or ends with one of these is not a statement of its own."""
_HEADS = frozenset({"if", "for", "while", "else", "foreach"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement, or the header of one that has a block."""

    depth: int
    leaves: tuple[Leaf, ...]

    @property
    def first(self) -> int:
        """The line on which it starts."""
        return self.leaves[0][2]

    @property
    def last(self) -> int:
        """The line on which its last leaf stands."""
        return self.leaves[-1][2]


def units(found: Sequence[Leaf], by_indent: bool) -> list[Unit]:
    """Cut leaves into units. `by_indent`: blocks have signs of their own (`worker.source.leaves`), braces mean data."""
    cut = _by_indent(found) if by_indent else _by_braces(found)
    return [Unit(depth, tuple(leaves)) for depth, leaves in cut if leaves]


def _by_indent(found: Sequence[Leaf]) -> list[tuple[int, list[Leaf]]]:
    cut: list[tuple[int, list[Leaf]]] = [(0, [])]
    depth = brackets = 0
    last = found[0][2] if found else 0
    joined = False
    for leaf in found:
        word, kind, line = leaf
        if word in (DEEPER, BACK_OUT):
            depth += 1 if word == DEEPER else -1
            cut.append((depth, []))
            last = line
            continue
        if line > last and brackets == 0 and not joined:
            cut.append((depth, []))
        if kind == "sign":
            brackets += (word in _OPENS) - (word in _CLOSES)
            joined = word == "\\"
        else:
            joined = False
        cut[-1][1].append(leaf)
        last = line + (word.count("\n") if kind == "text" else 0)
    return cut


def _by_braces(found: Sequence[Leaf]) -> list[tuple[int, list[Leaf]]]:
    cut: list[tuple[int, list[Leaf]]] = [(0, [])]
    around: list[str] = []
    """Open brackets; "{" of a block that was cut at is "block"."""
    depth = 0
    for at, leaf in enumerate(found):
        word, kind, line = leaf
        here = cut[-1][1]
        if here and line > found[at - 1][2] and _starts(word, here[-1][0], around):
            cut.append((depth, []))
            here = cut[-1][1]
        if kind != "sign":
            here.append(leaf)
            continue
        if word == "{" and (at + 1 >= len(found) or found[at + 1][2] > line or _opens_block(here, found, at)):
            around.append("block")
            depth += 1
            cut.append((depth, []))
            continue
        if word in _OPENS:
            around.append(word)
        elif word in _CLOSES and around and around.pop() == "block":
            depth -= 1
            cut.append((depth, []))
            continue
        here.append(leaf)
    return _unbraced(cut)


def _starts(word: str, end: str, around: list[str]) -> bool:
    """Whether a line that starts with a word, behind one that ends in another, is a unit of its own."""
    if word == "<" or (word == "{" and end == ">"):
        # An element, or what is put between two.
        return True
    if around and around[-1] not in ("block", "{"):
        return False
    return word != "{" and (bool(around and end == ",") or not (word in _GOES_ON or end in _GOES_ON or end == ","))


def _opens_block(here: list[Leaf], found: Sequence[Leaf], at: int) -> bool:
    """Whether a brace inside of a line is a block's: `if (x) { return }`."""
    return bool(here) and here[0][0] in _HEADS and found[at - 1][0] == ")" and here[0][1] == "word"


def _unbraced(cut: list[tuple[int, list[Leaf]]]) -> list[tuple[int, list[Leaf]]]:
    """Put what a header without braces governs one deeper: `if (x) return y`."""
    done: list[tuple[int, list[Leaf]]] = []
    waits: int | None = None
    for depth, leaves in cut:
        if not leaves:
            continue
        deeper = waits is not None and waits == depth
        waits = None
        end = _head_end(leaves)
        if end is None:
            done.append((depth + deeper, leaves))
            continue
        done.append((depth + deeper, leaves[:end]))
        if leaves[end:]:
            done.append((depth + deeper + 1, leaves[end:]))
        else:
            waits = depth + deeper
    return done


def _head_end(leaves: list[Leaf]) -> int | None:
    """Return where the brackets of a header end: `if (…)`; None where it is no header."""
    start = 1 if leaves[0][0] == "else" and len(leaves) > 1 and leaves[1][0] == "if" else 0
    if leaves[start][0] not in _HEADS or len(leaves) < start + 2 or leaves[start + 1][0] != "(":
        return None
    depth = 0
    for at in range(start + 1, len(leaves)):
        depth += (leaves[at][0] == "(") - (leaves[at][0] == ")")
        if depth == 0:
            # Go and Rust may put a whole condition in brackets, and more of it behind them.
            more = leaves[at + 1][1] if at + 1 < len(leaves) else "word"
            return at + 1 if more == "word" or at + 1 == len(leaves) else None
    return None
