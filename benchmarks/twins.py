"""How right the clones are on the labelled twins: precision and recall per kind and language.

    python -m benchmarks.twins

A set is a folder `tests/twins/<language>/` with code in `src/` and a `labels.toml`:

* `[[twin]]`: `kind` (exact, renamed, near, semantic) and `members`, each "file::symbol".
* `[[different]]`: `members` that look alike and mean something else.
* `[[inline]]`: `helper` and `within`, a larger function that holds a copy of the helper's body.
* `[[boilerplate]]`: `members` that are alike by idiom.

The set is closed: two functions that no twin and no inline label joins are no twins, and a claim about them is false.
"""

import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from worker.index.clones import clones
from worker.source.read import read

TWINS = Path(__file__).parents[1] / "tests" / "twins"
KINDS = ("exact", "renamed", "near", "semantic")
PROVEN = ("exact", "renamed")
Pair = frozenset[str]


@dataclass(slots=True)
class Labels:
    """What is written down of one language."""

    twins: dict[Pair, str] = field(default_factory=dict)
    """Two members -> the kind of their twin."""
    different: set[Pair] = field(default_factory=set)
    inline: set[Pair] = field(default_factory=set)
    boilerplate: set[Pair] = field(default_factory=set)


def labels_of(folder: Path) -> Labels:
    """Read a `labels.toml`."""
    told = tomllib.loads((folder / "labels.toml").read_text())
    found = Labels()
    for twin in told["twin"]:
        found.twins.update(dict.fromkeys(_pairs(twin["members"]), twin["kind"]))
    for name, into in (("different", found.different), ("boilerplate", found.boilerplate)):
        for one in told.get(name, ()):
            into |= _pairs(one["members"])
    found.inline = {frozenset((one["helper"], one["within"])) for one in told.get("inline", ())}
    return found


def _pairs(members: list[str]) -> set[Pair]:
    return {frozenset(pair) for pair in combinations(members, 2)}


def claimed_in(folder: Path) -> set[Pair]:
    """Return the pairs that are claimed to be copies of each other."""
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name != "labels.toml"]
    groups = clones(read(folder, files))
    return {pair for group in groups for pair in _pairs([f"{one.file.file}::{one.symbol.qualname}" for one in group.members])}


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs of one language."""

    planted: Counter[str]
    """By kind."""
    right: Counter[str]
    false: set[Pair]
    traps: int
    """Pairs that are labelled different or boilerplate."""


def score(folder: Path) -> Score:
    """Score one language."""
    labels, claimed = labels_of(folder), claimed_in(folder)
    return Score(
        planted=Counter(labels.twins.values()),
        right=Counter(labels.twins[pair] for pair in claimed if pair in labels.twins),
        false={pair for pair in claimed if pair not in labels.twins and pair not in labels.inline},
        traps=len(labels.different | labels.boilerplate),
    )


def table(scores: dict[str, Score]) -> str:
    """Write the scores as a Markdown table."""
    rows = [
        f"| Language | {' | '.join(KINDS)} | False | Traps | Precision | Recall of {' and '.join(PROVEN)} |",
        "|---|" + "--:|" * (len(KINDS) + 4),
    ]
    for language, one in scores.items():
        right, planted = (sum(counts[kind] for kind in PROVEN) for counts in (one.right, one.planted))
        claimed = sum(one.right.values()) + len(one.false)
        cells = [language, *(f"{one.right[kind]} / {one.planted[kind]}" for kind in KINDS), str(len(one.false)), str(one.traps)]
        rows.append(f"| {' | '.join(cells)} | {(claimed - len(one.false)) / max(claimed, 1):.2f} | {right / planted:.2f} |")
    return "\n".join(rows)


def every() -> dict[str, Score]:
    """Score every language."""
    return {folder.name: score(folder) for folder in sorted(TWINS.iterdir()) if (folder / "labels.toml").is_file()}


if __name__ == "__main__":
    scores = every()
    sys.stdout.write(table(scores) + "\n")
    for language, one in scores.items():
        for pair in sorted(map(sorted, one.false)):
            sys.stdout.write(f"false: {language}: {' = '.join(pair)}\n")
