"""Small Go repositories with planted dead code and planted traps, beyond what is asked of every language."""

import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from app.domain.finding import Claim
from worker.axes.utility import prove
from worker.graph.build import build
from worker.graph.graph import Graph
from worker.source.read import read

CASES = sorted(path.parent for path in (Path(__file__).parents[2] / "samples" / "go").glob("*/expected.toml"))


class Audit(NamedTuple):
    expected: dict[str, list[str]]
    graph: Graph
    claims: list[Claim]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.name)
def audit(request: pytest.FixtureRequest) -> Audit:
    case: Path = request.param
    files = [path.relative_to(case).as_posix() for path in case.rglob("*") if path.is_file() and path.name != "expected.toml"]
    source = read(case, files)
    graph = build(source)
    return Audit(tomllib.loads((case / "expected.toml").read_text()), graph, prove(source, graph))


def test_what_only_tests_use_is_claimed_as_such(audit: Audit) -> None:
    claimed = {f"{claim.file}::{claim.symbol}" for claim in audit.claims if claim.rule == "utility.test-only"}
    assert claimed == set(audit.expected["test_only"])


def test_what_only_the_dead_use_is_listed_with_them(audit: Audit) -> None:
    listed = {f"{one.file}::{one.symbol}" for claim in audit.claims for one in claim.related if one.relation == "cluster"}
    assert listed == set(audit.expected["cluster"])


def test_no_trap_is_unreachable(audit: Audit) -> None:
    for trap in audit.expected["traps"]:
        file, _, qualname = trap.partition("::")
        assert audit.graph.reach(file, qualname).state != "unreachable", trap
