"""A local audit finds functions that do the same under other names, and goes on where it cannot look for them."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.axis import Axis
from app.domain.evidence import Quote, Similarity
from app.domain.finding import Finding
from app.settings import settings
from tests.asking import forget_tiers, point
from tests.worker.index.reading import SHOUT, TOTAL, UNPAID
from tests.worker.index.serving import Server
from tests.worker.test_local import Watching, run
from worker.doubles.anthropic import AnthropicDouble
from worker.doubles.anthropic_script import PlantedTwins, good_reviewer
from worker.index import endpoint
from worker.index.minilm import MiniLM
from worker.local import audit, open_ground
from worker.progress import AuditOptions
from worker.report.model import ReportedFinding

COPY = """\
def {0}(goods, limit):
    kept = []
    for one in goods:
        if one.weight > limit:
            kept.append(one.label.strip())
    return kept
"""
SHOP = {
    "shop/__init__.py": "",
    "shop/a.py": TOTAL,
    "shop/b.py": UNPAID,
    "shop/c.py": SHOUT,
    "shop/d.py": COPY.format("heavy"),
    "shop/e.py": COPY.format("too_heavy"),
    "main.py": "from shop.a import open_total\nfrom shop.b import unpaid_sum\nfrom shop.c import shout_names\n"
    "from shop.d import heavy\nfrom shop.e import too_heavy\n\n"
    "print(open_total([], 1), unpaid_sum([], 1), shout_names([], '!'))\n"
    "print(unpaid_sum([], 2), heavy([], 1), too_heavy([], 2))\n",
}
PAIR = PlantedTwins("open_total", "unpaid_sum", "The sum of what is unpaid, times a rate.", "shop/a.py", "    amount = 0")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A folder with two functions that do the same, and a copy."""
    for path, text in SHOP.items():
        (tmp_path / "shop" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "shop" / path).write_text(text)
    return tmp_path / "shop"


@pytest.fixture(autouse=True)
def models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[AnthropicDouble]:
    forget_tiers(monkeypatch)
    monkeypatch.setenv("ANATOLY_DATA_DIR", str(tmp_path / "data"))
    with AnthropicDouble(good_reviewer([], [PAIR])) as double:
        point(monkeypatch, "opus", double)
        settings.cache_clear()
        yield double
    settings.cache_clear()


def by_rule(findings: list[Finding]) -> dict[str, Finding]:
    return {finding.claim.rule: finding for finding in findings}


def compared(models: AnthropicDouble) -> int:
    return len([seen for seen in models.requests if seen.schema == "TwinsAnswer"])


def test_a_planted_pair_is_found_upheld_and_vouched_for(shop: Path, models: AnthropicDouble) -> None:
    facts, findings = run(shop)
    found = by_rule(findings)
    assert set(found) == {"duplication.semantic", "duplication.exact"}
    twin = found["duplication.semantic"]
    assert (twin.claim.file, twin.claim.symbol) == ("shop/b.py", "unpaid_sum"), "the documented one stays"
    assert twin.deliberation is not None
    assert twin.deliberation.outcome == "upheld"
    (similar,) = (one for one in twin.claim.evidence if isinstance(one, Similarity))
    assert similar.model == MiniLM.model
    assert {one.file for one in twin.claim.evidence if isinstance(one, Quote)} >= {"shop/a.py", "shop/b.py"}
    assert all(one.rechecked and one.how for one in twin.claim.evidence)
    assert "index" in facts["stages"]
    assert compared(models) > 0
    assert facts["notes"] == []
    ground = open_ground(shop)
    assert [ground.check(one) for one in twin.claim.evidence] == [None] * len(twin.claim.evidence)
    assert ground.stated(ReportedFinding.of(twin)) is None


def test_edited_scores_do_not_pass_the_recheck(shop: Path) -> None:
    _, findings = run(shop)
    ground = open_ground(shop)
    (similar,) = (one for one in by_rule(findings)["duplication.semantic"].claim.evidence if isinstance(one, Similarity))
    better = similar.model_copy(update={"score": 0.99, "code_score": 0.99, "words_score": 0.99})
    assert "their likeness in" in (ground.check(better) or "")


