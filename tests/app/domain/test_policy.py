"""What is told where, and when a prover is not believed."""

import pytest

from app.domain.axis import VERDICTS, Axis, Severity
from app.domain.finding import Certainty, Claim, Finding, Origin
from app.domain.policy import FLOORS, Channel, file_verdicts, is_absurd, is_complete, run_verdict, told
from app.domain.run import RunVerdict


def found(axis: Axis, severity: Severity, file: str = "a.py") -> Finding:
    claim = Claim(
        axis=axis,
        rule=f"{axis}.x",
        verdict=sorted(VERDICTS[axis])[0],
        severity=severity,
        confidence=0.9,
        certainty=Certainty.PROVEN,
        origin=Origin.PROVER,
        file=file,
        symbol=None,
        line_start=1,
        line_end=1,
        title="t",
        message="m",
        evidence=(),
        body_hash="b",
    )
    return Finding(id=claim.fingerprint, claim=claim, deliberation=None)


def test_every_axis_has_its_floors() -> None:
    assert set(FLOORS) == set(Axis)


def test_a_missing_docstring_interrupts_nobody_and_a_bug_everybody() -> None:
    docstring, bug = found(Axis.DOCUMENTATION, Severity.LOW), found(Axis.CORRECTION, Severity.LOW)
    assert not any(told(docstring, channel) for channel in Channel)
    assert all(told(bug, channel) for channel in Channel)


def test_what_never_becomes_an_issue_does_not_become_one_by_being_severe() -> None:
    assert not told(found(Axis.TESTS, Severity.HIGH), Channel.ISSUE)


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([], RunVerdict.CLEAN),
        ([found(Axis.DOCUMENTATION, Severity.LOW)], RunVerdict.CLEAN),
        ([found(Axis.UTILITY, Severity.LOW)], RunVerdict.NEEDS_REFACTOR),
        ([found(Axis.UTILITY, Severity.LOW), found(Axis.CORRECTION, Severity.HIGH)], RunVerdict.CRITICAL),
        ([found(Axis.BEST_PRACTICES, Severity.HIGH)], RunVerdict.NEEDS_REFACTOR),
    ],
)
def test_the_verdict_of_a_run(findings: list[Finding], verdict: RunVerdict) -> None:
    assert run_verdict(findings, complete=True) is verdict


def test_each_file_has_a_verdict_of_its_own() -> None:
    findings = [found(Axis.CORRECTION, Severity.HIGH, "b.py"), found(Axis.UTILITY, Severity.LOW, "a.py")]
    assert file_verdicts(findings) == {"a.py": RunVerdict.NEEDS_REFACTOR, "b.py": RunVerdict.CRITICAL}


@pytest.mark.parametrize(
    ("claims", "looked_at", "absurd"),
    [(19, 19, False), (20, 100, True), (20, 134, False), (2000, 5000, True), (0, 0, False)],
)
def test_a_fifth_of_a_repository_is_not_dead(claims: int, looked_at: int, absurd: bool) -> None:
    assert is_absurd(Axis.UTILITY, claims, looked_at) is absurd


def test_what_was_not_looked_at_is_not_clean() -> None:
    assert run_verdict([], complete=is_complete(0, 0)) is RunVerdict.INCOMPLETE
    assert run_verdict([], complete=is_complete(3, 1)) is RunVerdict.INCOMPLETE
    assert run_verdict([], complete=is_complete(3, 0)) is RunVerdict.CLEAN
    assert is_complete(3, 0, broken=2)
    assert not is_complete(3, 0, broken=3)
    assert is_complete(0, 0, asked=0)
    assert run_verdict([found(Axis.UTILITY, Severity.LOW)], complete=False) is RunVerdict.NEEDS_REFACTOR
