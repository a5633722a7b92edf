"""`anatoly recheck`: takes a findings.json at its word and checks every piece of evidence again, offline."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from app.domain.errors import UserError
from worker.cli import DONE, FOUND
from worker.report.ground import Ground
from worker.report.model import Report, ReportedFinding
from worker.report.outline import count, place, printable

OpenGround = Callable[[Path], Ground]
"""`worker.local.open_ground`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A finding and, for each piece of its evidence, what stands against it (None: it holds)."""

    finding: ReportedFinding
    objections: tuple[tuple[str, str | None], ...]
    misstated: str | None
    """Why the finding is not what its evidence is about."""

    @property
    def stands(self) -> bool:
        """A finding without evidence does not stand."""
        return bool(self.objections) and self.misstated is None and all(why is None for _, why in self.objections)


def run(findings: Path, source: Path, open_ground: OpenGround | None = None) -> int:
    """Print what holds and what does not; return 0 when all of it does, else 1. Raises `UserError`."""
    report = Report.load(findings)
    if not source.is_dir():
        raise UserError(f"{source} is no folder: give the audited one with --source")
    ground = (open_ground or _open_ground())(source)
    commit, dirty = ground.commit, ground.dirty
    named = {finding.file for finding in report.findings}
    if named and commit != report.run.commit and not any((source / file).is_file() for file in named):
        raise UserError(f"none of the files that the report speaks of is in {source}: give the audited folder with --source")
    if report.run.commit and commit != report.run.commit:
        sys.stderr.write(f"note: the report is about {report.run.commit[:12]}, {source} is at {commit[:12] or 'no commit'}\n")
    if report.run.commit and (report.run.dirty or dirty):
        who = "the report is about a folder" if report.run.dirty else f"{source} is a folder"
        sys.stderr.write(f"note: {who} with uncommitted changes: what does not hold may have been edited since\n")
    if not report.findings:
        sys.stdout.write("nothing to check: the report has no findings\n")
        return DONE
    answers = [_answer(finding, ground) for finding in report.findings]
    _print(answers)
    return DONE if all(answer.stands for answer in answers) else FOUND


def _open_ground() -> OpenGround:
    from worker.local import open_ground

    return open_ground


def _answer(finding: ReportedFinding, ground: Ground) -> Answer:
    objections = tuple((evidence.kind, ground.check(evidence)) for evidence in finding.evidence)
    # Where the evidence is gone, that it is not claimed any more is no news.
    holds = all(why is None for _, why in objections)
    return Answer(finding, objections, ground.stated(finding) if holds and objections else None)


def _print(answers: list[Answer]) -> None:
    # soft_wrap: a path that is cut in two can neither be clicked nor copied.
    console = Console(highlight=False, soft_wrap=True)
    for answer in answers:
        finding = answer.finding
        console.print(_mark(answer.stands).append(f"{printable(place(finding))}  {printable(finding.title)}", style="default"))
        if not answer.objections:
            console.print("    no evidence is given")
        if answer.misstated:
            console.print(Text("    ").append_text(_mark(False)).append(printable(f"finding: {answer.misstated}"), "default"))
        for kind, why in answer.objections if not answer.stands else ():
            console.print(
                Text("    ").append_text(_mark(why is None)).append(printable(f"{kind}: {why or 'holds'}"), "default")
            )
    pieces = [why is None for answer in answers for _, why in answer.objections]
    hold, stand = sum(pieces), sum(answer.stands for answer in answers)
    console.print(
        f"{hold} of {count(len(pieces), 'piece')} of evidence hold{'s' if len(pieces) == 1 else ''}, "
        f"{stand} of {count(len(answers), 'finding')} stand{'s' if len(answers) == 1 else ''}"
    )


def _mark(holds: bool) -> Text:
    return Text("✔ ", style="green") if holds else Text("✘ ", style="red")
