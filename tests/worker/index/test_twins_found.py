"""What is asked about: functions that nothing settles, each pair once, the most alike first."""

from collections.abc import Collection
from pathlib import Path

import numpy as np
import pytest

from tests.worker.index.copies import COPIES
from tests.worker.index.reading import SHOUT, TOTAL, UNPAID, written
from worker.graph.build import build
from worker.index.cards import cards
from worker.index.embedding import Vectors
from worker.index.nearest import MOST, Views
from worker.index.twins import MOST_QUESTIONS, Questions, questions


def asked(root: Path, files: dict[str, str], changed: Collection[str] | None = None, apart: bool = False) -> Questions:
    """Ask about a repository in which all functions are equally alike; `apart`: the further from each other, the less."""
    source = written(root, files)
    made = cards(source, as_written=False)
    angle = np.arange(len(made)) * (0.01 if apart else 0)
    rows: Vectors = np.stack([np.cos(angle), np.sin(angle)], axis=1).astype(np.float32)
    wanted = None if changed is None else {card.id for card in made if card.member.file.file in changed}
    return questions(made, Views(rows, rows), build(source), wanted)


def pairs(found: Questions) -> list[tuple[str, str]]:
    return [
        (question.card.member.symbol.qualname, each.card.member.symbol.qualname)
        for question in found.asked
        for each in question.candidates
    ]


def method(text: str) -> str:
    return "class Till:\n" + "".join(f"    {line}\n" for line in text.splitlines())


def test_two_functions_that_are_alike_are_one_question(tmp_path: Path) -> None:
    found = asked(tmp_path, {"a.py": TOTAL, "b.py": UNPAID})
    assert pairs(found) == [("open_total", "unpaid_sum")]
    (candidate,) = found.asked[0].candidates
    assert (candidate.code, candidate.words, candidate.score) == (1, 1, 1)


@pytest.mark.parametrize(
    "files",
    [
        {"a.py": TOTAL, "b.py": TOTAL.replace("open_total", "other").replace("amount", "found")},
        {
            "a.py": f"def outer(lines):\n{method(TOTAL).partition(chr(10))[2]}"
            "    return [open_total(lines, n) for n in range(9)]\n"
        },
        {"a.py": f"{TOTAL}\n\n{UNPAID.replace('return ', 'return open_total([], 1) + ')}"},
        {"a.py": TOTAL, "b.py": f"from a import open_total\n\n\n{UNPAID.replace('return ', 'return open_total([], 1) + ')}"},
        {"a.py": TOTAL, "b.py": f"async {UNPAID}"},
        {"a.py": method(TOTAL), "b.py": method(UNPAID.replace("unpaid_sum", "open_total"))},
        {"a.py": TOTAL, COPIES["go"][0]: COPIES["go"][2]},
        {"a.py": TOTAL, COPIES["typescript"][0]: COPIES["typescript"][2]},
    ],
    ids=["copies", "nested", "calls it", "calls it elsewhere", "waits", "methods of one name", "Go", "TypeScript"],
)
def test_what_is_settled_is_not_asked(tmp_path: Path, files: dict[str, str]) -> None:
    assert len(cards(written(tmp_path, files), as_written=False)) == 2, "both have cards"
    assert asked(tmp_path, files) == Questions((), 0)


def test_functions_and_methods_of_other_names_are_asked(tmp_path: Path) -> None:
    assert len(pairs(asked(tmp_path / "a", {"a.py": method(TOTAL), "b.py": method(UNPAID)}))) == 1
    assert len(pairs(asked(tmp_path / "b", {"a.py": TOTAL, "b.py": UNPAID.replace("unpaid_sum", "open_total")}))) == 1
    two = {
        "a.ts": COPIES["typescript"][2],
        "b.js": "export function shout(a, b) {\n  return a.map((x) => x.name + b).sort().join(b + a.length);\n}\n",
    }
    assert len(pairs(asked(tmp_path / "c", two))) == 1, "TypeScript and JavaScript are of one family"


def several(count: int) -> dict[str, str]:
    return {f"f{n:03}.py": SHOUT.replace("shout_names", f"shout_{n}").replace('" "', f'"{n}"') for n in range(count)}


def test_each_pair_is_asked_about_once(tmp_path: Path) -> None:
    found = pairs(asked(tmp_path, several(6)))
    assert len(found) == len({frozenset(pair) for pair in found}) == 15, "of six each is a candidate of each"
    assert max(len(question.candidates) for question in asked(tmp_path, several(20)).asked) == MOST


def test_only_what_changed_is_compared_but_with_all(tmp_path: Path) -> None:
    files = {"a.py": TOTAL, "b.py": UNPAID, "c.py": SHOUT}
    found = asked(tmp_path, files, {"b.py"})
    assert [question.card.member.symbol.name for question in found.asked] == ["unpaid_sum"]
    assert {other for _, other in pairs(found)} == {"open_total", "shout_names"}
    assert asked(tmp_path, files, set()) == Questions((), 0)


def test_the_most_alike_come_first_and_those_of_other_files_before_neighbours(tmp_path: Path) -> None:
    found = asked(tmp_path, {"a.py": f"{TOTAL}\n\n{UNPAID}", "b.py": SHOUT}, apart=True)
    assert [question.worth for question in found.asked] == sorted((one.worth for one in found.asked), reverse=True)
    assert found.asked[0].card.member.file.file != found.asked[0].candidates[-1].card.member.file.file
    assert {one.worth > 1 for one in found.asked[:1]} == {True}


def test_more_than_are_worth_asking_are_left_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = asked(tmp_path, several(9), apart=True)
    assert (every.left, MOST_QUESTIONS) == (0, 300)
    monkeypatch.setattr("worker.index.twins.MOST_QUESTIONS", 3)
    found = asked(tmp_path, several(9), apart=True)
    assert [one.card.id for one in found.asked] == [one.card.id for one in every.asked[:3]]
    assert found.left == len(every.asked) - 3 > 0


def test_of_a_pair_that_is_told_already_nothing_is_asked(tmp_path: Path) -> None:
    source = written(tmp_path, {"a.py": TOTAL, "b.py": UNPAID})
    made = cards(source, as_written=False)
    rows: Vectors = np.ones((len(made), 2), np.float32)
    told = {frozenset(card.member.at for card in made)}
    assert questions(made, Views(rows, rows), build(source)).asked
    assert not questions(made, Views(rows, rows), build(source), told=told).asked
