"""What the demo shows at its end: what a maintainer finds in the morning."""

from collections.abc import Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from worker.report.outline import count, printable, seconds


@dataclass(frozen=True, slots=True)
class Posted:
    """Something that stands on GitHub now."""

    where: str
    """`src/a.py:16`, `#2`, …"""
    title: str
    text: str
    """Its first words, Markdown."""


@dataclass(frozen=True, slots=True)
class Deliberated:
    """A claim that a model made, and how it fared."""

    where: str
    title: str
    outcome: str
    reasoning: str


@dataclass(frozen=True, slots=True)
class Morning:
    """Everything that the demo's comment and two nights left behind."""

    repository: str
    review: tuple[Posted, ...]
    summary: tuple[str, ...]
    """Findings on lines that are not in the diff: they stand in the sticky summary."""
    check: str
    reactions: str
    issues: tuple[Posted, ...]
    models: tuple[str, ...]
    """What each tier was asked, a line each; empty for a static run."""
    deliberated: tuple[Deliberated, ...]
    stages: Mapping[str, Mapping[str, float]]
    """Run → stage → seconds of work; "in all" is by the clock."""
    second_night: str
    run_page: str


def morning(left: Morning, console: Console | None = None) -> None:
    """Print it."""
    console = console or Console(highlight=False)
    _heading(console, f"octocat wrote /anatoly audit on pull request #1 of {left.repository}, and got")
    console.print(f"  {count(len(left.review), 'review comment')}, reactions {left.reactions}")
    for comment in left.review:
        _posted(console, comment)
    for title in left.summary:
        console.print(Text("  in the summary  ", style="cyan").append(printable(title), style="bold default"))
    console.print(Text("  check run  ", style="cyan").append(printable(left.check), style="default"))
    _heading(console, f"In the night {count(len(left.issues), 'issue')} opened")
    for issue in left.issues:
        _posted(console, issue)
    _heading(console, "The second night")
    console.print(f"  {printable(left.second_night)}")
    _models(console, left)
    _heading(console, "How long it took")
    for run, stages in left.stages.items():
        spent = ", ".join(f"{printable(name)} {seconds(value)}" for name, value in stages.items())
        console.print(Text(f"  {run:<14}").append(spent, style="default"))
    _heading(console, "The page to open (for as long as the demo stays up: on a terminal, or with `anatoly demo --stay`)")
    console.print(Text(f"  {left.run_page}", style="cyan"), soft_wrap=True)


def _models(console: Console, left: Morning) -> None:
    if not left.models:
        _heading(console, "No tier is set: only what can be proven without a model was looked for")
        return
    _heading(console, "What the models were asked")
    for asked in left.models:
        console.print(f"  {printable(asked)}")
    for claim in left.deliberated:
        line = Text("  ").append(claim.outcome, style="bold").append(f"  {printable(claim.where)}  ", style="cyan")
        console.print(line.append(printable(claim.title)))
        console.print(Padding(Text(printable(claim.reasoning), style="dim"), (0, 4)))


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(printable(text), style="bold underline"))


def _posted(console: Console, posted: Posted) -> None:
    console.print(Text("  ").append(printable(posted.where), style="cyan").append(f"  {printable(posted.title)}", style="bold"))
    if posted.text:
        console.print(Padding(Text(printable(posted.text), style="dim"), (0, 4)))
