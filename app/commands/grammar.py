"""The words people write to the App, as data. `parse.py` reads them, one module per command acts on them."""

from dataclasses import dataclass, field
from enum import StrEnum


class Name(StrEnum):
    """The commands on offer."""

    AUDIT = "audit"
    STATUS = "status"
    CANCEL = "cancel"
    HELP = "help"


class Problem(StrEnum):
    """Why a line that starts with `/anatoly` is no command."""

    UNKNOWN_COMMAND = "unknown_command"
    UNKNOWN_FLAG = "unknown_flag"
    UNKNOWN_AXIS = "unknown_axis"
    MISSING_VALUE = "missing_value"
    UNEXPECTED_ARGUMENT = "unexpected_argument"
    BAD_PATH = "bad_path"
    BAD_QUOTES = "bad_quotes"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Command:
    """One command. `paths` are globs relative to the repository's root; no axes and no paths mean all of them."""

    name: Name
    paths: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    full: bool = False


@dataclass(frozen=True)
class Mistake:
    """A line that was meant as a command and is none: what is wrong, with which word, and the nearest right word."""

    problem: Problem
    word: str
    nearest: str = ""
    known: tuple[str, ...] = field(default=())
