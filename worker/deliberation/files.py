"""Reading files of a checkout, and never anything else."""

from pathlib import Path, PurePosixPath


def jailed(root: Path, file: str) -> Path | None:
    """The regular file `file` (POSIX, relative) under `root`; None when it is none, or lies elsewhere, links included."""
    parts = PurePosixPath(file).parts
    if not parts or file.startswith("/") or "\0" in file or "\\" in file or ".." in parts or ".git" in parts:
        return None
    path = root.joinpath(*parts)
    try:
        inside = path.resolve(strict=True).is_relative_to(root.resolve(strict=True))
    except (OSError, RuntimeError):  # it is not there, or its links run in a circle
        return None
    return path if inside and path.is_file() else None


def read_text(root: Path, file: str) -> str | None:
    """The text of `file` as it stands; None when it cannot be read as UTF-8 from inside `root`."""
    path = jailed(root, file)
    if path is None:
        return None
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None


def read_lines(root: Path, file: str) -> list[str] | None:
    r"""The lines of `file` without their ends (\\n or \\r\\n); None when it cannot be read as UTF-8 from inside `root`."""
    text = read_text(root, file)
    if text is None:
        return None
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    return lines[:-1] if lines[-1] == "" else lines
