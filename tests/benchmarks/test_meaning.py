"""The candidates for twins on the labelled set: enough of the planted ones, few enough of all."""

from benchmarks.meaning import every, recall


def test_enough_semantic_twins_are_offered_among_five_candidates() -> None:
    share, candidates = recall(every())
    assert share >= 0.85
    assert candidates <= 5
