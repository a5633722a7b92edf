"""What is kept between runs: rows are added and looked up, and whatever cannot be trusted is made anew."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from subprocess import PIPE

import numpy as np
import pytest

from tests.worker.index.reading import TOTAL, found
from worker.index.embedded import embedded
from worker.index.embedding import EmbeddingError, Vectors, unit
from worker.index.nearest import Views
from worker.index.tables import KEPT_DAYS, CardTable

DAY = 740_000


def rows(count: int, length: int = 4, seed: int = 1) -> Views:
    luck = np.random.default_rng(seed)
    return Views(unit(luck.normal(size=(count, length))), unit(luck.normal(size=(count, length))))


def names(count: int, of: str = "a") -> list[str]:
    return [f"{of}{number}" for number in range(count)]


def known(folder: Path, model: str = "one", length: int = 4) -> set[str]:
    return set(CardTable(folder, model, length).load()[0])


def test_what_is_added_is_loaded(tmp_path: Path) -> None:
    given = rows(3)
    table = CardTable(tmp_path / "deep" / "folder", "one", 4)
    assert table.load()[0] == {}
    table.add(names(3), given, DAY)
    for each in (table, CardTable(tmp_path / "deep" / "folder", "one", 4)):
        ids, views, days = each.load()
        order = [ids[name] for name in names(3)]
        assert np.array_equal(views.code[order], given.code)
        assert np.array_equal(views.words[order], given.words)
        assert days.tolist() == [DAY] * 3


@pytest.mark.parametrize(("model", "length"), [("two", 4), ("one", 6)])
def test_another_model_begins_anew(tmp_path: Path, model: str, length: int) -> None:
    CardTable(tmp_path, "one", 4).add(names(3), rows(3), DAY)
    other = CardTable(tmp_path, model, length)
    assert other.load()[0] == {}
    other.add(["b0"], rows(1, length), DAY)
    assert known(tmp_path, model, length) == {"b0"}


def _truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _garble(file: Path) -> None:
    file.write_bytes(bytes(byte ^ 0x5A for byte in file.read_bytes()))


def _remove(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("kind", ["data", "_versions"])
@pytest.mark.parametrize("damage", [_truncate, _empty, _garble, _remove])
def test_a_damaged_table_is_made_anew(tmp_path: Path, kind: str, damage: Callable[[Path], None]) -> None:
    CardTable(tmp_path, "one", 4).add(names(3), rows(3), DAY)
    files = [file for file in (tmp_path / "cards.lance" / kind).rglob("*") if file.is_file()]
    assert files
    for file in files:
        damage(file)
    table = CardTable(tmp_path, "one", 4)
    assert table.load()[0] == {}
    table.add(names(2), rows(2), DAY)
    assert known(tmp_path) == set(names(2))


def test_a_file_where_the_table_should_be_is_made_a_table(tmp_path: Path) -> None:
    (tmp_path / "cards.lance").write_text("no table")
    CardTable(tmp_path, "one", 4).add(names(2), rows(2), DAY)
    assert known(tmp_path) == set(names(2))


def seen(folder: Path, ids: Sequence[str], day: int) -> int:
    table = CardTable(folder, "one", 4)
    known, _, days = table.load()
    return table.collect(ids, known, days, day)


def test_what_no_run_has_seen_for_thirty_days_goes_and_what_another_branch_has_stays(tmp_path: Path) -> None:
    table = CardTable(tmp_path, "one", 4)
    table.add(["old", "here"], rows(2), DAY - KEPT_DAYS - 1)
    table.add(["edge"], rows(1), DAY - KEPT_DAYS)
    table.add(["branch"], rows(1), DAY - 7)
    assert seen(tmp_path, ["here"], DAY) == 1
    assert known(tmp_path) == {"here", "edge", "branch"}
    assert seen(tmp_path, ["branch", "here"], DAY + KEPT_DAYS) == 1
    assert known(tmp_path) == {"branch", "here"}


def test_one_id_that_two_functions_have_hides_nothing_that_is_to_go(tmp_path: Path) -> None:
    CardTable(tmp_path, "one", 4).add(["old", "here"], rows(2), DAY - KEPT_DAYS - 1)
    assert seen(tmp_path, ["here", "here"], DAY) == 1
    assert known(tmp_path) == {"here"}


def test_what_was_seen_this_week_is_not_written_again(tmp_path: Path) -> None:
    CardTable(tmp_path, "one", 4).add(names(3), rows(3), DAY - 3)
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "cards.lance").rglob("*")}
    assert seen(tmp_path, names(3), DAY) == 0
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "cards.lance").rglob("*")} == before


def test_a_table_that_was_opened_before_another_wrote_loses_nothing(tmp_path: Path) -> None:
    first, second = CardTable(tmp_path, "one", 4), CardTable(tmp_path, "one", 4)
    second.add(["b0"], rows(1), DAY - 20)
    first.add(["a0"], rows(1), DAY - 20)
    ids, _, days = first.load()
    assert set(ids) == {"a0", "b0"}
    assert seen(tmp_path, ["a0"], DAY) == 0
    assert first.collect(["b0"], ids, days, DAY + 1) == 0
    ids, _, days = CardTable(tmp_path, "one", 4).load()
    assert {name: int(days[at]) for name, at in ids.items()} == {"a0": DAY, "b0": DAY + 1}


WRITER = """
import sys
from pathlib import Path

