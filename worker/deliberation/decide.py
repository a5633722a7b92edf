"""Which claims become findings. Pure: no I/O, no clock, no model."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.evidence import Evidence
from app.domain.finding import Certainty, Claim, Deliberation, Finding, Origin
from worker.deliberation.outcome import Outcome, OutcomeKind


class DropReason(StrEnum):
    """Why a claim is not published."""

    REFUTED = "refuted"
    UNDECIDED = "undecided"
    UNCHALLENGED = "unchallenged"
    EVIDENCE_FAILED = "evidence_failed"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A claim that is not published."""

    claim: Claim
    reason: DropReason


def needs_challenge(claim: Claim) -> bool:
    """Whether a claim has to survive the challenger: every one that a model made, and every one that is not proven."""
    return claim.origin is Origin.REVIEWER or claim.certainty is not Certainty.PROVEN


def decide(claim: Claim, outcome: Outcome | None, checked: tuple[Evidence, ...]) -> Finding | Dropped:
    """What becomes of `claim`, given how it was challenged (None: it was not) and all its evidence as re-checked just now.

    `checked` is the claim's own evidence followed by what upheld it. One piece that does not hold is enough to drop the
    claim, and so is having none: evidence that has to be explained away is no evidence.
    """
    if outcome is not None and outcome.kind is OutcomeKind.REFUTED:
        return Dropped(claim, DropReason.REFUTED)
    if outcome is not None and outcome.kind is OutcomeKind.UNDECIDED:
        return Dropped(claim, DropReason.UNDECIDED)
    if outcome is None and needs_challenge(claim):
        return Dropped(claim, DropReason.UNCHALLENGED)
    if not checked or not all(item.rechecked for item in checked) or len(checked) < len(claim.evidence):
        return Dropped(claim, DropReason.EVIDENCE_FAILED)
    survived = (
        Deliberation(outcome="proven", rounds=0, reasoning="")
        if outcome is None
        else Deliberation(outcome="upheld", rounds=outcome.rounds, reasoning=outcome.reasoning)
    )
    return Finding(id=claim.fingerprint, claim=claim.model_copy(update={"evidence": checked}), deliberation=survived)
