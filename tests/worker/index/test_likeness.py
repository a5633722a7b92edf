"""A similarity is looked at again in the code as it is now."""

from pathlib import Path

import pytest

from app.domain.evidence import Similarity
from tests.worker.index.copies import COPIES
from worker.index.likeness import unlike
from worker.source.read import read

ONE, OTHER, TEXT, COPY = COPIES["typescript"]


@pytest.fixture
def claimed(tmp_path: Path) -> Similarity:
    (tmp_path / ONE).write_text(TEXT)
    (tmp_path / OTHER).write_text(COPY)
    leaves = read(tmp_path, [ONE]).files[ONE].bodies[0].size
    return Similarity(
        clone="renamed", file=ONE, symbol="total", line=1, other_file=OTHER, other_symbol="openSum", other_line=1,
        leaves=leaves, score=1,
    )  # fmt: skip


def asked(root: Path, claimed: Similarity) -> str | None:
    return unlike(read(root, [ONE, OTHER]), claimed)


def test_it_holds_as_long_as_both_stay_the_same(tmp_path: Path, claimed: Similarity) -> None:
    assert asked(tmp_path, claimed) is None
    (tmp_path / OTHER).write_text(COPY.replace("found", "more"))
    assert asked(tmp_path, claimed) is None


def test_it_does_not_hold_once_one_was_changed_moved_or_removed(tmp_path: Path, claimed: Similarity) -> None:
    (tmp_path / OTHER).write_text(COPY.replace("+=", "-="))
    assert asked(tmp_path, claimed) == "they are not the same any more"
    (tmp_path / OTHER).write_text(f"\n{COPY}")
    assert asked(tmp_path, claimed) == "no function openSum at b.ts:1 that could be compared"
    (tmp_path / OTHER).write_text("export {};\n")
    assert asked(tmp_path, claimed) == "no function openSum at b.ts:1 that could be compared"
    (tmp_path / ONE).write_text("export {};\n")
    assert asked(tmp_path, claimed) == "no function total at a.ts:1 that could be compared"


def test_a_rename_is_not_exact_and_a_figure_must_be_right(tmp_path: Path, claimed: Similarity) -> None:
    assert asked(tmp_path, claimed.model_copy(update={"clone": "exact"})) == "they are not the same any more"
    assert "words and signs in common" in (asked(tmp_path, claimed.model_copy(update={"leaves": 1})) or "")
    assert "words and signs in common" in (asked(tmp_path, claimed.model_copy(update={"score": 0.5})) or "")
