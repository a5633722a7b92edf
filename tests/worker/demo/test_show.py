"""What the demo prints at its end, to the letter."""

from dataclasses import replace
from io import StringIO

from rich.console import Console

from worker.demo.show import Deliberated, Morning, Posted, morning

LEFT = Morning(
    repository="octo/parcels",
    review=(Posted("src/parcels/surcharges.py:16", "Dead code: `_remote_area_fee` is never used", "Nothing leads to it."),),
    summary=("Dead code: `volumetric_weight` is never used",),
    check="neutral, 2 findings (2 medium)",
    reactions="eyes, rocket",
    issues=(Posted("#2", "Dead code: `flat_rate_2019` is never used", ""),),
    models=(),
    deliberated=(),
    stages={"pull request": {"checkout": 0.31, "prove": 1.2, "in all": 74.0}},
    second_night="nothing new, nothing posted",
    run_page="http://127.0.0.1:8000/runs/3f",
)

SHOWN = """\

octocat wrote /anatoly audit on pull request #1 of octo/parcels, and got
  1 review comment, reactions eyes, rocket
  src/parcels/surcharges.py:16  Dead code: `_remote_area_fee` is never used
    Nothing leads to it.
  in the summary  Dead code: `volumetric_weight` is never used
  check run  neutral, 2 findings (2 medium)

In the night 1 issue opened
  #2  Dead code: `flat_rate_2019` is never used

The second night
  nothing new, nothing posted

No tier is set: only what can be proven without a model was looked for

How long it took
  pull request  checkout 0.3 s, prove 1.2 s, in all 1 min 14 s

The page to open (for as long as the demo stays up: on a terminal, or with `anatoly demo --stay`)
  http://127.0.0.1:8000/runs/3f
"""


def shown(left: Morning) -> str:
    written = StringIO()
    morning(left, Console(file=written, width=100, highlight=False, color_system=None))
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines()) + "\n"


def test_the_morning_is_shown_with_places_issues_check_page_and_times() -> None:
    assert shown(LEFT) == SHOWN


def test_with_models_it_shows_what_they_were_asked_and_how_each_claim_fared() -> None:
    claim = Deliberated("src/a.py:3", "Divides by zero", "upheld", "No guard in any caller.")
    text = shown(replace(LEFT, models=("haiku  12 calls, 3,400 tokens in, 210 out, $0.00",), deliberated=(claim,)))
    assert "haiku  12 calls" in text
    assert "upheld  src/a.py:3  Divides by zero" in text
    assert "No guard in any caller." in text
    assert "No tier is set" not in text


def test_a_title_cannot_paint_or_forge_a_link() -> None:
    text = shown(replace(LEFT, issues=(Posted("#2", "\x1b[31mred [link=http://evil]x[/link]", ""),)))
    assert "\x1b" not in text
    assert "[link=http://evil]" in text


def test_a_long_address_is_not_cut_in_two() -> None:
    address = f"http://127.0.0.1:8000/runs/{'f' * 120}"
    assert address in shown(replace(LEFT, run_page=address))
