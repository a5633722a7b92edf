"""What goes with dead Rust code, what only tests use, and that every trap of the samples is a symbol that is not claimed."""

import tomllib
from pathlib import Path

import pytest

from worker.axes.utility import prove
from worker.graph.build import build
from worker.source.read import read

CASES = sorted(path.parent for path in (Path(__file__).parents[2] / "samples" / "rust").glob("*/expected.toml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_clusters_tests_and_traps(case: Path) -> None:
    expected = tomllib.loads((case / "expected.toml").read_text())
    files = [path.relative_to(case).as_posix() for path in case.rglob("*") if path.is_file() and path.name != "expected.toml"]
    source = read(case, files)
    claims = prove(source, build(source))

    def named(rule: str) -> set[str]:
        return {f"{claim.file}::{claim.symbol}" for claim in claims if claim.rule == rule}

    cluster = {f"{one.file}::{one.symbol}" for claim in claims for one in claim.related if one.relation == "cluster"}
    symbols = {f"{one.file}::{one.qualname}" for facts in source.files.values() for one in facts.symbols}
    assert cluster == set(expected["cluster"])
    assert named("utility.test-only") == set(expected["test_only"])
    assert set(expected["traps"]) <= symbols
    assert not set(expected["traps"]) & (named("utility.dead") | cluster)
