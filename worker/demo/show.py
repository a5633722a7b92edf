"""What the demo shows at its end: what a maintainer finds in the morning."""

from collections.abc import Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from worker.report.outline import count, printable, seconds


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """A comment on a line of the pull request."""

    file: str
    line: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue that the night opened."""

    number: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class CheckRun:
    """The check on the pull request's head."""

    conclusion: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Morning:
    """Everything that the demo's two nights and one comment left on GitHub."""

    repository: str
    pull_request: str
    """Its address."""
    comments: tuple[ReviewComment, ...]
    outside_diff: tuple[str, ...]
    """Findings on lines that are not in the diff: they stand in the review's summary."""
    check: CheckRun
    issues: tuple[Issue, ...]
    run_page: str
    stages: Mapping[str, float]
    """Seconds."""
    second_night: str
    """What the night after it did, one line."""


def morning(left: Morning, console: Console | None = None) -> None:
    """Print it."""
    console = console or Console(highlight=False, soft_wrap=True)
    _heading(console, f"A person wrote /anatoly audit on a pull request of {left.repository}")
    for comment in left.comments:
        _entry(console, f"{comment.file}:{comment.line}", comment.title, comment.url)
    for title in left.outside_diff:
        _entry(console, "in the summary", title, "")
    _entry(console, f"check: {left.check.conclusion}", left.check.title, left.check.url)
    _heading(console, f"In the night, {count(len(left.issues), 'issue')} opened")
    for issue in left.issues:
        _entry(console, f"#{issue.number}", issue.title, issue.url)
    _heading(console, "In the second night")
    console.print(Text(f"  {printable(left.second_night)}"))
    spent = ", ".join(f"{printable(name)} {seconds(value)}" for name, value in left.stages.items())
    _heading(console, "Look at it")
    for name, address in (("pull request", left.pull_request), ("run", left.run_page), ("time", spent)):
        console.print(Text(f"  {name:<14}").append(printable(address), style="cyan"))


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(printable(text), style="bold"))


def _entry(console: Console, where: str, title: str, url: str) -> None:
    line = Text("  ").append(printable(where), style="cyan").append(f"  {printable(title)}")
    console.print(line.append(f"\n    {printable(url)}", style="dim") if url else line)
