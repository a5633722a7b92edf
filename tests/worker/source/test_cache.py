"""What was read before is not read again, and whatever the cache holds can only cost time."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.source import reading
from worker.source.cache import FactsCache, key_of
from worker.source.child import read_facts
from worker.source.encoding import decode, encode
from worker.source.facts import Language, Source
from worker.source.read import read

FILES = {"a.py": "def f(): pass\n", "b.ts": "export const one = 1\n", "c.py": "x = (\n"}


@contextmanager
def opened(file: Path, largest: int = 1 << 20) -> Iterator[FactsCache]:
    cache = FactsCache(file, largest)
    yield cache
    cache.close()


def put(root: Path) -> list[str]:
    root.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (root / name).write_text(text)
    return list(FILES)


def read_cached(tmp_path: Path) -> Source:
    with opened(tmp_path / "facts.db") as cache:
        return read(tmp_path / "code", put(tmp_path / "code"), cache=cache)


def no_reader(*_: object) -> None:
    pytest.fail("a file was read although the cache knows it")


def test_the_second_time_no_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_cached(tmp_path)
    monkeypatch.setattr(reading._Readers, "submit", no_reader)

    assert read_cached(tmp_path) == first


def test_the_cache_changes_no_fact(tmp_path: Path) -> None:
    plain = read(tmp_path / "code", put(tmp_path / "code"))

    assert read_cached(tmp_path) == plain
    assert read_cached(tmp_path) == plain


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    read_cached(tmp_path)
    (tmp_path / "code/a.py").write_text("def g(): pass\n")

    with opened(tmp_path / "facts.db") as cache:
        source = read(tmp_path / "code", list(FILES), cache=cache)

    assert [symbol.name for symbol in source.files["a.py"].symbols] == ["g"]


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40, b"nonsense", b"\x81\xa4file\xa4a.py"])
def test_damaged_entries_are_read_anew(tmp_path: Path, damage: bytes) -> None:
    first = read_cached(tmp_path)
    with sqlite3.connect(tmp_path / "facts.db") as database:
        database.execute("UPDATE facts SET facts = ?", (damage,))
    database.close()

    assert read_cached(tmp_path) == first


def test_an_entry_of_another_file_is_not_taken(tmp_path: Path) -> None:
    first = read_cached(tmp_path)
    foreign = read_facts("elsewhere.py", b"def evil(): pass\n", Language.PYTHON)
    assert foreign is not None
    with sqlite3.connect(tmp_path / "facts.db") as database:
        database.execute("UPDATE facts SET facts = ?", (encode(foreign),))
    database.close()

    assert read_cached(tmp_path) == first


def test_what_is_no_database_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "facts.db").write_bytes(b"this is no database" * 100)

    first = read_cached(tmp_path)

    assert read_cached(tmp_path) == first
    with sqlite3.connect(tmp_path / "facts.db") as database:
        assert database.execute("SELECT COUNT(*) FROM facts").fetchone() == (len(first.files),)
    database.close()


def test_where_nothing_can_be_kept_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "facts.db").mkdir()

    assert list(read_cached(tmp_path).files) == list(FILES)


def test_the_cache_keeps_to_its_size(tmp_path: Path) -> None:
    for round_ in range(5):
        with opened(tmp_path / "facts.db", largest=10_000) as cache:
            for number in range(20):
                cache.put(f"{round_}-{number}".encode(), bytes(1_000))

    with sqlite3.connect(tmp_path / "facts.db") as database:
        (size,) = database.execute("SELECT SUM(LENGTH(facts)) FROM facts").fetchone()
        newest = database.execute("SELECT 1 FROM facts WHERE key = ?", (b"4-19",)).fetchone()
    database.close()
    assert 0 < size <= 10_000
    assert newest == (1,)


def test_path_language_and_text_make_the_key() -> None:
    keys = {
        key_of("a.py", "python", b"x"),
        key_of("b.py", "python", b"x"),
        key_of("a.py", "tsx", b"x"),
        key_of("a.py", "python", b""),
    }

    assert len(keys) == 4


@given(st.binary(max_size=200))
def test_whatever_bytes_there_are_they_are_facts_or_nothing(data: bytes) -> None:
    assert decode(data) is None


@pytest.mark.parametrize(("name", "text"), FILES.items())
def test_facts_survive_the_way_to_bytes_and_back(name: str, text: str) -> None:
    language = Language.PYTHON if name.endswith("py") else Language.TYPESCRIPT
    facts = read_facts(name, text.encode(), language)
    assert facts is not None

    again = decode(encode(facts))

    assert again == facts
    assert again is not None
    assert type(again.language) is Language


def test_a_damaged_cache_that_cannot_be_removed_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    (tmp_path / "facts.db").write_bytes(b"no database at all" * 500)
    monkeypatch.setattr(Path, "unlink", refuse)
    with FactsCache(tmp_path / "facts.db") as cache:
        assert cache.get(b"key") is None
