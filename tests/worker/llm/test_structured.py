"""A structured answer is checked, mended at most twice, and given up with what was wrong."""

import pytest
from pydantic import BaseModel, Field

from tests.asking import asking, forget_tiers, point
from worker.doubles.anthropic import AnthropicDouble
from worker.doubles.anthropic_script import Answer, as_json, queue, say, truncated
from worker.llm.ask import Ask
from worker.llm.errors import AnswerInvalid, PromptError, TierUnavailable
from worker.llm.prompts import Limits, Rendered
from worker.llm.tiers import Tier


class Guess(BaseModel):
    number: int = Field(ge=0, le=100)


PROMPT = Rendered("guess", Tier.HAIKU, "Guess", Limits(output_tokens=50), "You guess.", "", "Guess a number.", "t", "p")


def even(guess: Guess) -> list[str]:
    return [] if guess.number % 2 == 0 else [f"{guess.number} is odd; give an even number"]


def guess(ask: Ask) -> int:
    return ask.structured(Tier.OPUS, PROMPT, Guess, even, "no table holds it").number


@pytest.fixture(params=["claude", "llama"])
def double(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AnthropicDouble:
    """Both doors: structured outputs at Anthropic, response_format at llama-server."""
    forget_tiers(monkeypatch)
    double = AnthropicDouble(queue(), alias="local-haiku" if request.param == "llama" else None)
    point(monkeypatch, "opus", double)
    return double


def test_a_wrong_answer_is_mended_with_everything_in_view(double: AnthropicDouble) -> None:
    double.script = queue(as_json({"number": 7}), as_json({"number": 300}), as_json({"number": 8}))
    with double, asking() as run:
        assert guess(run.ask) == 8
    assert run.outcomes == ["invalid", "invalid", "ok"]
    last = double.requests[2]
    for part in ("You guess.", "Guess a number.", '{"number": 7}', "7 is odd; give an even number", '{"number": 300}', "100"):
        assert part in last.text
    assert [turn["role"] for turn in last.turns if turn["role"] != "system"] == [
        "user",
        "assistant",
        "user",
        "assistant",
        "user",
    ]


def test_after_two_repairs_it_is_given_up_with_the_last_answer_of_the_right_shape(double: AnthropicDouble) -> None:
    double.script = queue(
        as_json({"number": 7}), say("I would rather not"), as_json({"number": "many"}), as_json({"number": 2})
    )
    with double, asking() as run, pytest.raises(AnswerInvalid, match="number") as caught:
        guess(run.ask)
    assert len(double.requests) == 3
    assert caught.value.answer == Guess(number=7)
    assert "\n" not in str(caught.value)


def test_an_answer_that_was_cut_off_is_not_read_even_if_it_parses(double: AnthropicDouble) -> None:
    double.script = queue(truncated('{"number": 4}'), truncated(""), as_json({"number": 6}))
    with double, asking() as run:
        assert guess(run.ask) == 6
    assert run.outcomes == ["truncated", "truncated", "ok"]
    assert "cut off at 50 tokens" in double.requests[1].text


def test_thinking_before_the_answer_is_skipped(double: AnthropicDouble) -> None:
    thinking = {"type": "thinking", "thinking": "", "signature": "double"}
    double.script = queue(Answer((thinking, *as_json({"number": 3}).content)), as_json({"number": 4}))
    with double, asking() as run:
        assert guess(run.ask) == 4


def test_the_problems_told_cannot_pose_as_ours(double: AnthropicDouble) -> None:
    double.script = queue(as_json({"number": 7}), as_json({"number": 8}))
    with double, asking() as run:
        guess(run.ask)
    assert "<untrusted-" in double.requests[1].text.rpartition("That answer cannot be used")[2]


def test_without_a_tier_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_tiers(monkeypatch)
    with asking() as run, pytest.raises(TierUnavailable, match="ANATOLY_OPUS_BASE_URL"):
        guess(run.ask)


def test_a_prompt_is_asked_for_its_own_schema_only(double: AnthropicDouble) -> None:
    class Other(BaseModel):
        number: int

    with double, asking() as run, pytest.raises(PromptError, match="asks for Guess, not for Other"):
        run.ask.structured(Tier.OPUS, PROMPT, Other, lambda _: [], "test")
