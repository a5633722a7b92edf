"""The one place that decides verdicts of a run and what counts as severe."""

from collections.abc import Iterable

from app.domain.axis import Axis, Severity
from app.domain.finding import Finding
from app.domain.run import RunVerdict


def run_verdict(findings: Iterable[Finding]) -> RunVerdict:
    """CRITICAL with a high-severity correction finding, NEEDS_REFACTOR with any other, else CLEAN."""
    verdict = RunVerdict.CLEAN
    for finding in findings:
        if finding.claim.axis is Axis.CORRECTION and finding.claim.severity is Severity.HIGH:
            return RunVerdict.CRITICAL
        verdict = RunVerdict.NEEDS_REFACTOR
    return verdict


def publishing_order(finding: Finding) -> tuple[int, float, str, int, str]:
    """Sort key: severity, then confidence, then place; the same findings always come in the same order."""
    claim = finding.claim
    return (claim.severity.rank, -claim.confidence, claim.file, claim.line_start, finding.id)


def at_or_above(severity: Severity, floor: Severity) -> bool:
    """Whether `severity` is at least as severe as `floor`."""
    return severity.rank <= floor.rank
