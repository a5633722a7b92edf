"""A similarity is looked at again in the code as it is now."""

from pathlib import Path

import pytest

from app.domain.evidence import Similarity
from tests.worker.index.copies import COPIES
from tests.worker.index.test_inline import HELPER, WITHIN
from tests.worker.index.test_near import OPEN, OTHER
from worker.index.code import Codes
from worker.index.likeness import unlike
from worker.index.near import near as edited
from worker.source.read import read

ONE, SECOND, TEXT, COPY = COPIES["typescript"]
EDITED = OTHER.replace("    found = 0\n", '    found = 0\n    log.info("%s", path)\n')


@pytest.fixture
def claimed(tmp_path: Path) -> Similarity:
    (tmp_path / ONE).write_text(TEXT)
    (tmp_path / SECOND).write_text(COPY)
    leaves = read(tmp_path, [ONE]).files[ONE].bodies[0].size
    return Similarity(
        clone="renamed", file=ONE, symbol="total", line=1, other_file=SECOND, other_symbol="openSum", other_line=1,
        leaves=leaves, score=1,
    )  # fmt: skip


def asked(root: Path, claimed: Similarity) -> str | None:
    return unlike(read(root, [ONE, SECOND]), claimed)


def test_it_holds_as_long_as_both_stay_the_same(tmp_path: Path, claimed: Similarity) -> None:
    assert asked(tmp_path, claimed) is None
    (tmp_path / SECOND).write_text(COPY.replace("found", "more"))
    assert asked(tmp_path, claimed) is None


def test_it_does_not_hold_once_one_was_changed_moved_or_removed(tmp_path: Path, claimed: Similarity) -> None:
    (tmp_path / SECOND).write_text(COPY.replace("+=", "-="))
    assert asked(tmp_path, claimed) == "they are not the same any more"
    (tmp_path / SECOND).write_text(f"\n{COPY}")
    assert asked(tmp_path, claimed) == "no function openSum at b.ts:1 that could be compared"
    (tmp_path / SECOND).write_text("export {};\n")
    assert asked(tmp_path, claimed) == "no function openSum at b.ts:1 that could be compared"
    (tmp_path / ONE).write_text("export {};\n")
    assert asked(tmp_path, claimed) == "no function total at a.ts:1 that could be compared"


def test_a_rename_is_not_exact_and_a_figure_must_be_right(tmp_path: Path, claimed: Similarity) -> None:
    assert asked(tmp_path, claimed.model_copy(update={"clone": "exact"})) == "they are not the same any more"
    assert "words and signs in common" in (asked(tmp_path, claimed.model_copy(update={"leaves": 1})) or "")
    assert "words and signs in common" in (asked(tmp_path, claimed.model_copy(update={"score": 0.5})) or "")


@pytest.fixture
def near(tmp_path: Path) -> Similarity:
    (tmp_path / "a.py").write_text(OPEN)
    (tmp_path / "b.py").write_text(EDITED)
    source = read(tmp_path, ["a.py", "b.py"])
    (pair,) = edited(source, Codes(source), [])
    return Similarity(
        clone="near", file="a.py", symbol="open_total", line=5, other_file="b.py", other_symbol="sum_of", other_line=5,
        leaves=pair.likeness.common, score=pair.likeness.score,
    )  # fmt: skip


def test_an_edited_copy_is_compared_anew_from_the_code(tmp_path: Path, near: Similarity) -> None:
    def said(claimed: Similarity) -> str | None:
        return unlike(read(tmp_path, ["a.py", "b.py"]), claimed)

    assert said(near) is None
    assert "words and signs in common" in (said(near.model_copy(update={"score": 0.99})) or "")
    assert "words and signs in common" in (said(near.model_copy(update={"leaves": near.leaves + 1})) or "")
    assert "no function sum_of at b.py:6" in (said(near.model_copy(update={"other_line": 6})) or "")
    assert said(near.model_copy(update={"clone": "exact", "score": 1})) == "they are not the same any more"
    (tmp_path / "b.py").write_text(EDITED.replace("+=", "-="))
    assert said(near) == "they do not do the same any more"
    (tmp_path / "b.py").write_text(EDITED.replace('    log.info("%s", path)\n', '    log.info("%s", path)\n' * 2))
    assert "words and signs in common" in (said(near) or "")


def test_what_is_written_out_is_looked_for_anew_in_the_code(tmp_path: Path) -> None:
    def said(claimed: Similarity) -> str | None:
        return unlike(read(tmp_path, ["a.py", "b.py"]), claimed)

    (tmp_path / "a.py").write_text(HELPER)
    (tmp_path / "b.py").write_text(WITHIN)
    leaves = 59
    held = Similarity(
        clone="inline", file="b.py", symbol="plan", line=1, other_file="a.py", other_symbol="nearest", other_line=1,
        lines=(5, 13), leaves=leaves, score=1,
    )  # fmt: skip
    assert said(held) is None
    assert said(held.model_copy(update={"lines": (5, 12)})) == "nearest is not written out on these lines"
    assert said(held.model_copy(update={"lines": None})) == "nearest is not written out on these lines"
    assert said(held.model_copy(update={"leaves": 1})) == f"{leaves} words and signs are written out"
    assert said(held.model_copy(update={"score": 0.9})) == f"{leaves} words and signs are written out"
    (tmp_path / "b.py").write_text(WITHIN.replace("<", ">"))
    assert said(held) == "nearest is not written out there any more"
