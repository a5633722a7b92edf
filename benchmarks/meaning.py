"""How well candidates for twins are found on the labelled set, by the model that is built in, and what the thresholds cost.

    python -m benchmarks.meaning

For each language: how many of the planted pairs of each kind a reviewer is asked about (one is a candidate of the other), or
are proven to be copies; how many candidates a function has; and the area under the ROC curve of the score, against the pairs
that are labelled different (hard) and against all that are no twins. Then the curves of the threshold and of the weight.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.twins import KINDS, TWINS, Labels, labels_of
from worker.graph.build import build
from worker.index.cards import Card, cards
from worker.index.minilm import MiniLM
from worker.index.nearest import CODE_WEIGHT, LEAST, Views, nearest
from worker.index.twins import Settled
from worker.source.read import read

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Compared:
    """One language: its cards, their vectors, and what is labelled."""

    cards: list[Card]
    views: Views
    settled: Settled
    labels: Labels

    def scores(self) -> Scores:
        """Return the likeness of all with all."""
        found = CODE_WEIGHT * self.views.code @ self.views.code.T + (1 - CODE_WEIGHT) * self.views.words @ self.views.words.T
        return np.asarray(found, np.float32)

    def pairs(self, wanted: Iterable[frozenset[str]]) -> list[tuple[int, int]]:
        """Return labelled pairs by position; a function without a card is -1."""
        at = {f"{card.member.file.file}::{card.member.symbol.qualname}": number for number, card in enumerate(self.cards)}
        return [(at.get(one, -1), at.get(other, -1)) for one, other in (sorted(pair) for pair in wanted)]


def compared(folder: Path) -> Compared:
    """Read and embed one language's set."""
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name != "labels.toml"]
    source = read(folder, files)
    found, model = cards(source, as_written=False), MiniLM()
    views = Views(model.embed([card.code for card in found]), model.embed([card.words for card in found]))
    return Compared(found, views, Settled(found, build(source)), labels_of(folder))


def offered(one: Compared, least: float = LEAST, weight: float = CODE_WEIGHT) -> tuple[Counter[str], float]:
    """Return how many planted pairs of each kind are candidates or copies, and how many candidates a function has."""
    rows = nearest(one.views, range(len(one.cards)), one.settled.may, least, weight)
    candidates = [{near.other for near in row} for row in rows]
    hits: Counter[str] = Counter()
    for (first, second), kind in zip(one.pairs(one.labels.twins), one.labels.twins.values(), strict=True):
        if min(first, second) >= 0:
            copies = one.cards[first].member.body.renamed == one.cards[second].member.body.renamed
            hits[kind] += copies or second in candidates[first] or first in candidates[second]
    return hits, sum(map(len, candidates)) / len(candidates)


def area(right: Iterable[float], wrong: Iterable[float]) -> float:
    """Return the area under the ROC curve: how often a right pair scores above a wrong one (Mann and Whitney, 1947)."""
    positive, negative = np.asarray(list(right)), np.asarray(list(wrong))
    ranks = np.concatenate([positive, negative]).argsort().argsort() + 1
    return float((ranks[: len(positive)].sum() - len(positive) * (len(positive) + 1) / 2) / (len(positive) * len(negative)))


def areas(one: Compared, scores: Scores, kind: str) -> tuple[float, float]:
    """Return the area against the hard pairs, and against all that are no twins."""
    right = [pair for pair in one.pairs(pair for pair, known in one.labels.twins.items() if known == kind) if min(pair) >= 0]
    hard = [pair for pair in one.pairs(one.labels.different) if min(pair) >= 0]
    twins = {frozenset(pair) for pair in one.pairs(one.labels.twins)}
    rows, columns = np.triu_indices(len(one.cards), 1)
    rest = [pair for pair in zip(rows.tolist(), columns.tolist(), strict=True) if frozenset(pair) not in twins]
    told = [scores[pair] for pair in right]
    return area(told, (scores[pair] for pair in hard)), area(told, (scores[pair] for pair in rest))


def table(every: dict[str, Compared]) -> str:
    """Write what is found as a Markdown table."""
    rows = [
        f"| Language | Functions | {' | '.join(KINDS)} | Candidates a function | AUC, semantic: hard / all |",
        "|---|" + "--:|" * (len(KINDS) + 3),
    ]
    for language, one in every.items():
        scores = one.scores()
        hits, candidates = offered(one)
        planted = Counter(one.labels.twins.values())
        hard, rest = areas(one, scores, "semantic")
        cells = [f"{hits[kind]} / {planted[kind]}" for kind in KINDS]
        rows.append(f"| {language} | {len(one.cards)} | {' | '.join(cells)} | {candidates:.1f} | {hard:.2f} / {rest:.3f} |")
    return "\n".join(rows)


def recall(every: dict[str, Compared], weight: float = CODE_WEIGHT, least: float = LEAST) -> tuple[float, float]:
    """Return the share of semantic twins that are offered, over all languages, and the candidates of a function."""
    found = [(offered(one, least, weight), one) for one in every.values()]
    planted = sum(kind == "semantic" for one in every.values() for kind in one.labels.twins.values())
    functions = sum(len(one.cards) for one in every.values())
    hits = sum(hits["semantic"] for (hits, _), _ in found)
    return hits / planted, sum(candidates * len(one.cards) for (_, candidates), one in found) / functions


def every() -> dict[str, Compared]:
    """Read and embed every language."""
    return {folder.name: compared(folder) for folder in sorted(TWINS.iterdir()) if (folder / "labels.toml").is_file()}


def main() -> None:
    """Print the table and the curves."""
    found = every()
    sys.stdout.write(f"{table(found)}\n\n| Threshold | Semantic twins offered | Candidates a function |\n|--:|--:|--:|\n")
    for least in (0.0, LEAST, 0.34, 0.38, 0.42, 0.46, 0.50, 0.54, 0.58, 0.62):
        share, candidates = recall(found, least=least)
        sys.stdout.write(f"| {least:.2f} | {share:.2f} | {candidates:.1f} |\n")
    sys.stdout.write("\n| Weight of the view of code | Semantic twins offered |\n|--:|--:|\n")
    for tenth in range(11):
        sys.stdout.write(f"| {tenth / 10:.1f} | {recall(found, weight=tenth / 10)[0]:.2f} |\n")


if __name__ == "__main__":
    main()
