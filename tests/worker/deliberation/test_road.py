"""From a file to a finding: review, challenge, re-check, decide, with the real tools over a real folder."""

from pathlib import Path

import pytest

from app.domain.finding import Claim, Finding
from tests.asking import Asking, asking, forget_tiers, point
from worker.axes.context import FileContext
from worker.axes.correction import review
from worker.deliberation.challenge import challenge
from worker.deliberation.decide import Dropped, DropReason, decide
from worker.deliberation.recheck import rechecked
from worker.doubles.anthropic import AnthropicDouble
from worker.doubles.anthropic_script import PlantedBug, good_reviewer
from worker.source.facts import Symbol, SymbolKind
from worker.tools.toolbox import Toolbox

PAGES = """\
def pages(items, size):
    count = len(items) // size
    return [items[n * size : (n + 1) * size] for n in range(count)]
"""
BUG = PlantedBug(
    file="pages.py",
    symbol="pages",
    quote="    count = len(items) // size",
    kind="boundary",
    title="The last, shorter page is lost",
    message="pages([1, 2, 3], 2) is [[1, 2]]; the 3 is in no page.",
    suggestion="Round up: -(-len(items) // size).",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "pages.py").write_text(PAGES)
    (tmp_path / "main.py").write_text("from pages import pages\n\nprint(pages([1, 2, 3], 2))\n")
    return tmp_path


def context(root: Path) -> FileContext:
    symbol = Symbol("pages.py", "pages", "pages", SymbolKind.FUNCTION, 1, 3, 1, True, "body")
    return FileContext("pages.py", (root / "pages.py").read_text(), (symbol,), ("main.py",), ())


def decided(claim: Claim, root: Path, run: Asking) -> Finding | Dropped:
    outcome = challenge(claim, context(root), Toolbox(root), run.ask, root)
    return decide(claim, outcome, rechecked((*claim.evidence, *outcome.evidence), root, None))


@pytest.fixture(autouse=True)
def _no_tiers(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_tiers(monkeypatch)


@pytest.mark.parametrize("tiers", [["opus"], ["haiku"], ["haiku", "opus"]])
def test_a_planted_bug_becomes_a_finding_with_every_combination_of_tiers(
    monkeypatch: pytest.MonkeyPatch, root: Path, tiers: list[str]
) -> None:
    script = good_reviewer([BUG])
    with AnthropicDouble(script, alias="local-haiku") as llama, AnthropicDouble(script) as claude, asking() as run:
        for tier in tiers:
            point(monkeypatch, tier, llama if tier == "haiku" else claude)
        (claim,) = review(context(root), run.ask).claims
        finding = decided(claim, root, run)
    assert isinstance(finding, Finding)
    assert (finding.claim.file, finding.claim.line_start) == ("pages.py", 2)
    assert all(item.rechecked and item.how == "sed -n 2,2p -- pages.py" for item in finding.claim.evidence)
    assert {str(record.tier) for record in run.records} == set(tiers)
    assert all(record.outcome == "ok" for record in run.records)


def test_a_file_that_changed_under_the_claim_publishes_nothing(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    with AnthropicDouble(good_reviewer([BUG])) as claude, asking() as run:
        point(monkeypatch, "opus", claude)
        (claim,) = review(context(root), run.ask).claims
        outcome = challenge(claim, context(root), Toolbox(root), run.ask, root)
        (root / "pages.py").write_text("# moved\n" + PAGES)
        last = decide(claim, outcome, rechecked((*claim.evidence, *outcome.evidence), root, None))
    assert isinstance(last, Dropped)
    assert last.reason is DropReason.EVIDENCE_FAILED


def test_a_claim_that_nobody_planted_is_refuted(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    with AnthropicDouble(good_reviewer([BUG])) as claude, asking() as run:
        point(monkeypatch, "opus", claude)
        (claim,) = review(context(root), run.ask).claims
        last = decided(claim.model_copy(update={"title": "It is too slow", "message": "It loops."}), root, run)
    assert isinstance(last, Dropped)
    assert last.reason is DropReason.REFUTED
