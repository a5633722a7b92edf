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
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

SECONDS = 120.0
"""For all files of a repository. A thousand files take one second."""
_BATCH = 128 * 1024
"""Bytes of file names on one command line, far below what any system allows."""
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


def diagnostics(root: str, files: Sequence[str], rules: Sequence[str], seconds: float = SECONDS) -> list[Diagnostic]:
    """Return what `rules` find in `files`, sorted by place.

    Files that ruff does not get through are left out, and the log says which: no claim is made about them.
    """
    until = time.monotonic() + seconds
    found = [one for batch in _batches(files) for one in _run(root, batch, ",".join(rules), until)]
    return sorted(found, key=lambda one: (one.file, one.line, one.column, one.code))


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


def _run(root: str, files: list[str], rules: str, until: float) -> list[Diagnostic]:
    """Run ruff once; where it dies, run it on each half, so that one file silences no other."""
    answer = _answer(root, files, rules, until - time.monotonic())
    if answer is not None:
        return answer
    if len(files) == 1 or time.monotonic() > until:
        _log.warning("ruff did not get through files, nothing is said about them", files=files[:5], count=len(files))
        return []
    middle = len(files) // 2
    return _run(root, files[:middle], rules, until) + _run(root, files[middle:], rules, until)


def _answer(root: str, files: list[str], rules: str, seconds: float) -> list[Diagnostic] | None:
    """What ruff reports; None when it dies, takes too long or says nothing that can be read."""
    command = [
        program(), "check", "--isolated", "--no-cache", "--no-fix", "--exit-zero", "--quiet", "--no-respect-gitignore",
        "--output-format=json", f"--select={rules}", "--target-version=py311", "--", *(f"./{file}" for file in files),
    ]  # fmt: skip
    process = subprocess.Popen(
        command,
        cwd=root,
        env={"PATH": os.defpath, "NO_COLOR": "1", "RAYON_NUM_THREADS": "2"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        out, _ = process.communicate(timeout=max(seconds, 0.1))
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    if process.returncode not in (0, _LINTED):
        return None
    return _parsed(out, root, set(files))


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


def program() -> str:
    """Return the path of ruff: a wheel brings it beside the interpreter. Raises FileNotFoundError where there is none."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    found = shutil.which("ruff", path=path)
    if found is None:
        raise FileNotFoundError("ruff is not installed: install the [worker] extra, which brings it")
    return found
