"""The account of one request to a model: every request leaves one, answered or not."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from worker.llm.tiers import Tier


class CallOutcome(StrEnum):
    """What became of a request."""

    OK = "ok"
    INVALID = "invalid"
    """Answered, but the answer did not hold: wrong shape, or the caller's checks failed."""
    TRUNCATED = "truncated"
    """The answer ran into `max_tokens`."""
    REFUSED = "refused"
    MISROUTED = "misrouted"
    """Another model answered than the one that was asked."""
    OVERLOADED = "overloaded"
    TIMEOUT = "timeout"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Label:
    """What a request is for."""

    prompt: str
    prompt_hash: str
    reason: str
    """Why a cheaper answer would not do."""


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One request to a model. `usd` is dollars; a request that was lost on the way counts as what it may have cost."""

    tier: Tier
    endpoint: str
    model: str
    prompt: str
    prompt_hash: str
    reason: str
    outcome: CallOutcome
    input_tokens: int
    """Those that no cache held."""
    cached_tokens: int
    output_tokens: int
    usd: float
    seconds: float


Recorder = Callable[[CallRecord], None]
