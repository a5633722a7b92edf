"""The eight axes an audit looks along, and the verdicts each can give."""

from enum import StrEnum


class Axis(StrEnum):
    """One question asked of every file."""

    UTILITY = "utility"
    DUPLICATION = "duplication"
    CORRECTION = "correction"
    OVERENGINEERING = "overengineering"
    TESTS = "tests"
    BEST_PRACTICES = "best_practices"
    DOCUMENTATION = "documentation"
    CONVENTIONS = "conventions"


class Severity(StrEnum):
    """How much a finding matters, most first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for high, 1 for medium, 2 for low: sorts the most severe first."""
        return list(Severity).index(self)


class Verdict(StrEnum):
    """The verdicts that are findings; the good answers (USED, UNIQUE, OK, …) never leave the building."""

    DEAD = "DEAD"
    LOW_VALUE = "LOW_VALUE"
    DUPLICATE = "DUPLICATE"
    NEEDS_FIX = "NEEDS_FIX"
    ERROR = "ERROR"
    OVER = "OVER"
    ACCEPTABLE = "ACCEPTABLE"
    WEAK = "WEAK"
    NONE = "NONE"
    WARN = "WARN"
    FAIL = "FAIL"
    PARTIAL = "PARTIAL"
    UNDOCUMENTED = "UNDOCUMENTED"
    DRIFT = "DRIFT"


VERDICTS: dict[Axis, frozenset[Verdict]] = {
    Axis.UTILITY: frozenset({Verdict.DEAD, Verdict.LOW_VALUE}),
    Axis.DUPLICATION: frozenset({Verdict.DUPLICATE}),
    Axis.CORRECTION: frozenset({Verdict.NEEDS_FIX, Verdict.ERROR}),
    Axis.OVERENGINEERING: frozenset({Verdict.OVER, Verdict.ACCEPTABLE}),
    Axis.TESTS: frozenset({Verdict.WEAK, Verdict.NONE}),
    Axis.BEST_PRACTICES: frozenset({Verdict.WARN, Verdict.FAIL}),
    Axis.DOCUMENTATION: frozenset({Verdict.PARTIAL, Verdict.UNDOCUMENTED}),
    Axis.CONVENTIONS: frozenset({Verdict.DRIFT}),
}
