"""Findings and runs that the tests of publishing share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Absence, GraphFact, Place, Quote, Region, Rule, Search
from app.domain.finding import Certainty, Claim, Deliberation, Finding, Origin, Related, Suggestion
from app.domain.run import RunKind
from worker.publish.facts import AuditedRun, NotAnalysed, Where

COMMIT = "3f2a9c1d5e7b8a6f4c3d2e1f0a9b8c7d6e5f4a3b"
WHERE = Where("https://github.com", "octo-org", "calc", COMMIT)

CALC = '''"""Small sums."""

from calc.io import read


def total(items):
    result = 0
    for item in items:
        result += item.price
    return result


def legacy_total(items):
    """Kept for the old report."""
    return sum(item.price for item in items)


def average(items):
    return total(items) / len(items)
'''


def dead(**changes: Any) -> Finding:
    """`legacy_total` is dead: proven."""
    text = "\n".join(CALC.split("\n")[12:15])
    claim = Claim(
        axis=Axis.UTILITY,
        rule="unreachable",
        verdict=Verdict.DEAD,
        severity=Severity.MEDIUM,
        confidence=0.97,
        certainty=Certainty.PROVEN,
        origin=Origin.PROVER,
        file="calc/sums.py",
        symbol="legacy_total",
        line_start=13,
        line_end=15,
        title="`legacy_total` is never used",
        message="No entry point of the package leads to `legacy_total`, and its name stands nowhere else.",
        suggestion=Suggestion(description="Delete the function.", replacement=""),
        evidence=(
            Quote(rechecked=True, file="calc/sums.py", line_start=13, line_end=15, text=text, how="sed -n 13,15p calc/sums.py"),
            GraphFact(rechecked=True, file="calc/sums.py", symbol="legacy_total", state="unreachable", roots=12),
            Absence(
                rechecked=True,
                pattern=r"\blegacy_total\b",
                except_regions=(Region(file="calc/sums.py", line_start=13, line_end=15),),
                how="rg --line-number '\\blegacy_total\\b'",
            ),
        ),
        body_hash="b1",
    )
    return finding(claim, None, **changes)


def bug(**changes: Any) -> Finding:
    """`average` divides by zero: likely, upheld."""
    claim = Claim(
        axis=Axis.CORRECTION,
        rule="division-by-zero",
        verdict=Verdict.NEEDS_FIX,
        severity=Severity.HIGH,
        confidence=0.86,
        certainty=Certainty.LIKELY,
        origin=Origin.REVIEWER,
        file="calc/sums.py",
        symbol="average",
        line_start=19,
        line_end=19,
        title="`average` divides by zero for an empty list",
        message=(
            "`average([])` raises `ZeroDivisionError`: nothing checks for an empty list before the division.\n\n"
            "- `report.build` calls it with whatever the file holds\n- an empty file is valid input there"
        ),
        suggestion=Suggestion(
            description="Return 0.0 for an empty list.", replacement="    return total(items) / len(items) if items else 0.0"
        ),
        evidence=(
            Quote(
                rechecked=True,
                file="calc/sums.py",
                line_start=19,
                line_end=19,
                text="    return total(items) / len(items)",
                how="sed -n 19p calc/sums.py",
            ),
            Search(
                rechecked=True,
                pattern=r"\baverage\(",
                scope=("calc/**/*.py",),
                hits=(
                    Place(file="calc/report.py", line=8, text="    mean = average(read(path))"),
                    Place(file="calc/sums.py", line=18, text="def average(items):"),
                ),
                total=2,
                how="rg --line-number '\\baverage\\(' --glob 'calc/**/*.py'",
            ),
        ),
        related=(Related(file="calc/report.py", symbol="build", line_start=8, line_end=8, relation="caller"),),
        body_hash="b2",
    )
    reasoning = "I looked for a guard in `build` and in `read`. An empty file makes `read` return an empty list."
    return finding(claim, Deliberation(outcome="upheld", rounds=2, reasoning=reasoning), **changes)


def pass_through(**changes: Any) -> Finding:
    """A low finding in a file that the pull request does not touch."""
    claim = Claim(
        axis=Axis.UTILITY,
        rule="utility.pass-through",
        verdict=Verdict.LOW_VALUE,
        severity=Severity.LOW,
        confidence=0.9,
        certainty=Certainty.PROVEN,
        origin=Origin.PROVER,
        file="calc/io.py",
        symbol="read",
        line_start=4,
        line_end=9,
        title="`read` only passes its call on",
        message="`read` does nothing but call `load` with the same arguments.",
        evidence=(
            Rule(rechecked=True, id="pass-through", tool="anatoly", file="calc/io.py", line=4, how="sed -n 4p calc/io.py"),
        ),
        body_hash="b3",
    )
    return finding(claim, None, **changes)


def finding(claim: Claim, deliberation: Deliberation | None, **changes: Any) -> Finding:
    claim = Claim.model_validate(claim.model_dump() | changes)
    return Finding(id=claim.fingerprint, claim=claim, deliberation=deliberation)


def run(**changes: Any) -> AuditedRun:
    known: dict[str, Any] = {
        "id": "5f0c1e2d3b4a49588776655443322110",
        "kind": RunKind.PULL_REQUEST,
        "installation_id": 7,
        "repository_id": 42,
        "where": WHERE,
        "page_url": "https://anatoly.example/runs/5f0c1e2d3b4a49588776655443322110",
        "full": True,
        "files_total": 14,
        "files_reviewed": 12,
        "not_analysed": (NotAnalysed("calc/generated.py", "larger than 1 MB"), NotAnalysed("data.bin", "not text")),
        "model_calls": 41,
        "usd": 0.1234,
        "pull_number": 3,
        "comment_id": 1001,
    }
    return AuditedRun(**(known | changes))


@dataclass(frozen=True)
class FakeHunk:
    """A hunk that shows the given lines of the new side."""

    lines: Sequence[int]

    def new_side(self, marks: str) -> list[int]:
        return list(self.lines)


@dataclass(frozen=True)
class FakeDiff:
    """The hunks of one file."""

    hunks: Sequence[FakeHunk]


TEXTS = {"calc/sums.py": CALC, "calc/io.py": "\n\n\ndef read(path):\n    return []\n"}


def text_of(path: str) -> str | None:
    return TEXTS.get(path)


def diffs(**lines: Sequence[Sequence[int]]) -> Mapping[str, FakeDiff]:
    """`diffs(sums=[[1, 2], [9]])`: hunks of calc/sums.py."""
    return {f"calc/{name}.py": FakeDiff([FakeHunk(hunk) for hunk in hunks]) for name, hunks in lines.items()}
