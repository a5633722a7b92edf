"""The labelled twins: what is claimed of them, and that the page says so."""

from pathlib import Path

from benchmarks.twins import PROVEN, TWINS, every, labels_of, table

PAGE = Path(__file__).parents[2] / "docs/accuracy.md"


def test_no_copy_is_claimed_that_is_none_and_the_page_has_the_figures() -> None:
    scores = every()
    assert {language: one.false for language, one in scores.items()} == {language: set() for language in scores}
    for language, one in scores.items():
        assert one.right["exact"] == one.planted["exact"], language
    assert table(scores) in PAGE.read_text()


def test_the_set_is_as_large_as_it_says() -> None:
    every_label = [labels_of(folder) for folder in sorted(TWINS.iterdir()) if (folder / "labels.toml").is_file()]
    assert len(every_label) == 4
    assert sum(len(one.twins) for one in every_label) >= 60
    assert sum(len(one.different) for one in every_label) >= 300
    assert {kind for one in every_label for kind in one.twins.values()} > set(PROVEN)
    for one in every_label:
        assert not one.different & one.twins.keys()
