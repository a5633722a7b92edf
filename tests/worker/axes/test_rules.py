"""Every rule of the correction and best practices axes: it fires on what is bad, and not on what is good and looks alike."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from app.domain.axis import Axis
from tests.worker.axes import pairs_javascript, pairs_others, pairs_python, pairs_python_practices
from tests.worker.axes.planted import Pair, fired
from worker.axes.linting import defects, practices
from worker.axes.patterns.all import PATTERNS

PAIRS = {
    Axis.CORRECTION: (*pairs_python.DEFECTS, *pairs_javascript.DEFECTS, *pairs_others.DEFECTS),
    Axis.BEST_PRACTICES: (*pairs_python_practices.PRACTICES, *pairs_javascript.PRACTICES, *pairs_others.PRACTICES),
}
_ENDINGS = {
    "py": "python", "js": "javascript", "ts": "javascript", "tsx": "javascript", "go": "go", "java": "java", "cs": "csharp",
    "rs": "rust", "sh": "bash", "sql": "sql",
}  # fmt: skip


def named(pairs: Iterable[Pair]) -> list[object]:
    return [pytest.param(pair, id=f"{pair.rule}-{pair.file.replace('/', '-')}") for pair in pairs]


@pytest.mark.parametrize("pair", named([*PAIRS[Axis.CORRECTION], *PAIRS[Axis.BEST_PRACTICES]]))
def test_a_rule_fires_on_what_is_bad_and_not_on_what_is_good(pair: Pair, tmp_path: Path) -> None:
    assert pair.rule in fired(tmp_path / "bad", pair.file, pair.bad)
    assert pair.rule not in fired(tmp_path / "good", pair.file, pair.good)


@pytest.mark.parametrize("axis", list(PAIRS))
def test_no_rule_is_without_a_pair_for_a_language_that_it_knows(axis: Axis) -> None:
    shown = {(pair.rule, _ENDINGS[pair.file.rpartition(".")[2]]) for pair in PAIRS[axis]}
    known = {
        (one.told.name, language)
        for one in PATTERNS
        if one.told.axis is axis
        for language in _ENDINGS.values()
        if one.query(language)
    }
    known |= {(one.told.name, "python") for one in (*defects.RULES, *practices.RULES) if one.told.axis is axis}
    assert known == shown


def test_words_of_a_rule_are_whole_sentences_without_gaps() -> None:
    told = {one.told for one in PATTERNS} | {one.told for one in (*defects.RULES, *practices.RULES)}
    for one in told:
        assert one.message.endswith("."), one.name
        assert one.advice.endswith("."), one.name
        assert not one.title.endswith("."), one.name
