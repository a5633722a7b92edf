"""What a challenge came to."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.evidence import Evidence


class OutcomeKind(StrEnum):
    """Whether a claim survived. Only `upheld` is published."""

    UPHELD = "upheld"
    REFUTED = "refuted"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a claim fared against a challenger that tried to disprove it."""

    kind: OutcomeKind
    evidence: tuple[Evidence, ...]
    """What upholds the claim; empty unless it is upheld."""
    counter_evidence: tuple[Evidence, ...]
    """What speaks against it; empty unless it is refuted."""
    reasoning: str
    rounds: int
    """Answered requests, over all tiers that were asked."""
    tried: str
    """What the challenger did to disprove it."""
