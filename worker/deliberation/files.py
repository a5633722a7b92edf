"""Reading whole files of a checkout as evidence counts them."""

from pathlib import Path

from worker.tools.jail import Jail, JailError


def jail_of(root: Path | Jail) -> Jail:
    """The files that may be looked at; a `Jail` made of a checkout's list leaves out what is not committed."""
    return root if isinstance(root, Jail) else Jail.of(root)


def read_lines(jail: Jail, file: str) -> list[str] | None:
    r"""The lines of `file` without their ends (\\n or \\r\\n); None when it cannot be read, as UTF-8, from inside the jail."""
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
