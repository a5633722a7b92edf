"""The cards nearest to a card, in both views at once.

A flat scan in blocks: a product of matrices costs less per function than any index does up to some hundred thousand cards
(`benchmarks/index.py`), and misses nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from worker.index.embedding import Vectors

CODE_WEIGHT = 0.5
"""Of the cosine in the view of code; the rest is that of words. Calibrated in docs/accuracy.md."""
LEAST = 0.3
"""Score from which on two cards are candidates: none of the labelled twins that are found lies below, see docs/accuracy.md."""
MOST = 5
"""Candidates of one function."""
_BLOCK = 64
_MOST_LOOKED_AT = 500
"""Cards of which `may` is asked for one: thousands of copies of a function are each nearest to all others."""


@dataclass(frozen=True, slots=True)
class Views:
    """The vectors of n cards, in both views: [n, d] each, in the same order."""

    code: Vectors
    words: Vectors


@dataclass(frozen=True, slots=True)
class Near:
    """Two cards that are alike, by their positions. Scores are cosines, `score` their weighted mean."""

    one: int
    other: int
    score: float
    code: float
    words: float


def nearest(
    views: Views,
    wanted: Sequence[int],
    may: Callable[[int, int], bool],
    least: float = LEAST,
    weight: float = CODE_WEIGHT,
) -> Iterator[list[Near]]:
    """Yield, for each card of `wanted`, up to `MOST` others that are nearest and score `least` or more, best first.

    `may(one, other)` says whether two could be twins at all; it is asked in the order of likeness, until enough are found.
    """
    for start in range(0, len(wanted), _BLOCK):
        block = list(wanted[start : start + _BLOCK])
        code, words = views.code[block] @ views.code.T, views.words[block] @ views.words.T
        scores = weight * code + (1 - weight) * words
        for row, one in enumerate(block):
            scores[row, one] = -1
            found: list[Near] = []
            for other in islice(_by_score(scores[row], least), _MOST_LOOKED_AT):
                if may(one, other):
                    near = Near(one, other, float(scores[row, other]), float(code[row, other]), float(words[row, other]))
                    found.append(near)
                    if len(found) == MOST:
                        break
            yield found


def _by_score(scores: Vectors, least: float) -> Iterator[int]:
    """Yield positions from the highest score down to `least`: few at first, as few are looked at."""
    above = np.flatnonzero(scores >= least)
    taken = 0
    while taken < len(above):
        wanted = min(len(above), max(4 * MOST, 4 * taken))
        part = above if wanted == len(above) else above[np.argpartition(-scores[above], wanted - 1)[:wanted]]
        ordered = part[np.argsort(-scores[part], kind="stable")]
        for position in ordered[taken:]:
            yield int(position)
        taken = wanted
