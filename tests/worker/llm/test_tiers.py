"""Where tiers point, and what they cost."""

import pytest

from tests.asking import forget_tiers
from worker.llm.errors import TierMisconfigured
from worker.llm.prices import FREE, Usage
from worker.llm.tiers import Dialect, Tier, any_set, endpoint, nearest


@pytest.fixture(autouse=True)
def _no_tiers(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_tiers(monkeypatch)


def test_without_variables_the_run_is_static() -> None:
    assert [endpoint(tier) for tier in Tier] == [None, None, None]
    assert not any_set()


def test_a_local_llama_server_is_free_takes_one_request_at_a_time_and_gets_schemas_its_own_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ANATOLY_HAIKU_BASE_URL", "http://127.0.0.1:8080/v1/")
    haiku = endpoint(Tier.HAIKU)
    assert haiku is not None
    assert (haiku.base_url, haiku.model, haiku.max_concurrency) == ("http://127.0.0.1:8080", "local-haiku", 1)
    assert haiku.price == FREE
    assert haiku.dialect is Dialect.LLAMA


def test_the_environment_is_read_on_every_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANATOLY_HAIKU_BASE_URL", "http://127.0.0.1:1")
    before = endpoint(Tier.HAIKU)
    monkeypatch.setenv("ANATOLY_HAIKU_BASE_URL", "http://127.0.0.1:2")
    after = endpoint(Tier.HAIKU)
    monkeypatch.delenv("ANATOLY_HAIKU_BASE_URL")
    assert before is not None
    assert after is not None
    assert (before.base_url, after.base_url) == ("http://127.0.0.1:1", "http://127.0.0.1:2")
    assert endpoint(Tier.HAIKU) is None


def test_anthropics_own_key_sets_opus_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-secret")
    opus = endpoint(Tier.OPUS)
    assert opus is not None
    assert (opus.base_url, opus.dialect) == ("https://api.anthropic.com", Dialect.ANTHROPIC)
    assert opus.price != FREE
    assert endpoint(Tier.HAIKU) is None
    assert endpoint(Tier.SONNET) == opus, "sonnet is opus when it is not set"


def test_anthropics_own_key_is_never_sent_to_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-secret")
    monkeypatch.setenv("ANATOLY_OPUS_BASE_URL", "http://127.0.0.1:9")
    opus = endpoint(Tier.OPUS)
    assert opus is not None
    assert opus.api_key == ""


def test_with_one_tier_set_that_one_does_all_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANATOLY_HAIKU_BASE_URL", "http://127.0.0.1:8080")
    assert {nearest(tier).tier for tier in Tier} == {Tier.HAIKU}  # type: ignore[union-attr]


def test_a_key_is_in_no_printed_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANATOLY_OPUS_API_KEY", "sk-ant-secret")
    assert "sk-ant-secret" not in repr(endpoint(Tier.OPUS))
    assert "sk-ant-secret" not in str(endpoint(Tier.OPUS))


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"BASE_URL": "https://models.example.com", "MODEL": "mystery-9", "API_KEY": "k"}, "ANATOLY_HAIKU_PRICE_IN"),
        ({"API_KEY": "k", "MODEL": "claude-unheard-of-7"}, "price of claude-unheard-of-7"),
        ({"BASE_URL": "http://127.0.0.1:1", "PRICE_IN": "1"}, "PRICE_OUT"),
        ({"BASE_URL": "http://127.0.0.1:1", "PRICE_IN": "cheap", "PRICE_OUT": "1"}, "PRICE_IN is not a number"),
        ({"BASE_URL": "http://127.0.0.1:1", "PRICE_IN": "-1", "PRICE_OUT": "1"}, "from 0 up"),
        ({"BASE_URL": "http://127.0.0.1:1", "PRICE_IN": "nan", "PRICE_OUT": "1"}, "from 0 up"),
        ({"BASE_URL": "http://127.0.0.1:1", "MAX_CONCURRENCY": "0"}, "MAX_CONCURRENCY"),
        ({"BASE_URL": "127.0.0.1:8080"}, "BASE_URL is not an http"),
        ({"BASE_URL": "https://api.anthropic.com"}, "API_KEY has to be set"),
        ({"API_KEY": "k", "MODE": "batch"}, "MODE=batch is not supported"),
    ],
)
def test_a_contradiction_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], says: str) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"ANATOLY_HAIKU_{name}", value)
    with pytest.raises(TierMisconfigured) as caught:
        endpoint(Tier.HAIKU)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_prices_given_win_over_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANATOLY_OPUS_API_KEY", "k")
    monkeypatch.setenv("ANATOLY_OPUS_PRICE_IN", "2")
    monkeypatch.setenv("ANATOLY_OPUS_PRICE_OUT", "8")
    opus = endpoint(Tier.OPUS)
    assert opus is not None
    assert opus.price.cost(Usage(input_tokens=1_000_000, output_tokens=500_000)) == pytest.approx(6.0)


def test_a_request_costs_its_input_cache_and_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANATOLY_OPUS_API_KEY", "k")
    opus = endpoint(Tier.OPUS)
    assert opus is not None
    usage = Usage(input_tokens=3_000, cache_read=100_000, cache_write=2_000, output_tokens=1_000)
    # claude-opus-5-5: 1,000 plain at $4, 2,000 written at $5, 100,000 read at $0.20, 1,000 out at $20 a million
    assert opus.price.cost(usage) == pytest.approx(0.004 + 0.010 + 0.020 + 0.020)


def test_haikus_long_prompts_cost_the_second_band_in_every_respect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANATOLY_HAIKU_API_KEY", "k")
    haiku = endpoint(Tier.HAIKU)
    assert haiku is not None
    assert haiku.price.cost(Usage(100_000, 0, 0, 1_000)) == pytest.approx(0.0105)
    assert haiku.price.cost(Usage(100_001, 0, 0, 1_000)) == pytest.approx(5 * 0.0105, rel=1e-4)


def test_a_dated_model_costs_what_its_family_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANATOLY_HAIKU_API_KEY", "k")
    monkeypatch.setenv("ANATOLY_HAIKU_MODEL", "claude-haiku-4-5-20251001")
    haiku = endpoint(Tier.HAIKU)
    assert haiku is not None
    assert haiku.price.cost(Usage(input_tokens=1_000_000)) == pytest.approx(1.0)
