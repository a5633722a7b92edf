"""How a run's progress is shown: a live bar on a terminal, a few lines elsewhere, or nothing. Always on stderr."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress
from rich.text import Text

from app.domain.errors import UserError
from worker.progress import Progress
from worker.report.outline import count, printable, seconds

SIGN_OF_LIFE = 60.0
"""Seconds between two lines of one stage where no bar can be drawn: logs of a whole night stay readable."""


@contextmanager
def shown(stream: TextIO, *, quiet: bool = False, clock: Callable[[], float] = time.monotonic) -> Iterator[Progress]:
    """Show progress on a stream for as long as the context lasts."""
    if quiet:
        yield Silent()
        return
    console = Console(file=stream, highlight=False)
    if console.is_terminal and not console.is_dumb_terminal:
        with Bar(console) as bar:
            yield bar
        return
    lines = Lines(stream, clock)
    try:
        yield lines
    except UserError:
        # A stage that was refused did not end, and the refusal is the line to read.
        raise
    except BaseException:
        lines.finish()
        raise
    lines.finish()


class Silent:
    """Shows nothing."""

    def stage(self, name: str, total: int | None) -> None:
        """See `Progress.stage`."""

    def advance(self, n: int = 1, *, findings: int | None = None, usd: float | None = None) -> None:
        """See `Progress.advance`."""

    def note(self, text: str) -> None:
        """See `Progress.note`."""


class Lines:
    """One line per stage when it ends, one a minute while it lasts, one per note."""

    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        self._stream = stream
        self._clock = clock
        self._name = ""
        self._total: int | None = None
        self._done = 0
        self._findings = 0
        self._usd = 0.0
        self._began = self._spoke = 0.0

    def stage(self, name: str, total: int | None) -> None:
        """End the stage before, begin the next."""
        self.finish()
        self._name, self._total, self._done = name, total, 0
        self._began = self._spoke = self._clock()

    def advance(self, n: int = 1, *, findings: int | None = None, usd: float | None = None) -> None:
        """Count, and speak once a minute."""
        self._done += n
        self._findings = self._findings if findings is None else findings
        self._usd = self._usd if usd is None else usd
        if self._clock() - self._spoke >= SIGN_OF_LIFE:
            self._say("…")
            self._spoke = self._clock()

    def note(self, text: str) -> None:
        """Write it at once."""
        self._write(f"note: {printable(text)}")

    def finish(self) -> None:
        """Say what the last stage came to."""
        if self._name:
            self._say("")
            self._name = ""

    def _say(self, ending: str) -> None:
        parts = [seconds(self._clock() - self._began)]
        if self._total is not None:
            parts.insert(0, f"{self._done}/{self._total}")
        if self._findings:
            parts.append(count(self._findings, "finding"))
        if self._usd:
            parts.append(f"${self._usd:.2f}")
        self._write(f"{printable(self._name)}: {', '.join(parts)}{ending}")

    def _write(self, line: str) -> None:
        self._stream.write(line + "\n")
        self._stream.flush()


class Bar:
    """A live bar: stage, steps done, findings, dollars, time so far and time left."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live = RichProgress(
            TextColumn("{task.description}", markup=False, style="bold"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[tally]}", markup=False, style="cyan"),
            TimeElapsedColumn(),
            TimeRemainingColumn(compact=True),
            console=console,
            transient=True,
        )
        self._task: TaskID | None = None
        self._findings = 0
        self._usd = 0.0

    def __enter__(self) -> "Bar":
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def stage(self, name: str, total: int | None) -> None:
        """Replace the bar by the next stage's; without a total it only moves."""
        if self._task is not None:
            self._live.remove_task(self._task)
        self._task = self._live.add_task(printable(name), total=total, tally=self._tally())

    def advance(self, n: int = 1, *, findings: int | None = None, usd: float | None = None) -> None:
        """Move the bar."""
        self._findings = self._findings if findings is None else findings
        self._usd = self._usd if usd is None else usd
        if self._task is not None:
            self._live.update(self._task, advance=n, tally=self._tally())

    def note(self, text: str) -> None:
        """Write a line above the bar."""
        self._console.print(Text(printable(text), style="yellow"))

    def _tally(self) -> str:
        return f"{count(self._findings, 'finding')}  ${self._usd:.2f}"
