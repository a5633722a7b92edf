"""The one place that decides what counts as severe, what is published where, and when we stop trusting ourselves.

Pure: findings and counts in, decisions out. Nothing else holds a threshold about publishing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.axis import Axis, Severity
from app.domain.finding import Finding
from app.domain.run import RunVerdict

INLINE = 10
"""Comments on lines in one review: more make a pull request unreadable; the rest is in the summary."""
NEW_ISSUES = 5
"""New issues of one night."""


class Channel(StrEnum):
    """Where on GitHub a finding can stand. Reports, pages and SARIF show every finding."""

    ISSUE = "issue"
    INLINE = "inline"
    SUMMARY = "summary"


_EVERYWHERE = dict.fromkeys(Channel, Severity.LOW)
FLOORS: dict[Axis, dict[Channel, Severity]] = {
    Axis.UTILITY: _EVERYWHERE,
    Axis.CORRECTION: _EVERYWHERE,
    Axis.DUPLICATION: {Channel.ISSUE: Severity.MEDIUM, Channel.INLINE: Severity.LOW, Channel.SUMMARY: Severity.LOW},
    Axis.OVERENGINEERING: {Channel.ISSUE: Severity.HIGH, Channel.INLINE: Severity.MEDIUM, Channel.SUMMARY: Severity.MEDIUM},
    Axis.BEST_PRACTICES: {Channel.ISSUE: Severity.HIGH, Channel.INLINE: Severity.MEDIUM, Channel.SUMMARY: Severity.MEDIUM},
    Axis.DOCUMENTATION: {Channel.ISSUE: Severity.MEDIUM, Channel.INLINE: Severity.MEDIUM, Channel.SUMMARY: Severity.MEDIUM},
    Axis.TESTS: {Channel.SUMMARY: Severity.MEDIUM},
    Axis.CONVENTIONS: {Channel.INLINE: Severity.MEDIUM, Channel.SUMMARY: Severity.MEDIUM},
}
"""The least severe finding of an axis that is told there; a place that is not named is never used. What people have to act on
interrupts them; what is merely so (a missing docstring) waits in the report until somebody looks."""


NO_ISSUE = frozenset({"utility.unused-import", "utility.low-value"})
"""Rules about what is tidied up in passing: nobody opens an issue for a line that goes with the next change of its file."""


def told(finding: Finding, channel: Channel) -> bool:
    """Whether a finding is told there."""
    if channel is Channel.ISSUE and finding.claim.rule in NO_ISSUE:
        return False
    floor = FLOORS[finding.claim.axis].get(channel)
    return floor is not None and at_or_above(finding.claim.severity, floor)


def run_verdict(findings: Iterable[Finding], *, complete: bool) -> RunVerdict:
    """CRITICAL with a high-severity correction finding, NEEDS_REFACTOR with any other that is worth a line, else CLEAN.

    A run that found nothing and is not `complete` is INCOMPLETE: what was not looked at is not clean.
    """
    verdict = RunVerdict.CLEAN if complete else RunVerdict.INCOMPLETE
    for finding in findings:
        if finding.claim.axis is Axis.CORRECTION and finding.claim.severity is Severity.HIGH:
            return RunVerdict.CRITICAL
        if told(finding, Channel.SUMMARY):
            verdict = RunVerdict.NEEDS_REFACTOR
    return verdict


def file_verdicts(findings: Iterable[Finding]) -> dict[str, RunVerdict]:
    """The verdict of each file that has findings, by the same rule."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.claim.file, []).append(finding)
    return {file: run_verdict(those, complete=True) for file, those in sorted(by_file.items())}


def is_complete(understood: int | None, unanswered: int, *, asked: int | None = None, broken: int = 0) -> bool:
    """Whether a run looked at what it was asked about: at some file that it understood, and no question left open.

    `understood` counts the files of an understood language, `broken` those of them that could not be read in full, and `asked`
    all that the run was limited to; None where an older version did not count. Where nothing was asked (nothing changed),
    nothing is missing. Some files that were read in part are listed beside the verdict: what is whole in them was looked at.
    """
    return (asked == 0 or understood is None or understood > broken) and not unanswered


def publishing_order(finding: Finding) -> tuple[int, float, str, int, str]:
    """Sort key: severity, then confidence, then place; the same findings always come in the same order."""
    claim = finding.claim
    return (claim.severity.rank, -claim.confidence, claim.file, claim.line_start, finding.id)


def at_or_above(severity: Severity, floor: Severity) -> bool:
    """Whether `severity` is at least as severe as `floor`."""
    return severity.rank <= floor.rank


@dataclass(frozen=True, slots=True)
class Muted:
    """An axis that says nothing about a language in a run, because it would have said too much to be right."""

    axis: Axis
    language: str
    claims: int
    looked_at: int
    """How many things the claims were made about (symbols, files)."""


ABSURD: dict[Axis, float] = {
    Axis.UTILITY: 0.15,
    Axis.DUPLICATION: 0.15,
    Axis.OVERENGINEERING: 0.15,
    Axis.CORRECTION: 0.15,
    Axis.BEST_PRACTICES: 0.5,
    Axis.TESTS: 0.6,
    Axis.DOCUMENTATION: 0.6,
    Axis.CONVENTIONS: 0.1,
}
"""The share of what was looked at from which on a prover's claims say more about the prover, or about a choice that the
repository made as a whole, than about the code."""
PER_FILE = frozenset({"utility.unused-import"})
"""Rules that make one claim a file and are no measure of how much of an axis is wrong."""
FEW = 20
"""So few claims are never absurd: a small project can be half dead."""


def is_absurd(axis: Axis, claims: int, looked_at: int) -> bool:
    """Whether the claims of an axis about one language are too many to be believed."""
    limit = ABSURD.get(axis)
    return limit is not None and claims >= FEW and claims > limit * looked_at
