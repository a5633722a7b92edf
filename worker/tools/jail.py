"""The files of one folder that may be looked at: regular ones, inside it, reached without a symbolic link."""

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_VERSION_CONTROL = frozenset({".git", ".hg", ".svn"})


class JailError(Exception):
    """A path that is not given out; the message says why, for whoever asked."""


@dataclass(frozen=True, slots=True)
class Jail:
    """A root, and the paths under it that exist for the one who asks: sorted, POSIX, relative."""

    root: Path
    files: tuple[str, ...]
    known: frozenset[str]

    @classmethod
    def of(cls, root: Path, files: Iterable[str] | None = None) -> "Jail":
        """`files` as given (those that are regular files under the root), or everything under the root but `.git`.

        Raises `JailError` when a folder cannot be read.
        """
        real = root.resolve()
        if files is None:
            listed = _walk(real)
        else:
            folders: dict[str, bool] = {}
            listed = [file for file in files if _is_plain(file) and _is_regular(real, file, folders)]
        return cls(real, tuple(sorted(listed)), frozenset(listed))

    def resolve(self, path: str) -> tuple[str, Path]:
        """The relative and the absolute path that `path` means, symbolic links followed. Raises `JailError`."""
        pure = PurePosixPath(path)
        try:
            real = Path(os.path.realpath(self.root / pure))
        except (OSError, ValueError):  # too long, a NUL, or characters that no file name has
            raise JailError("that is not a path; name a file relative to the repository's root") from None
        if pure.is_absolute() or not real.is_relative_to(self.root):
            raise JailError(f"{path!r} is outside the repository; name a file relative to the repository's root")
        relative = real.relative_to(self.root).as_posix()
        if relative in self.known:
            return relative, real
        if os.path.isdir(real):  # noqa: PTH112 - pathlib's raises for names that are too long
            raise JailError(f"{path!r} is a folder; list it with glob: {relative}/*")
        raise JailError(f"there is no file {path!r}; find its name with glob")


def shown(file: str) -> str:
    r"""A path that can be written anywhere: bytes that are not UTF-8 appear as `\xNN`."""
    return os.fsencode(file).decode(errors="backslashreplace")


def _is_plain(file: str) -> bool:
    return bool(file) and not file.startswith("/") and "\0" not in file and not set(file.split("/")) & {"", ".", ".."}


def _is_regular(root: Path, file: str, folders: dict[str, bool]) -> bool:
    """Whether this is a regular file, reached through real folders only; `folders` remembers which are."""
    parent = file.rpartition("/")[0]
    if parent not in folders:
        folders[parent] = os.path.realpath(root / parent) == str(root / parent) if parent else True
    try:
        return folders[parent] and stat.S_ISREG(os.lstat(f"{root}/{file}").st_mode)
    except (OSError, ValueError):
        return False


def _walk(root: Path) -> list[str]:
    found = []
    open_ = [""]
    while open_:
        prefix = open_.pop()
        try:
            with os.scandir(root / prefix) as scan:
                entries = [entry for entry in scan if entry.name not in _VERSION_CONTROL]
        except OSError as error:
            raise JailError(f"the folder {prefix or root} cannot be read ({error.strerror}); check its permissions") from error
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                open_.append(f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                found.append(f"{prefix}{entry.name}")
    return found
