"""The `/anatoly …` grammar: text in, commands and mistakes out. No I/O, never raises."""

import difflib
import shlex
from collections.abc import Iterable

from app.commands.grammar import Command, Mistake, Name, Problem
from app.commands.text import spoken_lines
from app.domain.axis import Axis
from app.domain.globs import GlobError, Globs

TRIGGER = "/anatoly"
MAX_COMMANDS = 10
"""More lines than this in one comment are not worked off: nobody means them."""
MAX_WORD = 200


def parse(body: str) -> list[Command | Mistake]:
    """Every command of a comment, in order; a mistake where a line was meant as one.

    One command a line, at the start of the line, outside quotes and code. Flags come from an allow-list: nothing else
    can be configured from a comment.
    """
    found: list[Command | Mistake] = []
    for line in spoken_lines(body):
        words = line.split(maxsplit=1)
        if words and words[0].lower() == TRIGGER:
            if len(found) == MAX_COMMANDS:
                found.append(Mistake(Problem.TOO_MANY, str(MAX_COMMANDS)))
                break
            found.append(_command(words[1] if len(words) > 1 else ""))
    return found


def _command(text: str) -> Command | Mistake:
    try:
        words = shlex.split(text)
    except ValueError:
        return Mistake(Problem.BAD_QUOTES, _short(text))
    if not words:
        return Command(Name.HELP)
    name, arguments = words[0].lower(), words[1:]
    if name not in set(Name):
        return _mistake(Problem.UNKNOWN_COMMAND, words[0], Name)
    if name == Name.AUDIT:
        return _audit(arguments)
    if arguments:
        return Mistake(Problem.UNEXPECTED_ARGUMENT, _short(arguments[0]), name)
    return Command(Name(name))


def _audit(arguments: list[str]) -> Command | Mistake:
    paths: list[str] = []
    axes: list[str] = []
    full = False
    rest = iter(arguments)
    for word in rest:
        flag, equals, value = word.partition("=")
        if word == "--full":
            full = True
        elif flag == "--axes":
            value = value if equals else next(rest, "")
            names = [name.strip().lower() for name in value.split(",") if name.strip()]
            if not names or value.startswith("-"):
                return Mistake(Problem.MISSING_VALUE, "--axes", known=tuple(Axis))
            for name in names:
                if name not in set(Axis):
                    return _mistake(Problem.UNKNOWN_AXIS, name, Axis)
            axes += names
        elif word.startswith("-"):
            return _mistake(Problem.UNKNOWN_FLAG, flag, ("--axes", "--full"))
        else:
            path = _path(word)
            if path is None:
                return Mistake(Problem.BAD_PATH, _short(word))
            paths.append(path)
    return Command(Name.AUDIT, tuple(dict.fromkeys(paths)), tuple(dict.fromkeys(axes)), full)


def _path(word: str) -> str | None:
    """A glob inside the repository, or None for anything that points out of it or can match no file."""
    path = word.removeprefix("./").rstrip("/")
    if not path or len(path) > MAX_WORD or path.startswith(("/", "~")) or "\\" in path or not path.isprintable():
        return None
    try:
        Globs.covering((f"/{path}",))
    except GlobError:
        return None
    return path


def _mistake(problem: Problem, word: str, known: Iterable[str]) -> Mistake:
    names = tuple(str(name) for name in known)
    near = difflib.get_close_matches(word[:50].lower(), names, n=1, cutoff=0.6)
    return Mistake(problem, _short(word), near[0] if near else "", names)


def _short(word: str) -> str:
    return word if len(word) <= 60 else word[:59] + "…"
