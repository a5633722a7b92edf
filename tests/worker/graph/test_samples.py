"""Small repositories of every language with planted dead code: exactly what is planted is claimed."""

import tomllib
from pathlib import Path

import pytest

from app.domain.axis import Axis
from benchmarks.accuracy import cases, expected_of
from worker.axes.provers import prove
from worker.graph.build import build
from worker.source.read import read

CASES = [case for case in cases() if Axis.UTILITY in expected_of(case)[0]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_exactly_the_planted_dead_code_is_claimed(case: Path) -> None:
    expected = tomllib.loads((case / "expected.toml").read_text())
    files = [path.relative_to(case).as_posix() for path in case.rglob("*") if path.is_file() and path.name != "expected.toml"]
    source = read(case, files)

    claims = prove(source, build(source), [Axis.UTILITY]).claims

    claimed = {f"{claim.file}::{claim.symbol or ''}" for claim in claims if claim.rule == "utility.dead"}
    assert claimed == set(expected.get("dead", ()))
