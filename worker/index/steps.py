"""Statements that one of two functions has in addition: what they do, told by how they are written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from worker.index.code import Code, Kind, Statement

_EXITS = frozenset({"return", "raise", "throw", "continue", "panic"})
_LOGS = frozenset(
    (
        "log", "logger", "logging", "slog", "console", "LOG", "LOGGER", "Log", "Logger", "_logger", "_log", "logrus", "klog",
        "glog", "tracing", "zap", "Timber", "warn", "info", "debug", "trace", "error", "warnings",
    )
)  # fmt: skip
_TALKS = frozenset(
    (
        "raise", "throw", "panic", "Error", "Errorf", "error", "warn", "warning", "info", "debug", "print", "println", "printf",
        "bail", "anyhow", "expect", "reject", "exception", "critical", "fatal", "Fatal", "Fatalf", "Infof", "Debugf", "Warnf",
        "Warningf", "Printf", "Println", "format_err",
    )
)  # fmt: skip


class Doing(StrEnum):
    """What statements do that one function has in addition."""

    LOG = "log"
    """They write a line to a log."""
    GUARD = "guard"
    """They leave when something is so."""
    STEP = "step"
    """Something else."""
    AROUND = "around"
    """They stand around statements that both have."""


@dataclass(frozen=True, slots=True)
class Step:
    """A statement that one has in addition, with what is in its block."""

    doing: Doing
    statement: Statement
    last: int
    size: int
    """Leaves."""


def talks(statement: Statement) -> bool:
    """Whether a statement says something to a person: in what words is no part of the job."""
    said = (token.word for token in statement.tokens if token.kind not in (Kind.TEXT, Kind.OWN))
    return any(word in _TALKS or word.endswith(("Error", "Exception")) for word in said) or _is_log(statement)


def _is_log(statement: Statement) -> bool:
    words = [token.word for token in statement.tokens]
    return len(words) > 3 and words[0] in _LOGS and words[1] in (".", "(", "!", "::") and words[-1] == ")"


def block_of(code: Code, statement: Statement) -> list[Statement]:
    """Return what is in the block of a statement."""
    at = next(number for number, one in enumerate(code.statements) if one is statement)
    found = []
    for one in code.statements[at + 1 :]:
        if one.depth <= statement.depth:
            break
        found.append(one)
    return found


def is_guard(code: Code, statement: Statement) -> bool:
    """Whether a statement asks something, and leaves when it is so."""
    inner = block_of(code, statement)
    leaves = bool(inner) and inner[-1].tokens[0].word in _EXITS and inner[-1].depth == statement.depth + 1
    return statement.tokens[0].word == "if" and leaves


def steps(code: Code, lone: Sequence[Statement]) -> Iterator[Step]:
    """Yield what one function has in addition, statement by statement, each with what is in its block."""
    alone = {id(one) for one in lone}
    done: set[int] = set()
    for statement in lone:
        if id(statement) in done:
            continue
        block = block_of(code, statement)
        done |= {id(one) for one in block}
        doing = Doing.STEP
        if not all(id(one) in alone for one in block):
            doing = Doing.AROUND
        elif _is_log(statement) and not block:
            doing = Doing.LOG
        elif is_guard(code, statement):
            doing = Doing.GUARD
        size = len(statement.tokens) + sum(len(one.tokens) for one in block)
        yield Step(doing, statement, max([statement.last, *(one.last for one in block)]), size)
