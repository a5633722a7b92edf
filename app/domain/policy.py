"""The one place that decides verdicts of a run and what counts as severe."""

from collections.abc import Iterable

from app.domain.axis import Axis, Severity
from app.domain.finding import Finding
from app.domain.run import RunVerdict


def run_verdict(findings: Iterable[Finding], *, complete: bool) -> RunVerdict:
    """CRITICAL with a high-severity correction finding, NEEDS_REFACTOR with any other, else CLEAN.

    A run that found nothing and is not `complete` is INCOMPLETE: what was not looked at is not clean.
    """
    verdict = RunVerdict.CLEAN if complete else RunVerdict.INCOMPLETE
    for finding in findings:
        if finding.claim.axis is Axis.CORRECTION and finding.claim.severity is Severity.HIGH:
            return RunVerdict.CRITICAL
        verdict = RunVerdict.NEEDS_REFACTOR
    return verdict


def is_complete(understood: int | None, broken: int, unanswered: int) -> bool:
    """Whether a run looked at what it was asked about: files of an understood language, all whole, no question left open.

    `understood` counts those files; None where an older version did not count them.
    """
    return understood != 0 and not broken and not unanswered


def publishing_order(finding: Finding) -> tuple[int, float, str, int, str]:
    """Sort key: severity, then confidence, then place; the same findings always come in the same order."""
    claim = finding.claim
    return (claim.severity.rank, -claim.confidence, claim.file, claim.line_start, finding.id)


def at_or_above(severity: Severity, floor: Severity) -> bool:
    """Whether `severity` is at least as severe as `floor`."""
    return severity.rank <= floor.rank
