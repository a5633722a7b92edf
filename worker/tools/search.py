r"""Finding text in files with ripgrep: complete, in order, and the same wherever it runs.

Patterns are regular expressions in Rust's syntax, which take linear time. A line ends at `\n`; a `\r` before it is not part
of the line. Files are bytes: invalid UTF-8 is searched like anything else and shown with replacement characters. A file is
binary, and left out, when a NUL byte is in its first 8000 bytes (git's rule) and it is not UTF-16 with a byte order mark.
ripgrep is handed each file by name, so no ignore file, link or configuration decides what is looked at.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.domain.globs import GlobError, Globs
from worker.tools.jail import Jail, shown

MAX_TEXT = 2000
"""Characters of a line that a hit shows; minified files have lines of megabytes."""
_MOST_OUTPUT = 128 * 1024 * 1024
_BATCH = 256 * 1024
"""Bytes of file names on one command line, far below what any system allows."""


_TOO_LONG = "the search took too long; narrow it down with a glob"


class SearchError(Exception):
    """A search that gave no complete answer; the message says why, on one line."""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A line that matches: file relative to the root, line number from 1, text without its end, cut at `MAX_TEXT`."""

    file: str
    line: int
    text: str


def search(
    root: Path | Jail, pattern: str, scope: Sequence[str] = ("**",), *, ignore_case: bool = False, seconds: float = 60.0
) -> list[Hit]:
    """All lines of the files in `scope` (globs) that match `pattern`, sorted by file and line. Raises `SearchError`.

    With a `Jail` made of a checkout's files, ignored and generated files of a working folder are not looked at.
    """
    jail = root if isinstance(root, Jail) else Jail.of(root)
    files = in_scope(jail, scope)
    arguments = _expression(pattern, ignore_case)
    return sorted(hit.cut() for hit in _lines(jail, arguments, files, time.monotonic() + seconds))


def search_many(
    root: Path | Jail, words: Iterable[str], scope: Sequence[str] = ("**",), *, seconds: float = 300.0
) -> dict[str, list[Hit]]:
    r"""For each of many literal words, what `search` finds for it as a whole word, in one pass over the files.

    Whole means that no letter, digit or underscore touches it. Every word is a key. Raises `SearchError`.
    """
    wanted = dict.fromkeys(words)
    found: dict[str, list[Hit]] = {word: [] for word in wanted}
    if not wanted:
        return found
    if bad := [word for word in wanted if not word or set(word) & set("\n\r\0") or not _is_text(word)]:
        raise SearchError(f"{bad[0]!r} is not a word that can be searched for")
    jail = root if isinstance(root, Jail) else Jail.of(root)
    patterns = "\n".join(wanted).encode()
    simple = {word for word in wanted if re.fullmatch(r"\w+", word, re.ASCII)}
    other = {word: re.compile(rf"(?<!\w){re.escape(word)}(?!\w)") for word in wanted if word not in simple}
    arguments = ["--fixed-strings", "--word-regexp", "--file=-"]
    for line in _lines(jail, arguments, in_scope(jail, scope), time.monotonic() + seconds, patterns):
        hit = line.cut()
        here = simple.intersection(_WORD.findall(line.text))
        here.update(word for word, whole in other.items() if whole.search(line.text))
        # ripgrep knows a few more letters than Python; what it calls a match is never lost.
        for word in here or [word for word in wanted if word in line.text]:
            found[word].append(hit)
    for hits in found.values():
        hits.sort()
    return found


def count(jail: Jail, pattern: str, files: Sequence[str], *, ignore_case: bool, deadline: float) -> dict[str, int]:
    """How many lines match in each file that has any, in order of the files. Raises `SearchError`."""
    arguments = ["--count", *_expression(pattern, ignore_case)]
    found = {}
    for batch in _batches(files):
        for record in _run(jail, arguments, batch, deadline).split(b"\n")[:-1]:
            name, _, number = record.rpartition(b"\0")
            found[_name(name)] = int(number)
    return {file: found[file] for file in sorted(found) if not is_binary(jail.root / file)}


def in_scope(jail: Jail, scope: Sequence[str]) -> list[str]:
    """The files that match one of the globs. Raises `SearchError`."""
    try:
        globs = Globs.of(scope)
    except GlobError as error:
        raise SearchError(str(error)) from None
    return list(jail.files) if globs.everything else [file for file in jail.files if globs.match(file)]