import numpy as np

from worker.index.nearest import Views
from worker.index.tables import CardTable

folder, of, day = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
table = CardTable(folder, "one", 4)
print("ready", flush=True)
sys.stdin.readline()
row = np.ones((1, 4), np.float32)
for number in range(6):
    table.add([f"{of}{number}"], Views(row, row), day - 20)
    ids, _, days = table.load()
    table.collect([f"{of}{number}"], ids, days, day)
"""


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with ExitStack() as stack:
        writers = [
            stack.enter_context(subprocess.Popen([*command, of, str(DAY)], stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True))
            for of in "ab"
        ]
        assert [writer.stdout.readline() for writer in writers if writer.stdout] == ["ready\n"] * 2
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write("\n")
            writer.stdin.flush()
        said = [writer.communicate(timeout=90)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], said
    ids, _, days = CardTable(tmp_path, "one", 4).load()
    assert set(ids) == {*names(6, "a"), *names(6, "b")}
    assert set(days.tolist()) == {DAY}


class Counting:
    """An embedding model that hashes, counts the texts it is given, and dies after so many."""

    model, reads_code = "counting", False

    def __init__(self, dies_after: int = 1_000_000, length: int = 4) -> None:
        self.texts, self._dies_after, self._length = 0, dies_after, length

    def dimension(self) -> int:
        return 4

    def embed(self, texts: Sequence[str]) -> Vectors:
        if self.texts >= self._dies_after:
            raise EmbeddingError("it died")
        self.texts += len(texts)
        made = [np.random.default_rng(list(text.encode())).normal(size=self._length) for text in texts]
        return unit(np.asarray(made).reshape(len(texts), self._length))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cards")


def test_killed_while_embedding_it_goes_on_from_the_last_batch(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker.index.embedded._KEPT_AT_ONCE", 4)
    cards = found(folder, {"a.py": "\n\n".join(TOTAL.replace("open_total", f"total_{n}") for n in range(10))})
    with pytest.raises(EmbeddingError, match="it died"):
        embedded(cards, Counting(dies_after=12), CardTable(tmp_path, "counting", 4), DAY)
    assert len(known(tmp_path, "counting")) == 4, "the second batch was half done"
    again = Counting()
    views, made = embedded(cards, again, CardTable(tmp_path, "counting", 4), DAY)
    assert (made, again.texts) == (6, 12)
    third = Counting()
    same, none = embedded(cards, third, CardTable(tmp_path, "counting", 4), DAY + 1)
    assert (none, third.texts) == (0, 0)
    assert np.array_equal(views.code, same.code)
    assert np.array_equal(views.code, Counting().embed([card.code for card in cards])), "each has its own vector"
    assert np.array_equal(views.words, Counting().embed([card.words for card in cards]))


def test_what_a_model_answers_in_another_shape_is_not_kept(tmp_path: Path, folder: Path) -> None:
    cards = found(folder, {"a.py": TOTAL})
    with pytest.raises(EmbeddingError, match=r"answered \(1, 5\) numbers for 1 texts of 4"):
        embedded(cards, Counting(length=5), CardTable(tmp_path, "counting", 4), DAY)
    assert known(tmp_path, "counting") == set()


def test_a_folder_that_was_removed_costs_time_alone(tmp_path: Path, folder: Path) -> None:
    cards = found(folder, {"a.py": TOTAL})
    for _ in range(2):
        _, made = embedded(cards, Counting(), CardTable(tmp_path / "t", "counting", 4), DAY)
        assert made == 1
        shutil.rmtree(tmp_path / "t")
