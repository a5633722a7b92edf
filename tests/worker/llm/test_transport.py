"""One request: retried by status, accounted for, paid for, and never believed when another model answers."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from pydantic import BaseModel

from tests.asking import asking, forget_tiers, point
from worker.doubles.anthropic import AnthropicDouble
from worker.doubles.anthropic_script import (
    Answer,
    Script,
    as_json,
    cut_off,
    failed,
    junk,
    misrouted,
    overloaded,
    queue,
    rate_limited,
    refusal,
)
from worker.llm.ask import Ask
from worker.llm.errors import AnswerRefused, BudgetExhausted, EndpointAway, RequestRejected, RequestTooLarge, TierUnavailable
from worker.llm.prompts import Limits, Rendered
from worker.llm.tiers import Tier
from worker.llm.transport import ATTEMPTS, RECONNECTS, retry_after


class Colour(BaseModel):
    colour: str


BLUE = as_json({"colour": "blue"})


def prompt(shared: str = "", question: str = "Which colour?", tokens: int = 100) -> Rendered:
    return Rendered(
        "colour", Tier.OPUS, "Colour", Limits(output_tokens=tokens), "You name colours.", shared, question, "t-hash", "p-hash"
    )


def paint(ask: Ask, tier: Tier = Tier.OPUS, rendered: Rendered | None = None) -> str:
    return ask.structured(tier, rendered or prompt(), Colour, lambda _: [], "only a model knows colours").colour


@pytest.fixture(autouse=True)
def _no_tiers(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_tiers(monkeypatch)


def opus(monkeypatch: pytest.MonkeyPatch, *answers: Answer | Script) -> AnthropicDouble:
    double = AnthropicDouble(queue(*answers))
    point(monkeypatch, "opus", double)
    return double


def test_an_answer_leaves_a_record_that_says_what_it_was_for_and_what_it_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    with opus(monkeypatch, BLUE) as double, asking() as run:
        assert paint(run.ask) == "blue"
    (record,) = run.records
    assert (record.tier, record.endpoint, record.model) == (Tier.OPUS, double.url, "claude-opus-5-5")
    assert (record.prompt, record.prompt_hash, record.reason) == ("colour", "p-hash", "only a model knows colours")
    assert record.outcome == "ok"
    assert record.input_tokens > 0
    assert record.usd == pytest.approx((record.input_tokens * 4 + record.output_tokens * 20) / 1e6)
    assert run.budget.spent == pytest.approx(record.usd)


def test_the_shared_part_is_paid_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = "a long file\n" * 500
    with opus(monkeypatch, BLUE, BLUE) as double, asking() as run:
        paint(run.ask, rendered=prompt(shared, "Which colour?"))
        paint(run.ask, rendered=prompt(shared, "Which shade?"))
    first, second = run.records
    assert first.cached_tokens == 0
    assert second.cached_tokens > 1000
    assert second.usd < first.usd / 5
    blocks = [seen.turns[0]["content"][0] for seen in double.requests]
    assert blocks[0] == blocks[1]
    assert blocks[0]["cache_control"] == {"type": "ephemeral"}


def test_no_sampling_parameter_goes_to_claude_and_temperature_zero_to_a_local_server(monkeypatch: pytest.MonkeyPatch) -> None:
    with opus(monkeypatch, BLUE) as claude, AnthropicDouble(queue(BLUE), alias="local-haiku") as llama, asking() as run:
        point(monkeypatch, "haiku", llama)
        paint(run.ask)
        paint(run.ask, Tier.HAIKU)
    assert "temperature" not in claude.requests[0].body
    assert llama.requests[0].body["temperature"] == 0
    assert llama.requests[0].path == "/v1/chat/completions"
    assert llama.requests[0].body["response_format"]["json_schema"]["schema"]["title"] == "Colour"
    assert run.records[1].usd == 0


@pytest.mark.parametrize(
    ("trouble", "word"),
    [(overloaded(), "overloaded"), (failed(500), "error"), (failed(503), "overloaded"), (cut_off(), "error")],
)
def test_trouble_that_passes_is_waited_out(monkeypatch: pytest.MonkeyPatch, trouble: Answer, word: str) -> None:
    with opus(monkeypatch, trouble, trouble, BLUE), asking() as run:
        assert paint(run.ask) == "blue"
    assert run.outcomes == [word, word, "ok"]
    assert run.clock.slept == [1.0, 2.0]


def test_a_rate_limit_is_obeyed_to_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    with opus(monkeypatch, rate_limited("17"), BLUE), asking() as run:
        assert paint(run.ask) == "blue"
    assert run.clock.slept == [17.0]
    assert run.records[0].usd == 0


def test_an_endpoint_that_wants_an_hour_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with opus(monkeypatch, rate_limited("3600"), BLUE) as double, asking() as run, pytest.raises(TierUnavailable, match="429"):
        paint(run.ask)
    assert run.clock.slept == []
    assert len(double.requests) == 1


def test_nobody_waits_past_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    with opus(monkeypatch, rate_limited("60"), BLUE), asking(seconds=30) as run, pytest.raises(TierUnavailable):
        paint(run.ask)
    assert run.clock.slept == []


def test_lasting_trouble_ends_after_a_fixed_number_of_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    with opus(monkeypatch, *[overloaded()] * 20) as double, asking() as run, pytest.raises(TierUnavailable, match="529"):
        paint(run.ask)
    assert len(double.requests) == len(run.records) == ATTEMPTS


def test_the_server_may_say_itself_that_trying_again_is_useless(monkeypatch: pytest.MonkeyPatch) -> None:
    never = Answer(status=500, error="api_error", headers={"x-should-retry": "false"})
    with opus(monkeypatch, never, BLUE) as double, asking() as run, pytest.raises(TierUnavailable):
        paint(run.ask)
    assert len(double.requests) == 1


def test_junk_is_tried_again_and_counted_as_paid_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with opus(monkeypatch, junk(), junk(b'{"model": "claude-opus-5-5"}'), BLUE), asking() as run:
        assert paint(run.ask) == "blue"
    assert run.outcomes == ["error", "error", "ok"]
    assert run.records[0].usd > 0, "it was answered, so it was charged: the dearest it can have been is assumed"


def test_tokens_that_count_backwards_are_junk(monkeypatch: pytest.MonkeyPatch) -> None:
    body = (
        b'{"model": "claude-opus-5-5", "content": [{"type": "text", "text": "{}"}], "stop_reason": "end_turn",'
        b' "usage": {"input_tokens": -900000, "output_tokens": 1}}'
    )
    with opus(monkeypatch, *[junk(body)] * ATTEMPTS), asking() as run, pytest.raises(TierUnavailable, match="malformed"):
        paint(run.ask)
    assert run.budget.spent > 0


def test_another_model_than_the_one_asked_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    says = pytest.raises(TierUnavailable, match="'local-haiku' where 'claude-opus-5-5' was asked")
    with opus(monkeypatch, misrouted("local-haiku")) as double, asking() as run, says:
        paint(run.ask)
    assert len(double.requests) == 1
    assert run.outcomes == ["misrouted"]


def test_a_llama_server_that_takes_any_name_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    with AnthropicDouble(queue(BLUE), alias="tiny") as llama, asking() as run:
        point(monkeypatch, "opus", llama)
        monkeypatch.setenv("ANATOLY_OPUS_MODEL", "claude-opus-5-5")
        with pytest.raises(TierUnavailable, match="'tiny'"):
            paint(run.ask)


def test_a_dated_name_is_the_same_model(monkeypatch: pytest.MonkeyPatch) -> None:
    dated = Answer(BLUE.content, model="claude-opus-5-5-20260922")
    with opus(monkeypatch, dated), asking() as run:
        assert paint(run.ask) == "blue"


def test_a_refusal_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    with opus(monkeypatch, refusal()), asking() as run, pytest.raises(AnswerRefused):
        paint(run.ask)
    assert run.outcomes == ["refused"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (failed(401), TierUnavailable),
        (failed(404), TierUnavailable),
        (failed(413), RequestTooLarge),
        (failed(400), RequestRejected),
    ],
)
def test_what_asking_again_cannot_mend_is_asked_once(
    monkeypatch: pytest.MonkeyPatch, answer: Answer, error: type[Exception]
) -> None:
    with opus(monkeypatch, answer, BLUE) as double, asking() as run, pytest.raises(error):
        paint(run.ask)
    assert len(double.requests) == 1


def test_a_wrong_key_is_said_without_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    with opus(monkeypatch, BLUE), asking() as run:
        monkeypatch.setenv("ANATOLY_OPUS_API_KEY", "sk-wrong")
        with pytest.raises(TierUnavailable, match="401") as caught:
            paint(run.ask)
    assert "sk-wrong" not in str(caught.value)


def test_a_prompt_over_the_window_of_a_local_server_is_told_from_other_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    with AnthropicDouble(queue(BLUE), alias="local-haiku", window=500) as llama, asking() as run:
        point(monkeypatch, "haiku", llama)
        with pytest.raises(RequestTooLarge):
            paint(run.ask, Tier.HAIKU, prompt("x" * 4000))


def test_nobody_listening_costs_nothing_and_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with AnthropicDouble(queue()) as gone:
        point(monkeypatch, "opus", gone)
    says = r"tier opus: .* cannot be reached; is it running\? See ANATOLY_OPUS_BASE_URL"
    with asking() as run:
        with pytest.raises(EndpointAway, match=says):
            paint(run.ask)
        assert run.clock.slept == list(RECONNECTS)
        with pytest.raises(EndpointAway, match=says):
            paint(run.ask)
    assert sum(run.clock.slept) < 5, "the second question does not wait once more"
    assert run.budget.spent == 0
    assert run.outcomes == ["error"] * (1 + len(RECONNECTS))


def test_a_refused_key_is_not_tried_again_with_every_question(monkeypatch: pytest.MonkeyPatch) -> None:
    with opus(monkeypatch, failed(401), BLUE) as double, asking() as run:
        for _ in range(2):
            with pytest.raises(EndpointAway, match="see ANATOLY_OPUS_API_KEY"):
                paint(run.ask)
    assert len(double.requests) == 1


def test_a_request_that_the_budget_does_not_cover_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    with opus(monkeypatch, BLUE) as double, asking(usd=0.001) as run, pytest.raises(BudgetExhausted):
        paint(run.ask, rendered=prompt("x" * 4000, tokens=1000))
    assert double.requests == []
    assert run.records == []


def test_parallel_requests_do_not_overshoot_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    expensive = prompt("x" * 40_000, tokens=10_000)
    monkeypatch.setenv("ANATOLY_OPUS_MAX_CONCURRENCY", "8")
    with opus(monkeypatch, *[BLUE] * 50) as double, asking(usd=1.0) as run, ThreadPoolExecutor(8) as pool:

        def one(_: int) -> bool:
            try:
                return paint(run.ask, rendered=expensive) == "blue"
            except BudgetExhausted:
                return False

        answered = list(pool.map(one, range(50)))
    assert 0 < sum(answered) == len(double.requests)
    assert run.budget.spent <= 1.0


def test_no_more_requests_at_once_than_the_endpoint_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    lock, gone_in, release = threading.Lock(), threading.Semaphore(0), threading.Event()
    inside, most = 0, 0

    def script(_: object) -> Answer:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        gone_in.release()
        release.wait(20)
        with lock:
            inside -= 1
        return BLUE

    double = AnthropicDouble(script)
    point(monkeypatch, "opus", double)
    monkeypatch.setenv("ANATOLY_OPUS_MAX_CONCURRENCY", "2")
    with double, asking() as run, ThreadPoolExecutor(6) as pool:
        waiting = [pool.submit(paint, run.ask) for _ in range(6)]
        assert gone_in.acquire(timeout=20)
        assert gone_in.acquire(timeout=20)
        release.set()
        assert [done.result(timeout=20) for done in waiting] == ["blue"] * 6
    assert most == 2


def test_a_slow_answer_is_cut_by_the_time_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()
    with opus(monkeypatch, BLUE.held(never)), asking(seconds=0.3) as run:
        try:
            with pytest.raises(TierUnavailable, match="in time"):
                paint(run.ask)
        finally:
            never.set()
    assert run.outcomes == ["timeout"]
    assert run.records[0].usd > 0, "it may have been answered, so it may have been charged"


def test_what_took_too_long_is_asked_for_once_more_only(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()
    with opus(monkeypatch, *[BLUE.held(never)] * 5) as double, asking(seconds=1.2) as run:
        try:
            with pytest.raises(TierUnavailable, match="in time"):
                paint(run.ask)
        finally:
            never.set()
    assert run.outcomes == ["timeout", "timeout"]
    assert len(double.requests) == 2


def test_a_request_that_gets_no_turn_at_a_busy_endpoint_is_given_up_and_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    arrived, release = threading.Event(), threading.Event()

    def script(_: object) -> Answer:
        arrived.set()
        release.wait(20)
        return BLUE

    double = AnthropicDouble(script)
    point(monkeypatch, "opus", double)
    monkeypatch.setenv("ANATOLY_OPUS_MAX_CONCURRENCY", "1")
    with double, asking() as patient, asking(seconds=0.1) as hurried, ThreadPoolExecutor(1) as pool:
        first = pool.submit(paint, patient.ask)
        try:
            assert arrived.wait(20)
            with pytest.raises(TierUnavailable, match="stayed busy"):
                paint(hurried.ask)
        finally:
            release.set()
        assert first.result(timeout=20) == "blue"
    assert hurried.budget.spent == 0
    assert hurried.outcomes == ["timeout"]


def test_the_sdks_own_variables_do_not_move_requests_or_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "another-secret")
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:1")
    with AnthropicDouble(queue(BLUE), alias="local-haiku", key="") as llama, asking() as run:
        point(monkeypatch, "haiku", llama)
        assert paint(run.ask, Tier.HAIKU) == "blue"
    assert "another-secret" not in str(llama.requests[0].headers)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("12", 12.0),
        ("0.5", 0.5),
        ("-3", 0.0),
        ("nan", None),
        ("Tue, 24 Nov 2026 12:00:30 GMT", 30.0),
        ("Tue, 24 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, datetime(2026, 11, 24, 12, tzinfo=UTC)) == seconds
