"""What the demo shows at its end: what a maintainer finds in the morning."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap

from rich.console import Console
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
    pull_page: str
    """The pull request at the stand-in for GitHub."""


def morning(left: Morning, console: Console | None = None, *, stays: bool) -> None:
    """Print it. `stays`: the pages can be opened afterwards; addresses that lead nowhere are not printed."""
    # soft_wrap: the terminal breaks lines itself, so that nothing is padded and no address is cut in two.
    console = console or Console(highlight=False, soft_wrap=True)
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
    if stays:
        _heading(console, "Pages to open, up until Ctrl-C")
        console.print(Text("  the pull request, as on GitHub  ").append(left.pull_page, style="cyan"))
        console.print(Text("  the run, as its operator sees it  ").append(left.run_page, style="cyan"))
    else:
        _heading(console, "Nothing stays up")
        console.print("  `anatoly demo --stay` keeps the pages: the review as on GitHub, and the run as its operator sees it")


def _models(console: Console, left: Morning) -> None:
    if not left.models:
        _heading(console, "No model is set: only what can be proven without one was looked for")
        console.print("  A tier (haiku, sonnet, opus) is a price class of models. With one of them set, the demo looks for")
        console.print("  bugs, too: ANATOLY_HAIKU_BASE_URL (a llama-server) or ANATOLY_OPUS_API_KEY; see docs/operators.md")
        return
    _heading(console, "What the models were asked")
    for asked in left.models:
        console.print(f"  {printable(asked)}")
    for claim in left.deliberated:
        line = Text("  ").append(claim.outcome, style="bold").append(f"  {printable(claim.where)}  ", style="cyan")
        console.print(line.append(printable(claim.title)))
        _indented(console, claim.reasoning)


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(printable(text), style="bold underline"))


def _posted(console: Console, posted: Posted) -> None:
    console.print(Text("  ").append(printable(posted.where), style="cyan").append(f"  {printable(posted.title)}", style="bold"))
    if posted.text:
        _indented(console, posted.text)


def _indented(console: Console, text: str) -> None:
    for line in wrap(printable(text), max(console.width - 4, 40), break_long_words=False, break_on_hyphens=False):
        console.print(Text(f"    {line}", style="dim"))
