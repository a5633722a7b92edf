"""Statements that one of two functions has in addition: what they are by what they do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.index.code import Code, Kind, Statement

_EXITS = frozenset({"return", "raise", "throw", "continue", "panic", "break"})
_LOGS = frozenset(
    (
        "log", "logger", "logging", "slog", "console", "LOG", "LOGGER", "Log", "Logger", "_logger", "_log", "logrus", "klog", "glog",
        "tracing", "zap", "Timber", "warn", "info", "debug", "trace", "error",
    )
)  # fmt: skip
_TALKS = frozenset(
    (
        "raise", "throw", "panic", "Error", "Errorf", "error", "warn", "warning", "info", "debug", "print", "println", "printf", "bail",
        "anyhow", "expect", "reject", "exception", "critical", "fatal", "Fatal", "Fatalf", "Infof", "Debugf", "Warnf", "format_err", "New",
    )
)  # fmt: skip


def talks(statement: Statement) -> bool:
    """Whether a statement says something to a person: what exactly it says is no part of the job."""
    return any(
        token.word in _TALKS or token.word.endswith(("Error", "Exception"))
        for token in statement.tokens if token.kind not in (Kind.TEXT, Kind.OWN)
    ) or is_log(statement)


def is_log(statement: Statement) -> bool:
    """Whether a statement only writes to a log."""
    words = [token.word for token in statement.tokens[:3]]
    return words[0] in _LOGS and len(words) > 1 and words[1] in (".", "(", "!", "::") and statement.tokens[-1].word == ")"


def body_of(code: Code, statement: Statement) -> list[Statement]:
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
    if statement.tokens[0].word not in ("if", "unless"):
        return False
    inner = body_of(code, statement)
    return bool(inner) and inner[-1].tokens[0].word in _EXITS and inner[-1].depth == statement.depth + 1


@dataclass(frozen=True, slots=True)
class Step:
    """Statements that belong together."""

    first: int
    last: int
    change: str | None
    size: int


def steps(code: Code, lone: Sequence[Statement]) -> Iterator[Step]:
    """Put statements together with what is in their blocks."""
    mine = {id(one) for one in lone}
    done: set[int] = set()
    for statement in lone:
        if id(statement) in done:
            continue
        inner = body_of(code, statement)
        done |= {id(one) for one in inner}
        whole = all(id(one) in mine for one in inner)
        size = len(statement.tokens) + sum(len(one.tokens) for one in inner)
        last = max([statement.last, *(one.last for one in inner)])
        change = None
        if whole:
            if is_log(statement) and not inner:
                change = "a line of a log"
            elif is_guard(code, statement):
                change = "a check at the start"
            else:
                change = "a step"
        yield Step(statement.first, last, change, size)
