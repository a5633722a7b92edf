"""The demo end to end: the embedded service, the double, the sample; static, and with a tier set."""

import re

import httpx
import pytest

from tests.worker.demo.expected import expected, expected_of_pull_request
from worker.demo.play import play
from worker.demo.show import Morning
from worker.doubles.anthropic import AnthropicDouble
from worker.doubles.anthropic_script import PlantedBug, good_reviewer


@pytest.fixture(autouse=True)
def _no_tiers(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = ("BASE_URL", "API_KEY")
    for name in ("ANTHROPIC_API_KEY", *(f"ANATOLY_{tier}_{part}" for tier in ("HAIKU", "SONNET", "OPUS") for part in parts)):
        monkeypatch.delenv(name, raising=False)


def played() -> tuple[Morning, str, str]:
    with play() as left:
        return left, httpx.get(left.run_page).text, httpx.get(left.pull_page).text


def test_without_a_model_the_proven_is_posted_and_the_second_night_posts_nothing() -> None:
    left, page, at_github = played()
    assert left.models == ()
    assert left.reactions == "eyes, rocket"
    assert [comment.where for comment in left.review] == ["src/parcels/surcharges.py:17"]
    assert len(left.summary) == 1
    assert "volumetric_weight" in left.summary[0]
    assert left.check.startswith("neutral, 2 findings")
    assert 0 < len(left.issues) <= 5
    heads = {symbol for _, symbol in expected().dead.union(*expected().clusters)}
    assert [issue.title for issue in left.issues if issue.title.split("`")[1] not in heads] == []
    assert left.second_night == "nothing new, nothing posted"
    assert "volumetric_weight" in page
    assert "Evidence (3)</summary>" in at_github
    links = re.findall(rf'href="({re.escape(left.pull_page.rpartition("/pull/")[0])}/blob/[^"#]+)', at_github)
    assert links
    assert set(left.stages) == {"pull request", "first night", "second night"}


def test_with_a_tier_set_the_bug_is_reviewed_challenged_and_posted(monkeypatch: pytest.MonkeyPatch) -> None:
    bug = PlantedBug(
        file="src/parcels/surcharges.py",
        symbol="with_surcharges",
        quote="    price = price * (1 + FUEL_PERCENT)",
        kind="logic",
        title="The surcharge multiplies the price",
        message="A surcharge of twelve per cent makes the quote thirteen times as high.",
        suggestion="Divide the percentage by a hundred.",
    )
    with AnthropicDouble(good_reviewer([bug])) as models:
        for name, value in models.environment("haiku").items():
            monkeypatch.setenv(name, value)
        left, _, _ = played()
    places = {comment.where for comment in left.review}
    (file, _), *_ = expected_of_pull_request().bugs
    assert any(place.startswith(file) for place in places - {"src/parcels/surcharges.py:17"})
    assert [claim.outcome for claim in left.deliberated] == ["upheld"]
    assert left.models
    assert left.second_night == "nothing new, nothing posted"
