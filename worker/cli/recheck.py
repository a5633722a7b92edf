"""`anatoly recheck`: takes a findings.json at its word and checks every piece of evidence again, offline."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.domain.errors import UserError
from app.domain.evidence import Evidence
from worker.cli import DONE, FOUND
from worker.report.model import Report, ReportedFinding
from worker.report.outline import count, place, printable

Check = Callable[[Evidence], Evidence]
"""Returns the evidence with `rechecked` set to what the folder says today."""

OpenGround = Callable[[Path], tuple[str, Check]]
"""`worker.local.open_ground`: a folder to (its commit or "", the check against it)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A finding and, for each piece of its evidence, whether it holds."""

    finding: ReportedFinding
    holds: tuple[tuple[str, bool], ...]

    @property
    def stands(self) -> bool:
        """A finding without evidence does not stand."""
        return bool(self.holds) and all(held for _, held in self.holds)


def run(findings: Path, source: Path, open_ground: OpenGround | None = None) -> int:
    """Print what holds and what does not; return 0 when all of it does, else 1. Raises `UserError`."""
    report = Report.load(findings)
    if not source.is_dir():
        raise UserError(f"{source} is no folder: give the audited one with --source")
    commit, check = (open_ground or _open_ground())(source)
    if report.run.commit and commit != report.run.commit:
        sys.stderr.write(f"note: the report is about {report.run.commit[:12]}, {source} is at {commit[:12] or 'no commit'}\n")
    answers = [_answer(finding, check) for finding in report.findings]
    _print(answers)
    return DONE if all(answer.stands for answer in answers) else FOUND


def _open_ground() -> OpenGround:
    from worker.local import open_ground

    return open_ground


def _answer(finding: ReportedFinding, check: Check) -> Answer:
    return Answer(finding, tuple((evidence.kind, check(evidence).rechecked) for evidence in finding.evidence))


def _print(answers: list[Answer]) -> None:
    console = Console(highlight=False)
    if answers:
        table = Table(box=None, pad_edge=False)
        table.add_column("")
        table.add_column("place", overflow="fold")
        table.add_column("finding", overflow="fold")
        table.add_column("evidence", no_wrap=True)
        for answer in answers:
            mark = Text("✔", style="green") if answer.stands else Text("✘", style="red")
            evidence = "  ".join(f"{kind}\u00a0{'✔' if held else '✘'}" for kind, held in answer.holds) or "none given"
            finding = answer.finding
            table.add_row(mark, Text(printable(place(finding))), Text(printable(finding.title)), Text(evidence))
        console.print(table)
    pieces = [held for answer in answers for _, held in answer.holds]
    console.print(
        f"{sum(pieces)} of {count(len(pieces), 'piece')} of evidence hold, "
        f"{sum(answer.stands for answer in answers)} of {count(len(answers), 'finding')} stand"
    )
