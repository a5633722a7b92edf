"""What an agent can and cannot do with its tools."""

import os
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from worker.tools import Toolbox, ToolLimits


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    for name, text in {
        "src/a.py": "def one():\n    return 1\n\n\ndef two():\n    return one()\n",
        "src/b.ts": "export const x = 1\n",
        "README.md": "# Title\r\nSee one().\r\n",
        ".env": "SECRET=1\n",
        ".git/config": "url = https://x-access-token:secret@example.com\n",
        "empty": "",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())
    (tmp_path / "outside").write_text("SECRET\n")
    return root


@pytest.fixture
def toolbox(root: Path) -> Toolbox:
    return Toolbox(root, ToolLimits())


def test_the_three_tools_are_described_by_valid_schemas(toolbox: Toolbox) -> None:
    assert [tool["name"] for tool in toolbox.definitions] == ["glob", "grep", "read"]
    for tool in toolbox.definitions:
        assert tool["description"]
        jsonschema_rs.Draft202012Validator(tool["input_schema"])
        assert tool["input_schema"]["additionalProperties"] is False
        assert all(property["description"] for property in tool["input_schema"]["properties"].values())
    assert [tool["input_schema"]["required"] for tool in toolbox.definitions] == [["pattern"], ["pattern"], ["path"]]


def test_looking_around(toolbox: Toolbox) -> None:
    assert toolbox.call("glob", {"pattern": "**/*.py"}).text == "src/a.py"
    assert toolbox.call("glob", {"pattern": "*"}).text.splitlines() == [".env", "README.md", "empty", "src/a.py", "src/b.ts"]
    assert toolbox.call("glob", {"pattern": "*.rs"}).text == "No file matches."
    assert toolbox.call("grep", {"pattern": r"\bone\("}).text.splitlines() == [
        "README.md:2: See one().", "src/a.py:1: def one():", "src/a.py:6:     return one()",
    ]  # fmt: skip
    assert toolbox.call("grep", {"pattern": "ONE", "glob": "*.md", "ignore_case": True}).text == "README.md:2: See one()."
    assert toolbox.call("grep", {"pattern": "nowhere"}).text == "No line matches."
    assert toolbox.call("read", {"path": "src/a.py", "start": 5, "end": 6}).text == "5\tdef two():\n6\t    return one()"
    assert toolbox.call("read", {"path": "./src/../README.md"}).text == "1\t# Title\n2\tSee one()."
    assert toolbox.call("read", {"path": "src/a.py", "start": 6, "end": 99}).text == "6\t    return one()"
    assert toolbox.call("read", {"path": "src/a.py", "start": 7}).text == "src/a.py has 6 lines."
    assert toolbox.call("read", {"path": "empty"}).text == "empty is empty."
    assert (toolbox.used, toolbox.bad_calls) == (11, 0)


@pytest.mark.parametrize(
    "path",
    [
        "../outside", "/etc/passwd", "src/../../outside", "link", "links/outside", "up/root/../outside", "/proc/self/environ",
        ".git/config", "src/../.git/config", "pipe", "device", "socket-like/", ".", "", "src", "\0", "a" * 5000, "loop",
        "~/.ssh/id_rsa", "file:///etc/passwd", "..\\outside", "gitlink",
    ],
)  # fmt: skip
def test_nothing_outside_and_nothing_odd_is_read(root: Path, tmp_path: Path, toolbox: Toolbox, path: str) -> None:
    (root / "link").symlink_to(tmp_path / "outside")
    (root / "links").symlink_to(tmp_path)
    (root / "up").symlink_to("..")
    (root / "loop").symlink_to("loop")
    (root / "gitlink").symlink_to(".git/config")
    (root / "device").symlink_to("/dev/zero")
    os.mkfifo(root / "pipe")
    result = toolbox.call("read", {"path": path})
    assert result.is_error
    assert "SECRET" not in result.text
    assert "secret@" not in result.text
    assert "\n" not in result.text
    assert toolbox.bad_calls == 1
    assert "SECRET" not in toolbox.call("grep", {"pattern": "SECRET", "glob": "link*"}).text
    assert "outside" not in toolbox.call("glob", {"pattern": "**"}).text


def test_a_link_that_stays_inside_leads_to_its_file(root: Path, toolbox: Toolbox) -> None:
    (root / "alias.ts").symlink_to("src/b.ts")
    assert toolbox.call("read", {"path": "alias.ts"}).text == "1\texport const x = 1"


