"""How right the static provers are on the planted samples: precision, recall and F1 per axis and language.

    python -m benchmarks.accuracy

A sample is a folder `tests/samples/<language>/<case>/` with an `expected.toml`:

* `axes`: the axes that the case is about; utility unless given. Whatever is claimed along them and not expected is false.
* `dead`, `cluster`, `test_only`: "file::symbol" of what nothing uses, of what only the dead use, of what only tests use.
* `silent`: what is dead, too, but is not claimed, for want of certainty. It counts as missed.
* `[found]`: rule id = ["file::symbol" or "file:line", …] for all other rules.
* `traps`: what looks like a finding and is none. They are in the sample so that a false claim has a place to be made.
"""

import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from app.domain.axis import Axis
from app.domain.finding import Claim
from worker.axes.provers import PROVERS, prove
from worker.graph.build import build
from worker.source.read import read

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
Key = tuple[str, str]
"""(rule id, "file::symbol" or "file:line")"""


@dataclass(slots=True)
class Score:
    """Counts of one axis and language."""

    right: int = 0
    false: int = 0
    missed: int = 0
    traps: int = 0

    @property
    def precision(self) -> float:
        """Share of the claims that are right; 1 where nothing is claimed."""
        claimed = self.right + self.false
        return self.right / claimed if claimed else 1.0

    @property
    def recall(self) -> float:
        """Share of what is planted that is claimed."""
        planted = self.right + self.missed
        return self.right / planted if planted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def cases() -> list[Path]:
    """Return the folders of all samples."""
    return sorted(path.parent for path in SAMPLES.glob("*/*/expected.toml"))


def expected_of(case: Path) -> tuple[tuple[Axis, ...], set[Key], int]:
    """Return the axes that a case is about, what is planted in it, and how many traps it has."""
    told = tomllib.loads((case / "expected.toml").read_text())
    planted = {("utility.dead", place) for name in ("dead", "cluster", "silent") for place in told.get(name, ())}
    planted |= {("utility.test-only", place) for place in told.get("test_only", ())}
    planted |= {(rule, place) for rule, places in told.get("found", {}).items() for place in places}
    return tuple(Axis(axis) for axis in told.get("axes", ["utility"])), planted, len(told.get("traps", ()))


def claimed_in(case: Path, axes: tuple[Axis, ...]) -> list[Claim]:
    """Return what the provers claim in a case."""
    files = [path.relative_to(case).as_posix() for path in case.rglob("*") if path.is_file() and path.name != "expected.toml"]
    source = read(case, files)
    return list(prove(source, build(source), axes).claims)


def keys_of(claim: Claim, planted: set[Key]) -> set[Key]:
    """Return what a claim says, in the words of `expected.toml`: the symbol where one is meant, else the line."""
    keys = {(claim.rule, f"{claim.file}::{claim.symbol or ''}")}
    by_line = (claim.rule, f"{claim.file}:{claim.line_start}")
    if by_line in planted:
        keys = {by_line}
    return keys | {(claim.rule, f"{one.file}::{one.symbol or ''}") for one in claim.related if one.relation == "cluster"}


def score() -> dict[tuple[Axis, str], Score]:
    """Score every sample."""
    scores: dict[tuple[Axis, str], Score] = defaultdict(Score)
    for case in cases():
        axes, planted, traps = expected_of(case)
        claims = claimed_in(case, axes)
        for axis in axes:
            kept = scores[(axis, case.parent.name)]
            mine = {key for key in planted if key[0].startswith(f"{axis}.")}
            said = {key for claim in claims if claim.axis is axis for key in keys_of(claim, planted)}
            kept.right += len(mine & said)
            kept.false += len(said - mine)
            kept.missed += len(mine - said)
            kept.traps += traps
    return scores


def table(scores: dict[tuple[Axis, str], Score]) -> str:
    """Write the scores as a Markdown table."""
    rows = [
        "| Axis | Language | Planted | Right | False | Missed | Traps | Precision | Recall | F1 |",
        "|---|---|" + "--:|" * 8,
    ]
    for (axis, language), one in sorted(scores.items(), key=lambda each: (list(PROVERS).index(each[0][0]), each[0][1])):
        counts = (one.right + one.missed, one.right, one.false, one.missed, one.traps)
        cells = [axis.replace("_", " "), language, *map(str, counts)]
        cells += [f"{share:.2f}" for share in (one.precision, one.recall, one.f1)]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.stdout.write(table(score()) + "\n")
