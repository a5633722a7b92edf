"""The words of enums that people read, the same on pages and in reports."""

from app.domain.axis import Axis
from app.domain.evidence import Similarity
from app.domain.run import RunVerdict

VERDICTS: dict[RunVerdict, tuple[str, str]] = {
    RunVerdict.CLEAN: ("Clean", "nothing was found that asks for action"),
    RunVerdict.INCOMPLETE: ("Incomplete", "nothing was found, but not everything that was asked about could be looked at"),
    RunVerdict.NEEDS_REFACTOR: ("Needs refactoring", "there are findings, none of them a bug of high severity"),
    RunVerdict.CRITICAL: ("Critical", "at least one finding is a bug of high severity"),
}
"""Verdict → (its name, what it means)."""

AXES: dict[Axis, str] = {
    Axis.UTILITY: "Code that nothing uses",
    Axis.DUPLICATION: "The same code twice",
    Axis.CORRECTION: "Code that does the wrong thing",
    Axis.OVERENGINEERING: "More machinery than the task needs",
    Axis.TESTS: "Missing or weak tests",
    Axis.BEST_PRACTICES: "Known bad habits",
    Axis.DOCUMENTATION: "Missing or wrong documentation",
    Axis.CONVENTIONS: "Departures from the repository's own style",
}
"""What each axis asks."""

DROPPED = {
    "refuted": "the challenger disproved it",
    "undecided": "the challenger could not decide",
    "unchallenged": "no model was there to challenge it",
    "evidence_failed": "its evidence did not hold when checked again",
}
"""Why a claim is no finding."""

ALIKE = {
    "exact": "the same but for layout and comments",
    "renamed": "the same but for the names of parameters and variables",
    "near": "the same but for small changes",
    "inline": "the same where the one is written out in the other",
    "semantic": "judged to do the same",
}
"""How two functions are alike."""


def measured(alike: Similarity) -> str:
    """Say by how much two functions are alike, in a few words."""
    if alike.code_score is not None and alike.words_score is not None:
        return f"likeness {alike.code_score:.2f} in code and {alike.words_score:.2f} in words, by {alike.model}"
    return f"{alike.leaves:,} word{'' if alike.leaves == 1 else 's'} and signs"


STATES = {
    "unreachable": "is reached from none of",
    "test_only": "is reached from tests alone, and from none of",
    "reachable": "is reached from",
    "unknown": "could not be settled from",
}
"""What the graph says of a symbol, before the number of roots."""
