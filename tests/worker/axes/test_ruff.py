"""Running ruff on files that want to harm: names, settings and texts that are made for it."""

import os
import stat
from pathlib import Path

import pytest

from worker.axes.linting import ruff
from worker.axes.linting.ruff import diagnostics

BAD = "def f():\n    raise NotImplemented\n"


def put(root: Path, name: str, text: str = BAD) -> str:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)
    return name


def found(root: Path, files: list[str]) -> list[tuple[str, str, int]]:
    return [(one.file, one.code, one.line) for one in diagnostics(str(root), files, ["F901"]).found]


@pytest.mark.parametrize(
    "name", ["--fix.py", "@arguments.py", "a b.py", "new\nline.py", "ünï.py", "-", "[x].py", "'quoted'.py"]
)
def test_no_name_of_a_file_is_taken_for_anything_else(name: str, tmp_path: Path) -> None:
    assert found(tmp_path, [put(tmp_path, name)]) == [(name, "F901", 2)]


def test_a_file_of_arguments_is_not_obeyed(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "import os\n")
    put(tmp_path, "@x", "--fix\n--select=F401\na.py\n")
    put(tmp_path, "x", "--fix\n--select=F401\na.py\n")
    assert found(tmp_path, ["a.py", "@x"]) == []
    assert (tmp_path / "a.py").read_text() == "import os\n"


@pytest.mark.parametrize("name", ["ruff.toml", ".ruff.toml", "pyproject.toml"])
def test_settings_of_the_repository_are_not_read(name: str, tmp_path: Path) -> None:
    put(tmp_path, name, ("[tool.ruff]\n" if name == "pyproject.toml" else "") + 'extend-exclude = ["a.py"]\nfix = true\n')
    put(tmp_path, ".gitignore", "a.py\n")
    assert found(tmp_path, [put(tmp_path, "a.py")]) == [("a.py", "F901", 2)]
    assert (tmp_path / "a.py").read_text() == BAD


def test_settings_of_our_own_environment_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUFF_OUTPUT_FILE", str(tmp_path / "out"))
    monkeypatch.setenv("RUFF_NO_CACHE", "false")
    assert found(tmp_path, [put(tmp_path, "a.py")]) == [("a.py", "F901", 2)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.py"]


def test_files_with_broken_syntax_or_without_text_stop_no_other(tmp_path: Path) -> None:
    put(tmp_path, "broken.py", "def f(:\n")
    (tmp_path / "bytes.py").write_bytes(b"\xff\xfe\x00x = 1\n")
    assert found(tmp_path, ["broken.py", "bytes.py", "gone.py", put(tmp_path, "z.py")]) == [("z.py", "F901", 2)]


def test_a_file_that_kills_ruff_silences_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killed = tmp_path / "bin" / "ruff"
    put(
        tmp_path,
        "bin/ruff",
        f'#!/bin/sh\nfor name; do [ "$name" = ./poison.py ] && kill -SEGV $$; done\nexec {ruff.program()} "$@"\n',
    )
    killed.chmod(killed.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(ruff, "program", lambda: str(killed))
    files = [put(tmp_path, name) for name in ("a.py", "b.py", "poison.py", "z.py")]
    said = diagnostics(str(tmp_path), files, ["F901"])
    assert [one.file for one in said.found] == ["a.py", "b.py", "z.py"]
    assert said.left_out == {"poison.py": ruff.DIED}


def test_what_takes_too_long_is_ended_and_said_nothing_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "ruff"
    slow.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 60\n")
    slow.chmod(slow.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(ruff, "program", lambda: str(slow))
    assert diagnostics(str(tmp_path), [put(tmp_path, "a.py")], ["F901"], seconds=0.5) == ruff.Linted([], {"a.py": ruff.SLOW})
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_a_ruff_that_is_missing_or_cannot_start_is_said_not_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(tmp_path, "a.py")
    monkeypatch.setattr(ruff, "program", lambda: None)
    assert diagnostics(str(tmp_path), [file], ["F901"]).left_out == {"a.py": ruff.MISSING}
    monkeypatch.setattr(ruff, "program", lambda: str(tmp_path / "no-such-program"))
    assert diagnostics(str(tmp_path), [file], ["F901"]).left_out == {"a.py": ruff.DIED}


def test_an_answer_without_end_fills_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruff, "_MOST_BYTES", 100)
    files = [put(tmp_path, "many.py", BAD * 50), put(tmp_path, "none.py", "x = 1\n")]
    assert diagnostics(str(tmp_path), files, ["F901"]) == ruff.Linted([], {"many.py": ruff.DIED})


def test_many_files_are_handed_over_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruff, "_BATCH", 20)
    files = [put(tmp_path, f"a{number}.py") for number in range(6)]
    assert found(tmp_path, files) == [(name, "F901", 2) for name in files]
