"""Finding text: complete, in order, and independent of the machine it runs on."""

import os
import re
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.tools import Jail
from worker.tools.search import Hit, SearchError, search, search_many


def _write(root: Path, files: dict[str, str | bytes]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def test_hits_are_complete_sorted_and_without_line_ends(tmp_path: Path) -> None:
    _write(
        tmp_path, {"b.py": "x\nfoo\n", "a/z.py": "foo\r\nbar foo\r\n", "a.txt": "no foo\nfoo at the end", ".hidden": "foo\n"}
    )
    assert search(tmp_path, "foo$") == [
        Hit(".hidden", 1, "foo"),
        Hit("a.txt", 1, "no foo"),
        Hit("a/z.py", 1, "foo"),
        Hit("a/z.py", 2, "bar foo"),
        Hit("b.py", 2, "foo"),
    ]
    assert search(tmp_path, "FOO") == []
    assert len(search(tmp_path, "FOO", ignore_case=True)) == 6
    assert [hit.file for hit in search(tmp_path, "^foo$", ["*.py"])] == ["a/z.py", "b.py"]
    assert search(tmp_path, "foo", []) == []


def test_no_ignore_file_link_or_setting_decides_what_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    _write(outside, {"secret": "needle\n"})
    _write(
        root,
        {".gitignore": "*\n", ".ignore": "*\n", ".rgignore": "*\n", ".git/config": "needle\n", "sub/.git": "needle\n",
         "a": "needle\n", "node_modules/x.js": "needle\n"},
    )  # fmt: skip
    (root / "link").symlink_to(outside / "secret")
    (root / "links").symlink_to(outside)
    config = tmp_path / "rc"
    config.write_text("--glob=!a\n")
    monkeypatch.setenv("RIPGREP_CONFIG_PATH", str(config))
    assert [hit.file for hit in search(root, "needle")] == ["a", "node_modules/x.js"]


def test_only_the_files_of_a_jail_are_searched(tmp_path: Path) -> None:
    root = tmp_path / "root"
    _write(tmp_path, {"root/a": "needle\n", "root/ignored/b": "needle\n", "outside": "needle\n"})
    (root / "link").symlink_to(tmp_path / "outside")
    (root / "up").symlink_to(tmp_path)
    os.mkfifo(root / "pipe")
    names = ["a", "../outside", str(tmp_path / "outside"), "link", "up/outside", "pipe", "missing", "./a", "x//a", "", "\0"]
    assert [hit.file for hit in search(Jail.of(root, names), "needle")] == ["a"]


def test_bytes_of_all_kinds(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {
            "latin": b"caf\xe9 needle\n",
            "binary": b"needle\n\0\n",
            "late-nul": b"needle\n" + b"x" * 9000 + b"\nneedle\0\n",
            "utf16": "needle\r\n".encode("utf-16"),
            "bom": b"\xef\xbb\xbfneedle\n",
            "seps": "a\x0cneedle\x85b\u2028c\n needle\n",
        },
    )
    assert search(tmp_path, "needle") == [
        Hit("bom", 1, search(tmp_path, "needle", ["bom"])[0].text),
        Hit("late-nul", 1, "needle"),
        Hit("late-nul", 3, "needle\0"),
        Hit("latin", 1, "caf\ufffd needle"),
        Hit("seps", 1, "a\x0cneedle\x85b\u2028c"),
        Hit("seps", 2, " needle"),
        Hit("utf16", 1, "needle"),
    ]


def test_names_of_all_kinds(tmp_path: Path) -> None:
    for name in ("-e", "--files", "a:1:b", "new\nline", "emoji 🦉", "*", "back\\slash"):
        (tmp_path / name).write_text("needle\n")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe9")).write_text("needle\n")
    found = {hit.file for hit in search(tmp_path, "needle")}
    assert found == {"-e", "--files", "a:1:b", "new\nline", "emoji 🦉", "*", "back\\slash", "\\xe9"}


@pytest.mark.parametrize("pattern", ["(", "a\nb", "(?=x)", r"\p{Nope}", "\0", "(a{1000}){1000}"])
def test_a_pattern_that_cannot_be_used_says_so_on_one_line(tmp_path: Path, pattern: str) -> None:
    _write(tmp_path, {"a": "x"})
    with pytest.raises(SearchError) as caught:
        search(tmp_path, pattern)
    assert "\n" not in str(caught.value)


def test_a_pattern_is_never_an_option(tmp_path: Path) -> None:
    _write(tmp_path, {"a": "--files\n-v\n"})
    assert [hit.line for hit in search(tmp_path, "--files")] == [1]
    assert [hit.line for hit in search(tmp_path, "-v")] == [2]
    assert search_many(tmp_path, ["-v"]) == {"-v": [Hit("a", 2, "-v")]}


def test_no_time_is_no_answer_rather_than_half_of_one(tmp_path: Path) -> None:
    _write(tmp_path, {"a": "x\n" * 1000})
    with pytest.raises(SearchError, match="too long"):
        search(tmp_path, "x", seconds=0)


def test_too_much_output_is_no_answer_rather_than_half_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, {"a": "needle\n" * 100_000})
    monkeypatch.setattr("worker.tools.search._MOST_OUTPUT", 10_000)
    with pytest.raises(SearchError, match="far too much"):
        search(tmp_path, "needle")


