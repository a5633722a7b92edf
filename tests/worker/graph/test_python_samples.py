"""Small Python repositories with planted dead code and planted traps: exactly what is dead is claimed."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from app.domain.axis import Axis
from app.domain.finding import Certainty, Claim
from benchmarks.accuracy import cases, expected_of
from worker.axes.utility import prove
from worker.graph.build import build
from worker.graph.graph import Graph
from worker.source.facts import Source
from worker.source.read import read

CASES = [case for case in cases() if case.parent.name == "python" and Axis.UTILITY in expected_of(case)[0]]


class Audit(NamedTuple):
    expected: dict[str, list[str]]
    source: Source
    graph: Graph
    claims: list[Claim]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.name)
def audit(request: pytest.FixtureRequest) -> Audit:
    case: Path = request.param
    files = [path.relative_to(case).as_posix() for path in case.rglob("*") if path.is_file() and path.name != "expected.toml"]
    source = read(case, files)
    graph = build(source)
    return Audit(tomllib.loads((case / "expected.toml").read_text()), source, graph, prove(source, graph))


def names(claims: Iterable[Claim], rule: str) -> set[str]:
    return {f"{claim.file}::{claim.symbol or ''}" for claim in claims if claim.rule == rule}


def test_the_planted_dead_code_is_claimed_and_nothing_else(audit: Audit) -> None:
    assert names(audit.claims, "utility.dead") == set(audit.expected["dead"])


def test_what_only_tests_use_is_claimed_as_such(audit: Audit) -> None:
    assert names(audit.claims, "utility.test-only") == set(audit.expected["test_only"])


def test_what_only_the_dead_use_is_listed_with_them(audit: Audit) -> None:
    listed = {
        f"{other.file}::{other.symbol or ''}"
        for claim in audit.claims
        for other in claim.related
        if other.relation == "cluster"
    }

    assert listed == set(audit.expected["cluster"])


def test_no_trap_is_claimed_or_called_unreachable_on_its_own(audit: Audit) -> None:
    claimed = {f"{claim.file}::{claim.symbol or ''}" for claim in audit.claims}
    for trap in audit.expected["traps"]:
        file, _, qualname = trap.partition("::")
        audit.graph.reach(file, qualname)  # a trap that does not exist proves nothing: this raises for it
        assert trap not in claimed


def test_dead_claims_are_proven_and_test_only_ones_are_not(audit: Audit) -> None:
    for claim in audit.claims:
        assert claim.certainty is (Certainty.PROVEN if claim.rule == "utility.dead" else Certainty.LIKELY)
