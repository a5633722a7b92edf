"""Progress is a live bar on a terminal, a few lines in a log, and nothing where nobody asked for it."""

from io import StringIO

import pytest
from rich.console import Console

from app.domain.errors import UserError
from worker.cli.progress import Bar, Lines, Silent, shown


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_stage_of_ten_thousand_files_is_one_line(clock: Clock) -> None:
    log = StringIO()
    lines = Lines(log, clock)
    lines.stage("review", 10_000)
    for number in range(10_000):
        lines.advance(findings=number // 1000, usd=0.25)
    clock.now = 59.9
    lines.finish()
    assert log.getvalue() == "review: 10000/10000, 1 min 0 s, 9 findings, $0.25\n"


def test_a_long_stage_shows_a_sign_of_life_once_a_minute(clock: Clock) -> None:
    log = StringIO()
    lines = Lines(log, clock)
    lines.stage("review", 600)
    for _ in range(600):
        clock.now += 0.5
        lines.advance()
    lines.finish()
    assert log.getvalue().splitlines() == [
        "review: 120/600, 1 min 0 s…",
        "review: 240/600, 2 min 0 s…",
        "review: 360/600, 3 min 0 s…",
        "review: 480/600, 4 min 0 s…",
        "review: 600/600, 5 min 0 s…",
        "review: 600/600, 5 min 0 s",
    ]


def ended_by(error: BaseException, log: StringIO) -> None:
    with shown(log) as progress:
        progress.stage("prove", 10)
        progress.advance(3)
        raise error


def test_a_stage_that_is_refused_is_not_told_as_done() -> None:
    log = StringIO()
    with pytest.raises(UserError):
        ended_by(UserError("There is no such folder."), log)
    assert log.getvalue() == ""


def test_a_stage_that_is_stopped_is_told_as_far_as_it_came() -> None:
    log = StringIO()
    with pytest.raises(KeyboardInterrupt):
        ended_by(KeyboardInterrupt(), log)
    assert log.getvalue().startswith("prove: 3/10, ")


def test_totals_of_findings_and_dollars_go_on_from_stage_to_stage(clock: Clock) -> None:
    log = StringIO()
    lines = Lines(log, clock)
    lines.stage("prove", 1)
    lines.advance(findings=3)
    lines.stage("recheck", None)
    lines.advance()
    lines.finish()
    assert log.getvalue().splitlines() == ["prove: 1/1, 0.0 s, 3 findings", "recheck: 0.0 s, 3 findings"]


def test_a_note_cannot_forge_a_second_line(clock: Clock) -> None:
    log = StringIO()
    Lines(log, clock).note("budget reached\nreview: 9/9\x1b[2J")
    assert log.getvalue() == "note: budget reached review: 9/9 [2J\n"


def test_the_bar_shows_stage_files_findings_and_dollars() -> None:
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, width=120, color_system=None)
    with Bar(console) as bar:
        bar.stage("review", 8)
        bar.advance(3, findings=2, usd=0.5)
        bar.note("[bold]a note[/bold]")
    text = screen.getvalue()
    for part in ("review", "3/8", "2 findings  $0.50", "[bold]a note[/bold]"):
        assert part in text


def test_a_pipe_gets_lines_and_the_last_stage_is_not_lost_when_the_run_fails() -> None:
    pipe = StringIO()

    def fail() -> None:
        with shown(pipe) as progress:
            progress.stage("checkout", None)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert pipe.getvalue() == "checkout: 0.0 s\n"


def test_quiet_is_silent() -> None:
    pipe = StringIO()
    with shown(pipe, quiet=True) as progress:
        assert isinstance(progress, Silent)
        progress.stage("review", 1)
        progress.advance()
        progress.note("x")
    assert pipe.getvalue() == ""
