"""What lacks what its siblings have is told only where nothing explains it."""

from pathlib import Path

import pytest

from worker.axes.quoting import Lines
from worker.axes.siblings import prove
from worker.graph.build import build
from worker.source.read import read

GUARDED = "def {name}(row):\n    check_owner(row)\n    save(row)\n"
ALONE = "def {name}(row):\n    save(row)\n"


def told(root: Path, text: str) -> list[str | None]:
    (root / "rows.py").write_text(text)
    source = read(root, ["rows.py"])
    return [claim.symbol for claim in prove(source, build(source), Lines(source))]


def rows(guarded: int, *, alone: str = "drop", more: str = "") -> str:
    return "".join(GUARDED.format(name=f"do_{n}") for n in range(guarded)) + ALONE.format(name=alone) + more


def test_four_siblings_make_a_rule_and_three_do_not(tmp_path: Path) -> None:
    assert told(tmp_path, rows(4)) == ["drop"]
    assert told(tmp_path, rows(3)) == []


LOCKED = "    def {name}(self):\n        self.lock()\n        print()\n        self.unlock()\n\n"
HALF = "    def {name}(self):\n        self.{call}()\n\n"


def test_two_halves_of_one_are_not_one_that_forgets(tmp_path: Path) -> None:
    box = "class Box:\n" + "".join(LOCKED.format(name=f"do_{n}") for n in range(5)) + HALF.format(name="pause", call="lock")
    assert told(tmp_path, box) == ["Box.pause"]
    assert told(tmp_path, box + HALF.format(name="resume", call="unlock")) == []


@pytest.mark.parametrize(
    ("alone", "more"),
    [
        ("_drop", ""),
        ("drop", "def also(row):\n    save(row)\n"),
        ("drop", "def drop_all(rows):\n    check_owner(rows)\n    for row in rows:\n        drop(row)\n"),
        ("check_and_save", ""),
    ],
    ids=["private", "two of them", "its caller asks", "a guard itself"],
)
def test_what_explains_it_keeps_it_quiet(tmp_path: Path, alone: str, more: str) -> None:
    assert told(tmp_path, rows(4, alone=alone, more=more)) == []