def test_a_file_that_vanishes_is_no_answer_rather_than_half_of_one(tmp_path: Path) -> None:
    _write(tmp_path, {"a": "needle\n", "b": "needle\n"})
    jail = Jail.of(tmp_path)
    (tmp_path / "b").unlink()
    with pytest.raises(SearchError):
        search(jail, "needle")


def test_more_files_than_fit_on_a_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worker.tools.search._BATCH", 100)
    _write(tmp_path, {f"file-{number:03}": "needle\n" for number in range(60)})
    assert [hit.file for hit in search(tmp_path, "needle")] == [f"file-{number:03}" for number in range(60)]
    assert len(search_many(tmp_path, ["needle"])["needle"]) == 60


def test_a_line_of_a_minified_file_is_cut(tmp_path: Path) -> None:
    _write(tmp_path, {"a.min.js": "x" * 500_000 + " needle late\n"})
    (hit,) = search(tmp_path, "needle")
    assert hit.text == "x" * 2000
    assert search_many(tmp_path, ["late", "needle"])["late"] == [hit]


def test_many_words_in_one_pass_find_what_each_alone_finds(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {"a.py": "foo = bar(foo)\nfoobar\n_foo\nfoo.bar\n",
         "b.js": "$el.foo\na-b\nfoo-bar\nfoo$\n", "c.md": "`foo`, é, éfoo, fooé\nnaïve\n"},
    )  # fmt: skip
    words = ["foo", "bar", "foobar", "foo.bar", "$el", "a-b", "absent", "é", "naïve", "foo$", "a", "b"]
    found = search_many(tmp_path, words)
    assert list(found) == words
    assert found["foo"] == [
        Hit("a.py", 1, "foo = bar(foo)"), Hit("a.py", 4, "foo.bar"), Hit("b.js", 1, "$el.foo"), Hit("b.js", 3, "foo-bar"),
        Hit("b.js", 4, "foo$"), Hit("c.md", 1, "`foo`, é, éfoo, fooé"),
    ]  # fmt: skip
    for word in words:
        assert found[word] == search(tmp_path, rf"\b{{start-half}}{re.escape(word)}\b{{end-half}}"), word
    assert search_many(tmp_path, []) == {}
    for bad in ("", "a\nb", "a\r", "\0", "\ud800"):
        with pytest.raises(SearchError):
            search_many(tmp_path, [bad])


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.text("ab_$.-1é \r", max_size=12), max_size=12),
    st.sets(st.text("ab_1$.", min_size=1, max_size=3), min_size=1, max_size=5),
)
def test_the_batch_agrees_with_single_searches(lines: list[str], words: set[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "f").write_bytes("\n".join(lines).encode())
        found = search_many(Path(folder), sorted(words))
        for word in words:
            assert found[word] == search(Path(folder), rf"\b{{start-half}}{re.escape(word)}\b{{end-half}}")


def test_hundreds_of_words_take_one_pass_and_not_hundreds(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {f"d{n % 20}/f{n}.py": "".join(f"def name_{n}_{i}(): return other_{i}\n" for i in range(40)) for n in range(400)},
    )
    words = [f"name_{n}_{n % 40}" for n in range(400)]
    start = time.monotonic()
    found = search_many(tmp_path, words)
    assert all(len(hits) == 1 for hits in found.values())
    assert time.monotonic() - start < 10
