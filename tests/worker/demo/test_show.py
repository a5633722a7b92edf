"""What the demo prints at its end, to the letter."""

from dataclasses import replace
from io import StringIO

from rich.console import Console

from worker.demo.show import CheckRun, Issue, Morning, ReviewComment, morning

LEFT = Morning(
    repository="octo/parcels",
    pull_request="http://127.0.0.1:9000/octo/parcels/pull/1",
    comments=(
        ReviewComment(
            "src/parcels/surcharges.py",
            16,
            "Nothing uses `_remote_area_fee`",
            "http://127.0.0.1:9000/octo/parcels/pull/1#r1",
        ),
    ),
    outside_diff=("Nothing uses `volumetric_weight` any more",),
    check=CheckRun("neutral", "2 findings", "http://127.0.0.1:9000/octo/parcels/runs/5"),
    issues=(Issue(2, "Nothing uses `flat_rate_2019`", "http://127.0.0.1:9000/octo/parcels/issues/2"),),
    run_page="http://127.0.0.1:8000/runs/3f",
    stages={"checkout": 0.31, "prove": 1.2, "publish": 74.0},
    second_night="nothing new: 0 issues opened, 5 known",
)

SHOWN = """\

A person wrote /anatoly audit on a pull request of octo/parcels
  src/parcels/surcharges.py:16  Nothing uses `_remote_area_fee`
    http://127.0.0.1:9000/octo/parcels/pull/1#r1
  in the summary  Nothing uses `volumetric_weight` any more
  check: neutral  2 findings
    http://127.0.0.1:9000/octo/parcels/runs/5

In the night, 1 issue opened
  #2  Nothing uses `flat_rate_2019`
    http://127.0.0.1:9000/octo/parcels/issues/2

In the second night
  nothing new: 0 issues opened, 5 known

Look at it
  pull request  http://127.0.0.1:9000/octo/parcels/pull/1
  run           http://127.0.0.1:8000/runs/3f
  time          checkout 0.3 s, prove 1.2 s, publish 1 min 14 s
"""


def shown(left: Morning, *, terminal: bool = False, width: int = 100) -> str:
    written = StringIO()
    console = Console(file=written, width=width, highlight=False, soft_wrap=True, force_terminal=terminal, color_system=None)
    morning(left, console)
    return written.getvalue()


def test_the_morning_is_shown_with_places_issues_check_pages_and_times() -> None:
    assert shown(LEFT) == SHOWN


def test_addresses_stay_whole_on_a_narrow_terminal() -> None:
    assert "http://127.0.0.1:9000/octo/parcels/pull/1#r1\n" in shown(LEFT, width=30)


def test_a_title_cannot_command_the_terminal() -> None:
    left = replace(LEFT, issues=(Issue(2, "\x1b[2J\x07[red]gone[/red]", "u"),))
    text = shown(left, terminal=True)
    assert "\x1b[2J" not in text
    assert "[red]gone[/red]" in text