def test_a_file_that_becomes_a_link_or_a_pipe_after_it_was_listed_is_not_read(
    root: Path, tmp_path: Path, toolbox: Toolbox
) -> None:
    toolbox.call("glob", {"pattern": "**"})
    (root / "src/a.py").unlink()
    (root / "src/a.py").symlink_to(tmp_path / "outside")
    (root / "src/b.ts").unlink()
    os.mkfifo(root / "src/b.ts")
    for path in ("src/a.py", "src/b.ts"):
        result = toolbox.call("read", {"path": path})
        assert result.is_error
        assert "SECRET" not in result.text


def test_only_the_checkouts_files_are_seen(root: Path) -> None:
    toolbox = Toolbox(root, ToolLimits(), files=["src/a.py", "../outside"])
    assert toolbox.call("glob", {"pattern": "**"}).text == "src/a.py"
    assert toolbox.call("grep", {"pattern": "SECRET"}).text == "No line matches."
    assert toolbox.call("read", {"path": ".env"}).is_error


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("bash", {"command": "id"}), ("Read", {"path": "src/a.py"}), ("", {}), ("read", {}), ("read", None),
        ("read", "src/a.py"),
        ("read", ["src/a.py"]), ("read", {"path": 1}), ("read", {"path": "src/a.py", "start": 0}),
        ("read", {"path": "src/a.py", "start": "1"}), ("read", {"path": "src/a.py", "start": 5, "end": 2}),
        ("read", {"path": "src/a.py", "follow": True}), ("grep", {"pattern": ""}), ("grep", {"pattern": "("}),
        ("grep", {"pattern": "x", "glob": "../**"}), ("grep", {"pattern": "x", "flags": "--pre=sh"}),
        ("glob", {"pattern": "/"}),
        ("glob", {"pattern": "../*"}), ("grep", {"pattern": "\ud800"}), ("read", {"path": "\ud800"}),
    ],
)  # fmt: skip
def test_a_wrong_call_is_answered_and_counted(toolbox: Toolbox, name: str, arguments: Any) -> None:
    result = toolbox.call(name, arguments)
    assert result.is_error
    assert result.text
    result.text.encode()
    assert (toolbox.used, toolbox.bad_calls) == (1, 1)


def test_the_budget_of_calls_ends(root: Path) -> None:
    toolbox = Toolbox(root, ToolLimits(calls=2))
    toolbox.call("glob", {"pattern": "*"})
    toolbox.call("bash", {})
    result = toolbox.call("read", {"path": "src/a.py"})
    assert result.is_error
    assert "Answer now" in result.text
    assert (toolbox.used, toolbox.bad_calls) == (2, 1)


def test_every_answer_is_capped_and_says_what_is_missing(root: Path) -> None:
    for number in range(30):
        (root / f"many-{number:02}").write_text("needle\n" * 10)
    (root / "long").write_text("y" * 5000 + "\n" + "z\n" * 50)
    toolbox = Toolbox(root, ToolLimits(paths=5, hits=7, lines=10, line_chars=50))
    listed = toolbox.call("glob", {"pattern": "many-*"}).text.splitlines()
    assert listed[:5] == [f"many-{number:02}" for number in range(5)]
    assert listed[5:] == ["… 25 more files; narrow it down."]
    found = toolbox.call("grep", {"pattern": "needle"}).text.splitlines()
    assert found[:7] == [f"many-00:{line}: needle" for line in range(1, 8)]
    assert found[7:] == ["… 293 more lines, in 30 files altogether; narrow it down."]
    read = toolbox.call("read", {"path": "long"}).text.splitlines()
    assert read[0] == "1\t" + "y" * 50 + "… (4950 more characters, narrow it down)"
    assert read[-1] == "… lines 11 to 51 are not shown; read them with start=11."
    assert len(read) == 11
    small = Toolbox(root, ToolLimits(chars=250))
    for name, arguments in (("grep", {"pattern": "z"}), ("glob", {"pattern": "*"}), ("read", {"path": "long"})):
        text = small.call(name, arguments).text
        assert len(text) < 400
        assert "narrow it down" in text or "not shown" in text


def test_binary_and_giant_files_are_refused(root: Path, toolbox: Toolbox) -> None:
    (root / "image").write_bytes(b"\x89PNG\0\0")
    with (root / "giant").open("wb") as file:
        file.truncate(1 << 36)
    assert "binary" in toolbox.call("read", {"path": "image"}).text
    assert "too large" in toolbox.call("read", {"path": "giant"}).text


def test_invalid_utf8_can_be_read(root: Path, toolbox: Toolbox) -> None:
    (root / "latin").write_bytes(b"caf\xe9\n")
    assert toolbox.call("read", {"path": "latin"}).text == "1\tcaf\ufffd"


def test_a_slow_search_is_stopped(root: Path) -> None:
    result = Toolbox(root, ToolLimits(seconds=0)).call("grep", {"pattern": "x"})
    assert result.is_error
    assert "too long" in result.text
