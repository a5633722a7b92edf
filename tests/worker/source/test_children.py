"""Files are read by other processes: one that crashes or hangs costs its own file and nothing else."""

import os
import signal
import threading
from pathlib import Path

import pytest

from worker.source import children
from worker.source.child import Job
from worker.source.children import Borrowed, Child, ChildGoneError
from worker.source.encoding import decode
from worker.source.read import read


def job(name: str, text: bytes = b"def f():\n    pass\n") -> Job:
    return name, "python", text


def qualnames(answer: bytes | str) -> list[str]:
    assert isinstance(answer, bytes)
    facts = decode(answer)
    assert facts is not None
    return [symbol.qualname for symbol in facts.symbols]


def test_a_child_answers_for_each_file() -> None:
    with Borrowed() as child:
        answers = child.read([job("a.py"), job("b.py", b"class A: pass\n")])

    assert [qualnames(answer) for answer in answers] == [["f"], ["A"]]


def test_a_crash_is_told_and_the_next_child_goes_on() -> None:
    child = Child()
    os.kill(child._process.pid, signal.SIGKILL)

    with pytest.raises(ChildGoneError, match="crashed the parser"):
        child.read([job("a.py")], 10)
    with Borrowed() as other:
        assert qualnames(other.read([job("a.py")])[0]) == ["f"]


def test_a_child_that_hangs_is_ended() -> None:
    child = Child()
    os.kill(child._process.pid, signal.SIGSTOP)

    with pytest.raises(ChildGoneError, match="took too long to parse"):
        child.read([job("a.py")], 0.05)
    assert child._process.poll() == -signal.SIGKILL


class _Poisoned(Borrowed):
    """Stands for a parser that one file brings down: its child is killed whenever it is asked about that file."""

    def read(self, jobs: list[Job], seconds: float = 10) -> list[bytes | str]:  # type: ignore[override]
        if self._child is not None and any(path == "bad.py" for path, _, _ in jobs):
            os.kill(self._child._process.pid, signal.SIGKILL)
            self._child._process.wait()
        elif self._child is None and any(path == "bad.py" for path, _, _ in jobs):
            self._child = Child()
            return self.read(jobs, seconds)
        return super().read(jobs, seconds)


def test_of_several_files_only_the_one_that_crashes_is_lost() -> None:
    with _Poisoned() as child:
        good, bad, after = child.read([job("a.py"), job("bad.py"), job("c.py")])

    assert bad == "crashed the parser"
    assert (qualnames(good), qualnames(after)) == (["f"], ["f"])


def test_where_no_process_can_be_started_this_one_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.py").write_text("def f(): pass\n")
    children._idle.end()
    monkeypatch.setattr(children.sys, "executable", "/nowhere/python")

    assert [symbol.name for symbol in read(tmp_path, ["a.py"]).files["a.py"].symbols] == ["f"]


def test_threads_read_at_the_same_time(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"m{number:02}.py").write_text(f"def f{number}(): pass\n")
    found: list[list[str]] = []

    def look() -> None:
        source = read(tmp_path, [f"m{number:02}.py" for number in range(30)])
        found.append([symbol.name for facts in source.files.values() for symbol in facts.symbols])

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[f"f{number}" for number in range(30)]] * 3


def test_a_child_knows_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANATOLY_SECRET", "hunter2")
    child = Child()
    try:
        assert b"hunter2" not in Path(f"/proc/{child._process.pid}/environ").read_bytes()
    finally:
        child.end()


def test_threads_that_read_here_do_not_share_a_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"m{number:02}.py" for number in range(40)]
    for name in names:
        (tmp_path / name).write_text("def f(a, b):\n    return [a, b]\n" * 1_000)
    children._idle.end()
    monkeypatch.setattr(children.sys, "executable", "/nowhere/python")

    assert list(read(tmp_path, names).files) == names
