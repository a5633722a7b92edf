"""Reading lines of a file that has already been found to be inside the jail."""

import os
import stat
from pathlib import Path

from worker.tools.jail import JailError
from worker.tools.search import is_binary

_LARGEST = 32 * 1024 * 1024


def read_lines(path: Path, name: str, start: int, end: int) -> tuple[list[str], int]:
    r"""Lines `start..end` (from 1, inclusive, without their ends) and how many the file has; a line ends at `\n`.

    Raises `JailError` for what is not a text file of a sensible size. A pipe or device in the file's place never blocks.
    """
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise JailError(f"{name!r} cannot be read ({error.strerror})") from None
    with os.fdopen(fd, "rb") as file:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            raise JailError(f"{name!r} is not a regular file")
        if status.st_size > _LARGEST:
            raise JailError(f"{name!r} is too large to read ({status.st_size} bytes); search it with grep")
        if is_binary(path):
            raise JailError(f"{name!r} is a binary file")
        raw = file.read()
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    lines = raw.decode(encoding, errors="replace").split("\n")
    if not lines[-1]:
        lines.pop()
    return [line.removesuffix("\r") for line in lines[start - 1 : end]], len(lines)
