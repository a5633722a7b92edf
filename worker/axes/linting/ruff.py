"""Running ruff on files of a hostile repository: our rules, none of its configuration, and an end to it.

ruff is handed each file by name, behind `./`: a name can be neither an option nor an `@file` of arguments. `--isolated` makes
it read no configuration, and its environment is made from nothing. https://docs.astral.sh/ruff/configuration/
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import structlog

SECONDS = 120.0
"""For all files of a repository. A thousand files take one second."""
MISSING = "not checked by ruff, which is not installed: the [worker] extra brings it"
DIED = "not checked by ruff, which did not get through it"
SLOW = "not checked by ruff, whose time was up"
_BATCH = 128 * 1024
"""Bytes of file names on one command line, far below what any system allows."""
_MOST_BYTES = 16 * 1024 * 1024
"""Of its answer: a file made of mistakes could fill the memory."""
_LINTED = 1

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What ruff reports: lines and columns are 1-based, the end column is the one after the last character."""

    code: str
    message: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Linted:
    """What ruff reports, sorted by place, and why for the files that it did not get through: no claim is made about them."""

    found: list[Diagnostic]
    left_out: dict[str, str]


def diagnostics(root: str, files: Sequence[str], rules: Sequence[str], seconds: float = SECONDS) -> Linted:
    """Return what `rules` find in `files`. Never raises for what a file holds, nor for a ruff that is missing or dies."""
    done = Linted([], {})
    path = program()
    if path is None:
        done.left_out.update(dict.fromkeys(files, MISSING))
    else:
        until = time.monotonic() + seconds
        for batch in _batches(files):
            _run(path, root, batch, ",".join(rules), until, done)
    done.found.sort(key=lambda one: (one.file, one.line, one.column, one.code))
    return done


def _batches(files: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for file in files:
        length = len(os.fsencode(file)) + 3
        if batch and size + length > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += length
    if batch:
        yield batch


def _run(path: str, root: str, files: list[str], rules: str, until: float, done: Linted) -> None:
    """Run ruff once; where it dies, run it on each half, so that one file silences no other."""
    left = until - time.monotonic()
    answer = _answer(path, root, files, rules, left) if left > 0 else None
    if answer is not None:
        done.found.extend(answer)
    elif len(files) == 1 or time.monotonic() > until:
        done.left_out.update(dict.fromkeys(files, DIED if time.monotonic() <= until else SLOW))
        _log.warning("ruff did not get through files, nothing is said about them", files=files[:5], count=len(files))
    else:
        middle = len(files) // 2
        _run(path, root, files[:middle], rules, until, done)
        _run(path, root, files[middle:], rules, until, done)


def _answer(path: str, root: str, files: list[str], rules: str, seconds: float) -> list[Diagnostic] | None:
    """What ruff reports; None when it dies, takes too long or says nothing that can be read."""
    command = [
        path, "check", "--isolated", "--no-cache", "--no-fix", "--exit-zero", "--quiet", "--no-respect-gitignore",
        "--output-format=json", f"--select={rules}", "--target-version=py311", "--", *(f"./{file}" for file in files),
    ]  # fmt: skip
    try:
        process = subprocess.Popen(
            command,
            cwd=root,
            env={"PATH": os.defpath, "NO_COLOR": "1", "RAYON_NUM_THREADS": "2"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return None
    with process, _ended(process, seconds):
        out = process.stdout.read(_MOST_BYTES + 1) if process.stdout is not None else b""
        if len(out) <= _MOST_BYTES:
            process.wait()
    if len(out) > _MOST_BYTES or process.returncode not in (0, _LINTED):
        return None
    return _parsed(out, root, set(files))


@contextmanager
def _ended(process: "subprocess.Popen[bytes]", seconds: float) -> Iterator[None]:
    """Kill a program and what it started when its time is up, and when it still runs at the end."""

    def end() -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(seconds, end)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if process.poll() is None:
            end()


def _parsed(out: bytes, root: str, files: set[str]) -> list[Diagnostic] | None:
    try:
        rows = json.loads(out)
    except ValueError:
        return None
    found = []
    for row in rows:
        file = os.path.relpath(row["filename"], root)
        # Broken syntax has the name of a rule in place of a code; a file name that is no UTF-8 comes back as another.
        if not (row["code"] or "").isalnum() or file not in files:
            continue
        start, end = row["location"], row["end_location"]
        place = (start["row"], start["column"], end["row"], end["column"])
        found.append(Diagnostic(row["code"], row["message"], file, *place))
    return found


def program() -> str | None:
    """Return the path of ruff: a wheel brings it beside the interpreter. None where there is none."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    return shutil.which("ruff", path=path)
