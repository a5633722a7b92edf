"""What changed between two states, read out of git's own words. No I/O.

The input is what `git diff --raw --patch` prints (git-diff documentation, "Raw output format" and "Generating patch text"):
first one line per changed file, which alone gives names and kinds, then one patch per file in the same order. Names in the
patches are not looked at, because they cannot be told apart reliably there.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What happened to a file."""

    ADDED = "added"
    MODIFIED = "modified"
    DELETED = "deleted"
    RENAMED = "renamed"
    RETYPED = "retyped"
    """A file became a symbolic link or a submodule, or the other way round."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """One changed stretch with up to three lines of context. Lines are 1-based; an empty side starts at the line before it."""

    old_start: int
    old_lines: int
    new_start: int
    new_lines: int
    lines: tuple[str, ...]
    """Each with its mark in front (space, `+` or `-`), without the line end's newline."""

    def new_side(self, marks: str) -> list[int]:
        """The numbers, in the new file, of the lines with one of these marks."""
        numbers: list[int] = []
        number = self.new_start
        for line in self.lines:
            if line[0] != "-":
                if line[0] in marks:
                    numbers.append(number)
                number += 1
        return numbers


@dataclass(frozen=True, slots=True)
class FileDiff:
    """What happened to one file. `file` is its new path, or the old one of a deleted file."""

    file: str
    old_file: str
    status: Status
    hunks: tuple[Hunk, ...] = ()
    """Empty for binary files, and where only the name or the mode changed."""
    binary: bool = False

    @property
    def commentable_lines(self) -> frozenset[int]:
        """Lines of the new file that GitHub takes a review comment on: added ones and their context."""
        return frozenset(number for hunk in self.hunks for number in hunk.new_side("+ "))

    @property
    def added_lines(self) -> frozenset[int]:
        """Lines of the new file that are new."""
        return frozenset(number for hunk in self.hunks for number in hunk.new_side("+"))


def parse(output: bytes) -> dict[str, FileDiff]:
    """Read a whole diff, by path, in git's order. Raises `ValueError` when it is not what git prints."""
    lines = output.split(b"\n")
    at = 0
    changes: list[tuple[Status, str, str]] = []
    while at < len(lines) and lines[at].startswith(b":"):
        changes.append(_raw(lines[at]))
        at += 1
    if at < len(lines) and not lines[at]:
        at += 1
    found: dict[str, FileDiff] = {}
    for status, old, new in changes:
        if status is Status.RETYPED:
            _, _, at = _patch(lines, at)  # git writes a retyped file as a deletion and an addition
        binary, hunks, at = _patch(lines, at)
        found[new] = FileDiff(new, old, status, hunks, binary)
    if b"".join(lines[at:]):
        raise ValueError("more patches than changed files")
    return found


_RAW = re.compile(rb":\d{6} \d{6} [0-9a-f.]+ [0-9a-f.]+ ([AMDRT])\d*\t([^\t]+)(?:\t([^\t]+))?")
_STATUS = {b"A": Status.ADDED, b"M": Status.MODIFIED, b"D": Status.DELETED, b"R": Status.RENAMED, b"T": Status.RETYPED}
_HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb'\\([abtnvfr"\\]|[0-7]{3})')
_ESCAPED = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}


def _raw(line: bytes) -> tuple[Status, str, str]:
    match = _RAW.fullmatch(line)
    if not match:
        raise ValueError(f"not a changed file: {line!r}")
    old = unquote(match[2])
    return _STATUS[match[1]], old, unquote(match[3]) if match[3] else old


def unquote(name: bytes) -> str:
    """A path as git prints it: plain, or quoted like a C string. Bytes that are not UTF-8 become surrogates."""
    if name.startswith(b'"'):
        name = _ESCAPE.sub(_plain, name[1:-1])
    return name.decode(errors="surrogateescape")


def _plain(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if len(code) == 3 else _ESCAPED.get(code, code)


def _patch(lines: list[bytes], at: int) -> tuple[bool, tuple[Hunk, ...], int]:
    """One file's patch from line `at` on: whether it is binary, its hunks, and where the next one starts."""
    if at >= len(lines) or not lines[at].startswith(b"diff --git "):
        raise ValueError("a changed file without a patch")
    at += 1
    binary = False
    while at < len(lines) and lines[at] and not lines[at].startswith((b"@@ ", b"diff --git ")):
        binary = binary or lines[at].startswith(b"Binary files ")
        at += 1
    hunks: list[Hunk] = []
    while at < len(lines) and lines[at].startswith(b"@@ "):
        hunk, at = _hunk(lines, at)
        hunks.append(hunk)
    return binary, tuple(hunks), at


def _hunk(lines: list[bytes], at: int) -> tuple[Hunk, int]:
    match = _HUNK.match(lines[at])
    if not match:
        raise ValueError(f"not a hunk: {lines[at]!r}")
    old_start, old_lines, new_start, new_lines = (1 if part is None else int(part) for part in match.groups())
    at += 1
    text: list[str] = []
    old_left, new_left = old_lines, new_lines
    while old_left or new_left or (at < len(lines) and lines[at].startswith(b"\\")):
        if at >= len(lines):
            raise ValueError("a hunk that ends too early")
        mark = lines[at][:1]
        if mark == b"\\":  # "\ No newline at end of file" is no line
            at += 1
            continue
        if mark not in (b" ", b"+", b"-"):
            raise ValueError(f"not a line of a hunk: {lines[at]!r}")
        old_left -= mark != b"+"
        new_left -= mark != b"-"
        if old_left < 0 or new_left < 0:
            raise ValueError("a hunk longer than it says")
        text.append(lines[at].decode(errors="replace"))
        at += 1
    return Hunk(old_start, old_lines, new_start, new_lines, tuple(text)), at
