"""How right the clones are on the labelled twins: precision and recall per kind and language.

    python -m benchmarks.twins

A set is a folder `tests/twins/<language>/` with code in `src/` and a `labels.toml`:

* `[[twin]]`: `kind` (exact, renamed, near, semantic) and `members`, each "file::symbol".
* `[[different]]`: `members` that look alike and mean something else.
* `[[inline]]`: `helper` and `within`, a larger function that holds a copy of the helper's body.
* `[[boilerplate]]`: `members` that are alike by idiom.

The set is closed: two functions that no twin and no inline label joins are no twins, and a claim about them is false. What is
labelled inside of two functions that are claimed (the inner parts of two decorators) is told with them.
"""

import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path

from worker.index.clones import clones
from worker.index.code import Codes
from worker.index.inline import inlines
from worker.index.member import Member
from worker.index.near import near
from worker.source.read import read

TWINS = Path(__file__).parents[1] / "tests" / "twins"
KINDS = ("exact", "renamed", "near", "semantic")
PROVEN = ("exact", "renamed", "near")
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


def claimed_in(folder: Path) -> tuple[set[Pair], set[Pair]]:
    """Return the pairs that are claimed to be copies of each other, and those of which one is claimed to hold the other."""
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name != "labels.toml"]
    source = read(folder, files)
    groups = [group.members for group in clones(source)]
    codes = Codes(source)
    copies = {_name(members[0]): [_name(one) for one in members] for members in groups}
    pairs = {pair for names in copies.values() for pair in _pairs(names)}
    for edited in near(source, codes, groups):
        one, other = (copies.get(_name(member), [_name(member)]) for member in (edited.one, edited.other))
        pairs |= {frozenset(pair) for pair in product(one, other)}
    return pairs, {frozenset((_name(one.helper), _name(one.within))) for one in inlines(source, codes, groups)}


def _name(member: Member) -> str:
    return f"{member.file.file}::{member.symbol.qualname}"


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs of one language."""

    planted: Counter[str]
    """By kind."""
    right: Counter[str]
    inline: int
    """Labelled pairs of a helper and a function that holds its body."""
    written_out: int
    """How many of those are claimed."""
    false: set[Pair]
    traps: int
    """Pairs that are labelled different or boilerplate."""


def score(folder: Path) -> Score:
    """Score one language."""
    labels, (claimed, held) = labels_of(folder), claimed_in(folder)
    told = claimed | {pair for pair in labels.twins if frozenset(map(_around, pair)) in claimed}
    told |= {pair for pair in labels.twins if frozenset(_around(_around(one)) for one in pair) in claimed}
    return Score(
        planted=Counter(labels.twins.values()),
        right=Counter(labels.twins[pair] for pair in told if pair in labels.twins),
        inline=len(labels.inline),
        written_out=len(held & labels.inline),
        false={pair for pair in claimed | held if pair not in labels.twins and pair not in labels.inline},
        traps=len(labels.different | labels.boilerplate),
    )


def _around(name: str) -> str:
    """Return what a function is inside of."""
    return name.rpartition(".")[0]


def table(scores: dict[str, Score]) -> str:
    """Write the scores as a Markdown table."""
    rows = [
        f"| Language | {' | '.join(KINDS)} | inline | False | Traps | Precision | Recall of {', '.join(PROVEN)} |",
        "|---|" + "--:|" * (len(KINDS) + 5),
    ]
    for language, one in scores.items():
        right, planted = (sum(counts[kind] for kind in PROVEN) for counts in (one.right, one.planted))
        claimed = sum(one.right.values()) + one.written_out + len(one.false)
        found = [f"{one.right[kind]} / {one.planted[kind]}" for kind in KINDS]
        cells = [language, *found, f"{one.written_out} / {one.inline}", str(len(one.false)), str(one.traps)]
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
