"""A likeness in meaning is computed again by the model that is built in."""

from pathlib import Path
from typing import Any

import pytest

from app.domain.evidence import Similarity
from tests.worker.index.reading import SHOUT, TOTAL, UNPAID, written
from worker.index.cards import cards
from worker.index.likeness import unlike
from worker.index.meaning import _model
from worker.source.facts import Source
from worker.source.read import read

FILES = {"a.py": TOTAL, "b.py": UNPAID, "c.py": SHOUT}


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> tuple[Source, Similarity]:
    source = written(tmp_path_factory.mktemp("meaning"), FILES)
    one, other, *_ = cards(source, as_written=False)
    code, words = _model().embed([one.code, other.code]), _model().embed([one.words, other.words])
    scores = float(code[0] @ code[1]), float(words[0] @ words[1])
    return source, Similarity(
        clone="semantic", file="a.py", symbol="open_total", line=1, other_file="b.py", other_symbol="unpaid_sum", other_line=1,
        leaves=one.member.body.size, score=round(sum(scores) / 2, 3), code_score=round(scores[0], 3),
        words_score=round(scores[1], 3), model=_model().model,
    )  # fmt: skip


def test_an_honest_one_holds(honest: tuple[Source, Similarity]) -> None:
    source, claimed = honest
    assert unlike(source, claimed) is None
    turned = claimed.model_copy(
        update={
            "file": "b.py", "symbol": "unpaid_sum", "other_file": "a.py", "other_symbol": "open_total",
            "leaves": source.files["b.py"].bodies[0].size,
        }
    )  # fmt: skip
    assert unlike(source, turned) is None


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ({"score": 0.99}, "its scores do not fit each other"),
        ({"score": 0.1, "code_score": 0.1, "words_score": 0.1}, "its scores are not those of candidates"),
        ({"code_score": None}, "its scores are not those of candidates"),
        ({"words_score": None}, "its scores are not those of candidates"),
        ({"score": 0.995, "code_score": 0.995, "words_score": 0.995}, "their likeness in "),
        ({"leaves": 7}, "open_total has "),
        ({"line": 2}, "no function open_total at a.py:2"),
        ({"other_line": 9}, "no function unpaid_sum at b.py:9"),
        ({"symbol": "closed_total"}, "no function closed_total at a.py:1"),
        ({"other_symbol": "main"}, "no function main at b.py:1"),
        ({"file": "gone.py"}, "no function open_total at gone.py:1"),
        ({"other_file": "c.py", "other_symbol": "shout_names"}, "their likeness in "),
        ({"clone": "renamed"}, "they are not the same any more"),
    ],
)
def test_an_edited_one_is_refused(honest: tuple[Source, Similarity], edit: dict[str, Any], says: str) -> None:
    source, claimed = honest
    assert (unlike(source, claimed.model_copy(update=edit)) or "").startswith(says)


def test_scores_that_are_exchanged_are_refused(honest: tuple[Source, Similarity]) -> None:
    source, claimed = honest
    assert claimed.code_score is not None
    assert claimed.words_score is not None
    shifted = {"code_score": claimed.code_score + 0.07, "words_score": claimed.words_score - 0.07}
    assert "their likeness in code is" in (unlike(source, claimed.model_copy(update=shifted)) or "")


def test_code_that_changed_since_is_looked_at_as_it_is_now(honest: tuple[Source, Similarity], tmp_path: Path) -> None:
    _, claimed = honest
    written(tmp_path, FILES | {"b.py": SHOUT.replace("shout_names", "unpaid_sum")})
    assert "their likeness in" in (unlike(read(tmp_path, FILES), claimed) or "")


def test_the_scores_of_another_model_have_to_be_those_of_candidates_at_least(honest: tuple[Source, Similarity]) -> None:
    source, claimed = honest
    other = claimed.model_copy(update={"model": "another", "score": 0.9, "code_score": 0.9, "words_score": 0.9})
    assert unlike(source, other) is None
    assert unlike(source, other.model_copy(update={"score": 0.2, "code_score": 0.2, "words_score": 0.2})) is not None
    assert unlike(source, other.model_copy(update={"other_symbol": "main"})) is not None
