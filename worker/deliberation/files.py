"""Reading whole files of a checkout as evidence counts them."""

from pathlib import Path

from worker.tools.jail import Jail, JailError


def jail_of(root: Path | Jail) -> Jail:
    """The files that may be looked at; a `Jail` made of a checkout's list leaves out what is not committed."""
    return root if isinstance(root, Jail) else Jail.of(root)


def read_text(jail: Jail, file: str) -> str | None:
    """The text of `file` as it stands; None when it cannot be read, as UTF-8, from inside the jail."""
    try:
        return jail.resolve(file)[1].read_bytes().decode()
    except (JailError, OSError, UnicodeDecodeError):
        return None


def read_lines(jail: Jail, file: str) -> list[str] | None:
    r"""The lines of `file` without their ends (\\n or \\r\\n); None when it cannot be read, as UTF-8, from inside the jail."""
    text = read_text(jail, file)
    if text is None:
        return None
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    return lines[:-1] if lines[-1] == "" else lines
