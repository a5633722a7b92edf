"""What no sane repository holds, and some do: every language module gives facts or a reason, never a crash, never a hang."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.axis import Axis
from worker.axes.provers import prove
from worker.graph.build import build
from worker.source.bodies import FEWEST
from worker.source.child import read_facts
from worker.source.facts import Language, Skipped, Source
from worker.source.grammars import parse
from worker.source.languages import languages, module_of
from worker.source.read import read

LEVELS = 10_000
ENDINGS = {
    language: ending for language in languages() for ending, one in module_of(language).extensions.items() if one == language
}
SHAPES = [
    "(",
    "[",
    "{",
    "((",
    "a(",
    "a[",
    "{a:",
    "if a {",
    "<a>",
    "fn a() {",
    "class A {",
    "-",
    "!",
    "a.",
    "a+",
    "- ",
    "  ",
    '"',
    "/*",
]


def audited(root: Path, files: list[str]) -> Source:
    """Read, link and prove: whatever the files are, it ends."""
    source = read(root, files)
    prove(source, build(source), list(Axis))
    return source


@pytest.mark.parametrize("language", sorted(ENDINGS))
@pytest.mark.parametrize("shape", SHAPES)
def test_nesting_beyond_reason_ends(tmp_path: Path, language: Language, shape: str) -> None:
    close = {"(": ")", "[": "]", "{": "}"}
    text = shape * LEVELS + "".join(close.get(one, "") for one in reversed(shape)) * LEVELS
    file = f"deep{ENDINGS[language]}"
    (tmp_path / file).write_text(f"a = {text}\n")
    source = audited(tmp_path, [file])
    assert file in source.files or [one.file for one in source.skipped] == [file]


@pytest.mark.parametrize("language", sorted(ENDINGS))
@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe\x00",
        b"a\r\nb\r\n",
        b"a\rb\r",
        b"\x00",
        b"caf\xe9",
        "naïve = '💥'\n".encode(),
        b"\x1b[31m\n\x7f\n",
    ],
)
def test_odd_bytes_end_as_facts_or_as_a_reason(tmp_path: Path, language: Language, text: bytes) -> None:
    file = f"odd{ENDINGS[language]}"
    (tmp_path / file).write_bytes(text)
    source = audited(tmp_path, [file])
    assert [*source.files, *source.others, *(one.file for one in source.skipped)].count(file) >= 1
    assert all(one.reason for one in source.skipped)


def test_an_empty_repository_is_read(tmp_path: Path) -> None:
    source = audited(tmp_path, [])
    assert (source.files, source.others, source.skipped) == ({}, [], [])


def test_a_file_of_two_hundred_megabytes_is_skipped_unread(tmp_path: Path) -> None:
    with (tmp_path / "big.py").open("wb") as stream:
        stream.write(b"x = 1\n" * 200_000)
        stream.truncate(200 << 20)
    (skipped,) = audited(tmp_path, ["big.py"]).skipped
    assert (skipped.file, skipped.reason) == ("big.py", "larger than 1024 KiB")


def test_links_in_circles_and_out_of_the_repository_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.py").symlink_to("b.py")
    (tmp_path / "b.py").symlink_to("a.py")
    (tmp_path / "out.py").symlink_to("/etc/passwd")
    (tmp_path / "around").symlink_to(".")
    source = audited(tmp_path, ["a.py", "b.py", "out.py", "around"])
    assert source.files == {}
    assert len(source.skipped) == 4


@pytest.mark.parametrize("name", ["new\nline.py", "💥.py", "a b'c\".py", "-rf.py", "ü.py", "x" * 200 + ".py"])
def test_a_file_may_be_named_as_it_likes(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("def f():\n    return 1\n")
    assert name in audited(tmp_path, [name]).files


def test_a_name_that_is_no_text_is_skipped_with_a_reason(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.py")
    (tmp_path / name).write_text("x = 1\n")
    source = audited(tmp_path, [name])
    assert [(one.file, one.reason) for one in source.skipped] == [("caf\\xe9.py", "its name is not valid UTF-8")]


@pytest.mark.parametrize("language", sorted(ENDINGS))
# The first file that is read starts a process.
@settings(deadline=None)
@given(
    text=st.text(max_size=200)
    | st.lists(st.sampled_from([*SHAPES, *")]}>;:=,", "def", "func", "pub", "\n", "import x"])).map("".join)
)
def test_any_text_gives_facts(language: Language, text: str) -> None:
    facts = read_facts(f"x{ENDINGS[language]}", text.encode("utf-8", "replace"), language)
    assert facts is not None
    assert facts.lines >= 0
    assert all(body.size >= FEWEST and body.line <= body.line_end for body in facts.bodies)
    for symbol in facts.symbols:
        assert 1 <= symbol.line_start <= symbol.name_line <= symbol.line_end


def test_threads_that_parse_at_once_do_not_meet_in_one_parser() -> None:
    text = b"def f(a):\n    return [a, {a: (a, a)}]\n" * 2000
    with ThreadPoolExecutor(4) as pool:
        trees = list(pool.map(lambda _: parse(text, Language.PYTHON).root_node.named_child_count, range(16)))
    assert trees == [2000] * 16


def test_pipes_and_what_links_lead_to_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "repo").mkdir()
    (tmp_path / "outside.txt").write_text("unused\n")
    (tmp_path / "repo/a.py").write_text("def unused():\n    pass\n\n\nif __name__ == '__main__':\n    print(1)\n")
    os.mkfifo(tmp_path / "repo/pipe.py")
    (tmp_path / "repo/link.txt").symlink_to(tmp_path / "outside.txt")
    source = read(tmp_path / "repo", ["a.py"])
    # So the checkout tells of what it lists for nobody.
    source.skipped += [Skipped("pipe.py", "not a regular file"), Skipped("link.txt", "a symbolic link")]
    (claim,) = prove(source, build(source), [Axis.UTILITY]).claims
    assert claim.symbol == "unused"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pyproject.toml", "a = " + "[" * LEVELS),
        ("pyproject.toml", "tool = 1\nproject = []\n"),
        ("Cargo.toml", "a = " + "{b = " * LEVELS),
        ("package.json", '{"scripts":' * 100_000),
        ("tsconfig.json", "[" * 100_000),
        ("pom.xml", "<a>" * LEVELS),
    ],
)
def test_settings_that_nobody_can_read_are_none(tmp_path: Path, file: str, text: str) -> None:
    (tmp_path / file).write_text(text)
    for name, code in {"a.py": "print(1)\n", "main.rs": "fn main() {}\n", "a.ts": "export {};\n"}.items():
        (tmp_path / name).write_text(code)
    (tmp_path / "README.md").write_text("```sh\nnpm run build\nmake all\nthing run --flag\n```\n")
    audited(tmp_path, [file, "a.py", "main.rs", "a.ts", "README.md"])


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("a.ts", "export function f{0}() {{ return f{1}(); }}"),
        ("a.ts", "export function f{0}<T>(a: T) {{ return f{1}<string>(a); }}"),
        ("a.go", "func f{0}() {{ f{1}() }}"),
        ("a.py", "def f{0}(): return f{1}()"),
        ("a.js", "class F{0} {{ static go() {{ return F{1}.go(); }} }}"),
        ("a.rs", "fn f{0}() {{ f{1}() }}"),
        ("A.java", "class F{0} {{ static void go() {{ F{1}.go(); }} }}"),
        ("A.cs", "class F{0} {{ static void Go() {{ F{1}.Go(); }} }}"),
        ("a.sh", "f{0}() {{ f{1}; }}"),
        (
            "b.py",
            "def g{0}(a, b):\n    if a:\n        return [b, a, b, a, b, a, b, a, b]\n    return [a, b, a, b, a, b, a, b]\n",
        ),
        ("a.sql", "CREATE VIEW f{0} AS SELECT * FROM f{1};"),
    ],
)
def test_a_chain_of_thousands_ends(tmp_path: Path, file: str, line: str) -> None:
    start = "package main\nfunc main() {}\n" if file == "a.go" else ""
    (tmp_path / file).write_text(start + "\n".join(line.format(at, at + 1) for at in range(6000)))
    audited(tmp_path, [file])


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("a.py", "class F{0}(F{1}):\n    def go(self): return F{1}.go(self)"),
        ("a.js", "class F{0} extends F{1} {{ go() {{ return F{1}.go(); }} }}"),
        ("A.java", "class F{0} extends F{1} {{ void go() {{ super.go(); }} }}"),
    ],
)
def test_a_family_of_hundreds_ends(tmp_path: Path, file: str, line: str) -> None:
    (tmp_path / file).write_text("\n".join(line.format(at, at - 1) for at in range(800)))
    audited(tmp_path, [file])