def is_binary(path: Path) -> bool:
    """Whether a file is binary by the rule above; one that cannot be read is not text either."""
    try:
        with path.open("rb") as file:
            head = file.read(8000)
    except OSError:
        return True
    return b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))


_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Line:
    file: str
    line: int
    text: str

    def cut(self) -> Hit:
        return Hit(shown(self.file), self.line, self.text[:MAX_TEXT])


def _expression(pattern: str, ignore_case: bool) -> list[str]:
    return [*(["--ignore-case"] if ignore_case else []), "--regex-size-limit=10M", f"--regexp={pattern}"]


def _lines(jail: Jail, arguments: list[str], files: Sequence[str], deadline: float, stdin: bytes = b"") -> Iterator[_Line]:
    binary: dict[str, bool] = {}
    for batch in _batches(files):
        out = _run(jail, ["--line-number", "--no-heading", *arguments], batch, deadline, stdin)
        at = 0
        # FILE \0 NUMBER : TEXT \n, and only a text may hold anything.
        while at < len(out):
            name_end = out.index(b"\0", at)
            number_end = out.index(b":", name_end)
            end = out.find(b"\n", number_end)
            end = len(out) if end < 0 else end
            file = _name(out[at:name_end])
            if file not in binary:
                binary[file] = is_binary(jail.root / file)
            if not binary[file]:
                text = out[number_end + 1 : end].removesuffix(b"\r").decode(errors="replace")
                yield _Line(file, int(out[name_end + 1 : number_end]), text)
            at = end + 1


def _name(raw: bytes) -> str:
    return os.fsdecode(raw).removeprefix("./")


def _batches(files: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for file in files:
        batch.append(f"./{file}")
        size += len(os.fsencode(file)) + 11  # with the "./", the end and a pointer
        if size > _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@lru_cache
def _ripgrep() -> str:
    """Where ripgrep is: beside our Python (its wheel puts it there), else on the path. Raises `SearchError`."""
    beside = Path(sys.executable).with_name("rg")
    found = str(beside) if beside.is_file() else shutil.which("rg")
    if not found:
        raise SearchError("ripgrep is not installed; install the package with its extra 'worker'")
    return found


def _is_text(argument: str) -> bool:
    try:
        argument.encode()
    except UnicodeEncodeError:
        return False
    return True


def _run(jail: Jail, arguments: list[str], files: list[str], deadline: float, stdin: bytes = b"") -> bytes:
    if any("\0" in argument or not _is_text(argument) for argument in arguments):
        raise SearchError("the pattern holds a character that no text has")
    if time.monotonic() >= deadline:
        raise SearchError(_TOO_LONG)
    command = [
        _ripgrep(), "--no-config", "--no-ignore", "--hidden", "--text", "--crlf", "--no-mmap", "--color=never", "--null",
        "--with-filename", *arguments, "--", *files,
    ]  # fmt: skip
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write(stdin)
        given.seek(0)
        process = subprocess.Popen(
            command, cwd=jail.root, stdin=given, stdout=subprocess.PIPE, stderr=said, env={"LC_ALL": "C"}
        )
        out = _read(process, deadline)
        said.seek(0)
        messages = said.read(10_000).decode(errors="replace").strip().splitlines()
    if process.returncode not in (0, 1):
        raise SearchError(f"the pattern or a file cannot be read: {messages[-1] if messages else 'ripgrep failed'}")
    return out


def _read(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    """All that ripgrep says, unless it takes too long or says too much."""
    left = max(0.0, deadline - time.monotonic())
    alarm = threading.Timer(left, process.kill)
    alarm.daemon = True
    alarm.start()
    assert process.stdout is not None
    out = process.stdout.read(_MOST_OUTPUT + 1)
    alarm.cancel()
    if len(out) > _MOST_OUTPUT:
        process.kill()
    process.stdout.close()
    process.wait()
    if len(out) > _MOST_OUTPUT:
        raise SearchError("the search finds far too much; use a narrower pattern or glob")
    if process.returncode == -signal.SIGKILL:
        raise SearchError(_TOO_LONG)
    return out
