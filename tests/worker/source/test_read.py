"""Reading a repository: every file ends as facts, as other text, or as skipped with a reason."""

import os
from pathlib import Path

import pytest

from worker.graph.build import build
from worker.source.classify import LARGEST_BYTES, is_generated, is_minified, is_test, is_vendored
from worker.source.facts import Source
from worker.source.opening import open_regular
from worker.source.read import read


def put(root: Path, files: dict[str, bytes | str]) -> list[str]:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(files)


def reasons(source: Source) -> dict[str, str]:
    return {one.file: one.reason for one in source.skipped}


def test_python_is_parsed_and_other_text_is_kept_for_searching(tmp_path: Path) -> None:
    source = read(tmp_path, put(tmp_path, {"a.py": "def f(): pass\n", "README.md": "f\n", "b/c.yaml": "x: 1\n"}))

    assert [symbol.qualname for symbol in source.files["a.py"].symbols] == ["f"]
    assert source.others == ["README.md", "b/c.yaml"]
    assert source.skipped == []


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("logo.py", b"\x89PNG\0\0", "binary"),
        ("huge.py", b"x = 1\n" * (LARGEST_BYTES // 5), "larger than 1024 KiB"),
        ("lib/vendor/six.py", b"x = 1\n", "vendored"),
        ("node_modules/a/index.js", b"x\n", "vendored"),
        ("app_pb2.py", b"x = 1\n", "generated"),
        ("schema.py", b"# This file is @generated\nx = 1\n", "generated"),
        ("old.py", b"# DO NOT EDIT: made by a tool\nx = 1\n", "generated"),
        ("packed.py", b"x = '" + b"a" * 9000 + b"'\n", "minified"),
        ("latin.py", b"x = '\xe9'\n", "not valid UTF-8"),
        ("latin.txt", b"caf\xe9\n", "not valid UTF-8"),
    ],
)
def test_a_file_that_is_not_read_says_why(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    source = read(tmp_path, put(tmp_path, {name: content}))

    assert reasons(source) == {name: reason}
    assert source.files == {}


def test_a_string_that_speaks_of_generated_files_does_not_make_one(tmp_path: Path) -> None:
    source = read(tmp_path, put(tmp_path, {"writer.py": 'HEADER = "DO NOT EDIT"\n'}))

    assert "writer.py" in source.files


def test_encodings_that_a_file_declares_marks_and_line_ends_are_understood(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        put(
            tmp_path,
            {
                "latin.py": b"# -*- coding: latin-1 -*-\nx = '\xe9'\n\ndef f(): pass\n",
                "bom.py": b"\xef\xbb\xbfdef f(): pass\n",
                "windows.py": b"def f():\r\n    return 1\r\n",
            },
        ),
    )

    assert source.skipped == []
    assert [(one.line_start, one.line_end) for one in source.files["windows.py"].symbols] == [(1, 2)]
    assert source.files["bom.py"].symbols[0].name == "f"
    assert source.files["latin.py"].symbols[-1].line_start == 4


def test_links_and_missing_files_are_skipped(tmp_path: Path) -> None:
    outside = tmp_path / "secret.py"
    outside.write_text("x = 1\n")
    root = tmp_path / "repository"
    root.mkdir()
    (root / "link.py").symlink_to(outside)

    source = read(root, ["link.py", "gone.py"])

    assert reasons(source)["link.py"] == "symbolic link"
    assert reasons(source)["gone.py"].startswith("unreadable: ")


def test_only_what_is_asked_for_is_parsed(tmp_path: Path) -> None:
    files = put(tmp_path, {"app/a.py": "x = 1\n", "app/skip/b.py": "x = 1\n", "other/c.py": "x = 1\n"})

    source = read(tmp_path, files, include=["app/"], exclude=["app/skip/"])

    assert list(source.files) == ["app/a.py"]
    assert set(reasons(source).values()) == {"excluded by configuration"}


def test_progress_is_told_once_per_file(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []

    read(tmp_path, put(tmp_path, {"a.py": "", "b.py": ""}), progress=lambda done, total, file: told.append((done, total, file)))

    assert told == [(1, 2, "a.py"), (2, 2, "b.py")]


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "(" * 10_000 + "1" + ")" * 10_000 + "\n",
        "x = " + "[" * 10_000 + "\n",
        "x = a" + ".b" * 10_000 + "\n",
        "x = a" + ".b()" * 5_000 + "\n",
        "x = 1" + " + 1" * 20_000 + "\n",
        "".join(" " * depth + "if x:\n" for depth in range(500)) + " " * 500 + "pass\n",
        "".join(" " * depth + "def f():\n" for depth in range(300)) + " " * 300 + "pass\n",
        "lambda: " * 5_000 + "1\n",
        "def f(:\n" * 2_000,
        "\0",
        "'''",
    ],
    ids=["parentheses", "unclosed", "attributes", "calls", "sums", "ifs", "functions", "lambdas", "broken", "nul", "quote"],
)
def test_hostile_syntax_ends(tmp_path: Path, text: str) -> None:
    source = read(tmp_path, put(tmp_path, {"hostile.py": text}))

    assert len(source.files) + len(source.skipped) == 1


def test_what_paths_say() -> None:
    assert is_test("tests/unit/helpers.py")
    assert is_test("src/app/test_x.py")
    assert is_test("web/button.spec.tsx")
    assert not is_test("src/testing_tools.py")
    assert not is_test("src/latest.py")
    assert is_vendored("pip/_vendor/six.py")
    assert not is_vendored("src/vendoring.py")
    assert is_generated("poetry.lock", b"")
    assert is_generated("static/a.dev.js", b'(window["webpackJsonp"] = window["webpackJsonp"] || []).push([["a"],{\n')
    assert not is_generated("migrations/0001_initial.py", b"# Generated by hand\n")
    assert is_generated("stem/danish.js", b"// Generated from danish.sbl by Snowball 3.0.1\n")
    assert is_generated(
        "client/api.py", b'"""\n    Parcel API\n\n    Generated by OpenAPI Generator (https://openapi-generator.tech)\n"""\n'
    )
    assert not is_generated("report.py", b'"""Pages that were generated by hand from notes."""\n')
    assert is_minified("app.min.js", b"x")


def test_nothing_waits_for_a_pipe_or_reads_a_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tsconfig.json")
    put(tmp_path, {"package.json": "{}", "a.ts": "export const a = 1;\n"})
    source = read(tmp_path, ["a.ts", "package.json", "tsconfig.json"])
    assert reasons(source) == {"tsconfig.json": "unreadable: not a regular file"}
    build(source)
    with pytest.raises(OSError, match="not a regular file"), open("/dev/zero", "rb", opener=open_regular):
        pass
