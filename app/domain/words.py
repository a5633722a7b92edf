"""The words of enums that people read, the same on pages and in reports."""

from app.domain.run import RunVerdict

VERDICTS: dict[RunVerdict, tuple[str, str]] = {
    RunVerdict.CLEAN: ("Clean", "nothing was found in what was looked at"),
    RunVerdict.INCOMPLETE: ("Incomplete", "nothing was found, but not everything that was asked about could be looked at"),
    RunVerdict.NEEDS_REFACTOR: ("Needs refactoring", "there are findings, none of them a severe defect"),
    RunVerdict.CRITICAL: ("Critical", "at least one finding is a defect of high severity"),
}
"""Verdict → (its name, what it means)."""
