"""`anatoly audit`: asks the engine, writes the reports, says where they are."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from app.domain.axis import Severity
from app.domain.finding import Finding
from app.domain.policy import at_or_above
from app.logs import configure
from app.settings import Settings
from worker.cli import DONE, FOUND
from worker.cli.progress import shown
from worker.progress import AuditOptions, Progress
from worker.report import outline
from worker.report.model import Report, build
from worker.report.write import forget, prepare, write

DEFAULT_OUTPUT = Path("anatoly-report")

Engine = Callable[[str, AuditOptions, Progress], tuple[dict[str, Any], list[Finding]]]
"""`worker.local.audit`: takes source, options and progress; returns the run's facts and its findings."""


@dataclass(frozen=True, slots=True)
class Request:
    """What one command line asks for."""

    source: str
    options: AuditOptions
    formats: tuple[str, ...]
    output: Path | None
    """None: `anatoly-report`, or no files at all where the findings go to stdout."""
    fail_on: Severity | None
    quiet: bool
    print_json: bool


def run(request: Request, engine: Engine | None = None) -> int:
    """Audit, report, and return the exit code. Errors are `UserError` or `CheckoutError`, with one line for the user."""
    engine = engine or _engine()
    folder = request.output or (None if request.print_json else DEFAULT_OUTPUT)
    if folder is not None:
        prepare(folder)
    _log_to_stderr()
    try:
        with shown(sys.stderr, quiet=request.quiet) as progress:
            facts, findings = engine(request.source, request.options, progress)
    except BaseException:
        # However it ends, Ctrl-C included: an empty folder would look like a report.
        if folder is not None:
            forget(folder)
        raise
    report = build(facts, findings)
    written = write(report, folder, request.formats) if folder is not None else []
    if request.print_json:
        sys.stdout.write(report.to_json())
    elif not request.quiet:
        _summary(report, written)
    return FOUND if _fails(report, request.fail_on) else DONE


def _engine() -> Engine:
    from worker.local import audit

    return audit


def _log_to_stderr() -> None:
    # Unconfigured, structlog writes to stdout, which is the findings' own. Here a person reads along: only what they ask for.
    configured = Settings()
    asked = "log_level" in configured.model_fields_set
    configure(configured if asked else configured.model_copy(update={"log_level": "ERROR"}))


def _fails(report: Report, floor: Severity | None) -> bool:
    return floor is not None and any(at_or_above(finding.severity, floor) for finding in report.findings)


def _summary(report: Report, written: list[Path]) -> None:
    # soft_wrap: a path that is cut in two can neither be clicked nor copied.
    console = Console(highlight=False, soft_wrap=True)
    styles = {"CLEAN": "bold green", "INCOMPLETE": "bold yellow", "NEEDS_REFACTOR": "bold yellow", "CRITICAL": "bold red"}
    verdict = Text(outline.verdict(report.run), style=styles[report.run.verdict.value])
    console.print(verdict.append(f": {outline.headline(report)}", style="not bold default"))
    for finding in outline.first_steps(report):
        line = Text("  ").append(outline.printable(finding.severity).ljust(7), style="bold")
        line.append(outline.printable(outline.place(finding)), style="cyan").append(f"  {outline.printable(finding.title)}")
        console.print(line)
    rest = len(report.findings) - outline.FIRST_STEPS
    if rest > 0:
        console.print(f"  and {rest:,} more")
    console.print(outline.mode(report.run))
    for note in report.run.notes:
        console.print(Text(f"note: {outline.printable(note)}", style="yellow"))
    for path in written:
        console.print(Text(f"wrote {path}"))
