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
    pull_page="http://127.0.0.1:9000/octo/parcels/pull/1",
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

No model is set: only what can be proven without one was looked for
  A tier (haiku, sonnet, opus) is a price class of models. With one of them set, the demo looks for
  bugs, too: ANATOLY_HAIKU_BASE_URL (a llama-server) or ANATOLY_OPUS_API_KEY; see docs/operators.md

How long it took
  pull request  checkout 0.3 s, prove 1.2 s, in all 1 min 14 s

Pages to open, up until Ctrl-C
  the pull request, as on GitHub  http://127.0.0.1:9000/octo/parcels/pull/1
  the run, as its operator sees it  http://127.0.0.1:8000/runs/3f
"""


def shown(left: Morning, *, stays: bool = True, width: int = 100) -> str:
    written = StringIO()
    morning(left, Console(file=written, width=width, highlight=False, color_system=None, soft_wrap=True), stays=stays)
    return written.getvalue()


def test_the_morning_is_shown_with_places_issues_check_page_and_times() -> None:
    assert shown(LEFT) == SHOWN


def test_no_line_is_padded_and_long_texts_are_wrapped_between_words() -> None:
    long = Posted("a.py:1", "Dead code", "word " * 60)
    lines = shown(replace(LEFT, review=(long,)), width=60).splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
    assert max(len(line) for line in lines if line.startswith("    word")) <= 60


def test_where_nothing_stays_up_no_address_is_printed() -> None:
    text = shown(LEFT, stays=False)
    assert "http" not in text.partition("How long it took")[2]
    assert "`anatoly demo --stay` keeps the pages" in text


def test_with_models_it_shows_what_they_were_asked_and_how_each_claim_fared() -> None:
    claim = Deliberated("src/a.py:3", "Divides by zero", "upheld", "No guard in any caller.")
    text = shown(replace(LEFT, models=("haiku  12 calls, 3,400 tokens in, 210 out, $0.00",), deliberated=(claim,)))
    assert "haiku  12 calls" in text
    assert "upheld  src/a.py:3  Divides by zero" in text
    assert "No guard in any caller." in text
    assert "No model is set" not in text


def test_a_title_cannot_paint_or_forge_a_link() -> None:
    text = shown(replace(LEFT, issues=(Posted("#2", "\x1b[31mred [link=http://evil]x[/link]", ""),)))
    assert "\x1b" not in text
    assert "[link=http://evil]" in text


def test_a_long_address_is_not_cut_in_two() -> None:
    address = f"http://127.0.0.1:8000/runs/{'f' * 120}"
    assert address in shown(replace(LEFT, run_page=address))
