"""The figures that are published are those of the code, and utility never claims what is not so."""

from functools import cache
from pathlib import Path

from app.domain.axis import Axis
from benchmarks.accuracy import Score, score, table

PUBLISHED = Path(__file__).parents[2] / "docs" / "accuracy.md"

scores = cache(score)


def test_the_published_table_is_the_one_that_the_code_earns() -> None:
    assert table(scores()) in PUBLISHED.read_text(), "run `make accuracy` and put the table into docs/accuracy.md"


def test_dead_code_is_claimed_without_a_mistake_and_nearly_all_of_it() -> None:
    for (axis, language), one in scores().items():
        if axis is Axis.UTILITY:
            assert (one.precision, one.recall >= 0.9) == (1.0, True), f"{language}: {one}"


def test_scores_are_computed_as_everybody_computes_them() -> None:
    assert (Score(right=3, false=1, missed=2).precision, Score(right=3, missed=2).recall) == (0.75, 0.6)
    assert Score(right=1, false=1, missed=1).f1 == 0.5
    assert (Score().precision, Score().recall) == (1.0, 1.0)