def test_where_no_vectors_can_be_had_the_rest_is_told_and_one_line_says_so(
    shop: Path, models: AnthropicDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = Server()
    gone.close()
    monkeypatch.setenv("ANATOLY_EMBEDDINGS_BASE_URL", gone.url)
    monkeypatch.setenv("ANATOLY_EMBEDDINGS_MODEL", "m")
    monkeypatch.setenv("ANATOLY_EMBEDDINGS_API_KEY", "sk-very-secret")
    monkeypatch.setattr(endpoint, "ATTEMPTS", 1)
    facts, findings = run(shop)
    assert set(by_rule(findings)) == {"duplication.exact"}, "the copy is still told"
    (note,) = facts["notes"]
    assert note.startswith(f"Functions that do the same under other names were not looked for: {gone.url}/v1/embeddings")
    assert "is it running; see ANATOLY_EMBEDDINGS_BASE_URL" in note
    assert "\n" not in note
    assert "sk-very-secret" not in repr((facts, findings))
    assert compared(models) == 0


def test_what_was_embedded_once_is_not_embedded_again(
    shop: Path, models: AnthropicDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server()
    monkeypatch.setenv("ANATOLY_EMBEDDINGS_BASE_URL", server.url)
    monkeypatch.setenv("ANATOLY_EMBEDDINGS_MODEL", "m")

    def sent() -> list[str]:
        texts = [text for _, body, _ in server.seen for text in body["input"] if text != "probe"]
        server.seen.clear()
        return texts

    try:
        _, first = run(shop)
        assert len(sent()) == 2 * 5, "five functions, two views"
        _, second = run(shop)
        assert sent() == []
        assert set(by_rule(first)) == set(by_rule(second)) >= {"duplication.semantic"}
        (shop / "shop/c.py").write_text(f"# more\n{SHOUT.replace('upper', 'lower')}")
        (shop / "shop/a.py").write_text(f"# more\n{TOTAL}")
        run(shop)
        assert [text.partition("(")[0] for text in sent()] == ["def shout_names", "shout names "], "only what changed"
    finally:
        server.close()


def test_a_static_audit_and_other_axes_embed_nothing(shop: Path, models: AnthropicDouble, tmp_path: Path) -> None:
    facts, findings = run(shop, static=True)
    assert "duplication.semantic" not in by_rule(findings)
    assert "index" not in facts["stages"]
    assert facts["notes"] == []
    run(shop, axes=(Axis.UTILITY,))
    assert compared(models) == 0
    assert not (tmp_path / "data" / "index").exists()


def test_without_a_model_to_ask_nothing_is_embedded(shop: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    forget_tiers(monkeypatch)
    monkeypatch.setenv("ANATOLY_DATA_DIR", str(tmp_path / "data"))
    run(shop)
    assert not (tmp_path / "data" / "index").exists()


def test_the_table_of_one_folder_is_not_that_of_another(shop: Path, tmp_path: Path) -> None:
    run(shop)
    shop.rename(tmp_path / "moved")
    facts: dict[str, Any]
    facts, _ = audit(str(tmp_path / "moved"), AuditOptions(), Watching())
    assert facts["notes"] == []
    assert len(list((tmp_path / "data" / "index").iterdir())) == 2


def test_what_a_change_brings_is_compared_with_everything_and_nothing_else_is(shop: Path, models: AnthropicDouble) -> None:
    new = shop / "shop/b.py"
    text = new.read_text()
    new.unlink()
    git(shop, "init", "--quiet")
    commit(shop)
    new.write_text(text)
    (shop / "shop/c.py").write_text("# a line above\n" + SHOUT)
    commit(shop)
    _, findings = run(shop, diff_base="HEAD~1")
    twin = by_rule(findings)["duplication.semantic"]
    assert (twin.claim.file, twin.claim.symbol) == ("shop/b.py", "unpaid_sum")
    assert twin.claim.title == "`unpaid_sum` does what `open_total` does already"
    asked = [seen.text.partition("# The function")[2][:40] for seen in models.requests if seen.schema == "TwinsAnswer"]
    assert len(asked) == 1
    assert '"unpaid_sum"' in asked[0]


LARGE = """\
def heavy(goods, limit):
    kept = []
    total = 0
    for one in goods:
        if one.weight > limit and one.label:
            kept.append(one.label.strip())
            total += one.weight * one.count
    if total > limit * len(kept):
        raise ValueError("the goods are too heavy for one load")
    return sorted(kept)
"""


def test_of_an_edited_copy_nothing_is_asked(shop: Path, models: AnthropicDouble) -> None:
    edited = LARGE.replace("heavy(", "weighty(").replace("goods", "things").replace("kept", "found")
    edited = edited.replace("    found = []\n", "    if not things:\n        return []\n    found = []\n", 1)
    (shop / "shop/d.py").write_text(LARGE)
    (shop / "shop/e.py").write_text(edited)
    (shop / "main.py").write_text(SHOP["main.py"].replace("too_heavy", "weighty"))
    _, findings = run(shop)
    told = [finding.claim for finding in findings if finding.claim.rule == "duplication.near"]
    assert [{claim.symbol, claim.related[0].symbol} for claim in told] == [{"heavy", "weighty"}]
    asked = [seen.text.partition("# The function")[2] for seen in models.requests if seen.schema == "TwinsAnswer"]
    assert asked
    assert not [
        text for text in asked if "def heavy(" in text and "def weighty(" in text and _is_about(text, "heavy", "weighty")
    ]


def _is_about(text: str, one: str, other: str) -> bool:
    """Whether a question is about one of two functions, with the other among the candidates."""
    about = text.strip().partition(" ")[0].strip('"')
    return about in (one, other)


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "more")
