"""The static prover, let loose on the sample: it finds what is dead and is not taken in by any trap."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.finding import Claim
from tests.worker.demo.expected import Expected, expected, expected_of_pull_request
from worker.axes import utility
from worker.checkout import list_files, open_local
from worker.demo import sample
from worker.graph.build import build
from worker.source.facts import Source
from worker.source.read import read

Place = tuple[str, str]


@pytest.fixture(params=[(sample.main, expected), (sample.pull_request, expected_of_pull_request)], ids=["main", "pull_request"])
def audited(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Source, list[Claim], Expected]:
    """A branch of the sample, read and searched for dead code; and what must come of it."""
    branch: Callable[[], dict[str, str]]
    branch, wanted = request.param
    for path, text in branch().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    checkout = open_local(tmp_path)
    source = read(checkout.root, list_files(checkout))
    return source, utility.prove(source, build(source)), wanted()


def places(claims: list[Claim]) -> set[Place]:
    return {(claim.file, claim.symbol or "") for claim in claims}


def test_everything_dead_is_found(audited: tuple[Source, list[Claim], Expected]) -> None:
    _, claims, wanted = audited
    assert wanted.dead - places(claims) == set()
    assert all(cluster & places(claims) for cluster in wanted.clusters)


def test_no_trap_is_taken_for_dead_and_nothing_else_is_claimed(audited: tuple[Source, list[Claim], Expected]) -> None:
    _, claims, wanted = audited
    assert wanted.traps & places(claims) == set()
    allowed = wanted.dead | frozenset().union(*wanted.clusters)
    if wanted != expected():
        allowed |= expected().dead | frozenset().union(*expected().clusters)
    assert places(claims) - allowed == set()


def test_generated_and_minified_files_are_skipped_with_a_reason(audited: tuple[Source, list[Claim], Expected]) -> None:
    source, _, wanted = audited
    skipped = {one.file: one.reason for one in source.skipped}
    assert wanted.skipped <= skipped.keys()
    assert all(skipped[file] for file in wanted.skipped)
