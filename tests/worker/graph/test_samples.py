"""Small repositories of every language with planted dead code and planted traps: exactly what is planted is claimed."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from app.domain.axis import Axis
from app.domain.finding import Certainty, Claim
from benchmarks.accuracy import cases, expected_of
from worker.axes.provers import prove
from worker.graph.build import build
from worker.source.facts import Source
from worker.source.read import read
from worker.source.words import text_of

CASES = [case for case in cases() if Axis.UTILITY in expected_of(case)[0]]


class Audit(NamedTuple):
    expected: dict[str, list[str]]
    source: Source
    claims: tuple[Claim, ...]

    def claimed(self, rule: str) -> set[str]:
        return {f"{claim.file}::{claim.symbol or ''}" for claim in self.claims if claim.rule == rule}

    def listed(self) -> set[str]:
        related = (one for claim in self.claims for one in claim.related if one.relation == "cluster")
        return {f"{one.file}::{one.symbol or ''}" for one in related}

    def planted(self, key: str) -> set[str]:
        return set(self.expected.get(key, ()))


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def audit(request: pytest.FixtureRequest) -> Audit:
    case: Path = request.param
    files = [path.relative_to(case).as_posix() for path in case.rglob("*") if path.is_file() and path.name != "expected.toml"]
    source = read(case, files)
    graph = build(source)
    expected = tomllib.loads((case / "expected.toml").read_text())
    return Audit(expected, source, prove(source, graph, [Axis.UTILITY]).claims)


def test_exactly_the_planted_dead_code_is_claimed(audit: Audit) -> None:
    assert audit.claimed("utility.dead") == audit.planted("dead")


def test_what_only_tests_use_is_claimed_as_such(audit: Audit) -> None:
    assert "test_only" not in audit.expected or audit.claimed("utility.test-only") == audit.planted("test_only")


def test_what_only_the_dead_use_is_listed_with_them(audit: Audit) -> None:
    assert "cluster" not in audit.expected or audit.listed() == audit.planted("cluster")


def test_a_trap_is_there_and_not_claimed(audit: Audit) -> None:
    claimed = audit.claimed("utility.dead") | audit.listed()
    for trap in _of_symbols(audit.planted("traps")):
        file, _, qualname = trap.partition("::")
        # A trap that does not stand there proves nothing.
        assert qualname.rpartition(".")[2] in text_of(audit.source.root, file)
        assert trap not in claimed


def test_dead_claims_are_proven_and_test_only_ones_are_not(audit: Audit) -> None:
    for claim in audit.claims:
        assert (claim.certainty is Certainty.LIKELY) == (claim.rule == "utility.test-only")


def _of_symbols(traps: Iterable[str]) -> Iterable[str]:
    return (trap for trap in traps if "::" in trap)
