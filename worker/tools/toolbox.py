"""The only tools that any agent is ever offered: glob, grep and read, on one checkout, and nothing that writes or runs."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.domain.globs import GlobError, Globs
from worker.tools.jail import Jail, JailError, shown
from worker.tools.reading import read_lines
from worker.tools.search import SearchError, count, in_scope, search


@dataclass(frozen=True, slots=True)
class ToolLimits:
    """What one conversation may take from a checkout."""

    calls: int = 40
    """Calls answered, wrong ones included."""
    chars: int = 16_000
    """Characters of one answer."""
    paths: int = 200
    """Paths of one glob."""
    hits: int = 100
    """Lines of one grep."""
    lines: int = 400
    """Lines of one read."""
    line_chars: int = 400
    """Characters shown of one line."""
    seconds: float = 20.0
    """Time of one call."""


@dataclass(frozen=True, slots=True)
class ToolResult:
    """The answer to one call, as text for the model."""

    text: str
    is_error: bool = False


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class GlobArguments(_Arguments):
    """Arguments of `glob`."""

    pattern: str = Field(
        description="for example src/**/*.ts or **/test_*.py; a pattern without a slash matches in every folder"
    )


class GrepArguments(_Arguments):
    """Arguments of `grep`."""

    pattern: str = Field(min_length=1, description=r"regular expression in Rust's syntax, matched line by line: \bparse_id\b")
    glob: str = Field("**", description="only search files that match this glob, for example src/**/*.ts")
    ignore_case: bool = Field(False, description="treat capital and small letters alike")


class ReadArguments(_Arguments):
    """Arguments of `read`."""

    path: str = Field(description="the file, relative to the repository's root")
    start: int = Field(1, ge=1, description="first line, from 1")
    end: int | None = Field(None, ge=1, description="last line, included; without it as much as fits")


_TOOLS: dict[str, tuple[type[_Arguments], str]] = {
    "glob": (GlobArguments, "List the repository's files whose path matches a glob, sorted."),
    "grep": (
        GrepArguments,
        "Find the lines that match a regular expression, as path:line: text. Hidden files are searched too.",
    ),
    "read": (ReadArguments, "Show lines of a text file with their numbers."),
}


@dataclass(slots=True)
class Toolbox:
    """The tools on one checkout for one conversation.

    `files` (a checkout's list) is all that can be seen; without it everything under `root` but version control's own.
    """

    root: Path
    limits: ToolLimits = field(default_factory=ToolLimits)
    files: Iterable[str] | None = None
    used: int = 0
    """Calls answered so far, good and bad."""
    bad_calls: int = 0
    """Calls of an unknown tool, with arguments that do not fit, or that asked for what is not given out."""
    _jail: Jail | None = None

    @property
    def definitions(self) -> list[dict[str, Any]]:
        """The tools as Anthropic's Messages API takes them."""
        return [
            {"name": name, "description": description, "input_schema": _schema(arguments)}
            for name, (arguments, description) in _TOOLS.items()
        ]

    def call(self, name: str, arguments: object) -> ToolResult:
        """Answer one call. Never raises for what a model may say: the answer is then an error that tells what to do."""
        if self.used >= self.limits.calls:
            return ToolResult(f"All {self.limits.calls} calls are used up. Answer now with what you know.", is_error=True)
        self.used += 1
        try:
            text = self._answer(name, arguments)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "arguments"
            return self._bad(f"The arguments of {name} do not fit: {where}: {first['msg']}.")
        except (JailError, SearchError, GlobError) as error:
            return self._bad(f"{name}: {error}.")
        return ToolResult(_cap(text, self.limits.chars))

    def _answer(self, name: str, arguments: object) -> str:
        if name not in _TOOLS:
            raise JailError(f"there is no such tool; use one of {', '.join(_TOOLS)}")
        given = _TOOLS[name][0].model_validate(arguments)
        if self._jail is None:
            self._jail = Jail.of(self.root, self.files)
        answers: dict[str, Callable[[Jail, Any], str]] = {"glob": self._glob, "grep": self._grep, "read": self._read}
        return answers[name](self._jail, given)

    def _bad(self, text: str) -> ToolResult:
        self.bad_calls += 1
        return ToolResult(_cap(text.encode(errors="replace").decode(), 1000), is_error=True)

    def _glob(self, jail: Jail, given: GlobArguments) -> str:
        globs = Globs.of([given.pattern])
        found = [shown(file) for file in jail.files if globs.match(file)]
        if not found:
            return "No file matches."
        return "\n".join([*found[: self.limits.paths], *_more(len(found) - self.limits.paths, "files")])

    def _grep(self, jail: Jail, given: GrepArguments) -> str:
        deadline = time.monotonic() + self.limits.seconds
        # Count first: an answer that is cut off is cut at the same line every time, and says how much is missing.
        counts = count(jail, given.pattern, in_scope(jail, [given.glob]), ignore_case=given.ignore_case, deadline=deadline)
        if not counts:
            return "No line matches."
        total = sum(counts.values())
        first: list[str] = []
        planned = 0
        for file, number in counts.items():
            if planned >= self.limits.hits:
                break
            first.append(file)
            planned += number
        few = Jail(jail.root, tuple(first), frozenset(first))
        seconds = max(0.0, deadline - time.monotonic())
        hits = search(few, given.pattern, ignore_case=given.ignore_case, seconds=seconds)[: self.limits.hits]
        lines = [f"{hit.file}:{hit.line}: {_cap(hit.text, self.limits.line_chars)}" for hit in hits]
        return "\n".join([*lines, *_more(total - len(hits), f"lines, in {len(counts)} files altogether")])

    def _read(self, jail: Jail, given: ReadArguments) -> str:
        name, path = jail.resolve(given.path)
        end = given.end if given.end is not None else given.start + self.limits.lines - 1
        if end < given.start:
            raise JailError(f"the last line {end} comes before the first, {given.start}")
        last = min(end, given.start + self.limits.lines - 1)
        lines, total = read_lines(path, name, given.start, last)
        if not lines:
            return f"{shown(name)} has {total} lines." if total else f"{shown(name)} is empty."
        shown_lines: list[str] = []
        room = self.limits.chars - 200
        for number, line in enumerate(lines, given.start):
            text = f"{number}\t{_cap(line, self.limits.line_chars)}"
            room -= len(text) + 1
            if room < 0 and shown_lines:
                break
            shown_lines.append(text)
        reached = given.start + len(shown_lines) - 1
        rest = (
            [] if reached >= total else [f"… lines {reached + 1} to {total} are not shown; read them with start={reached + 1}."]
        )
        return "\n".join([*shown_lines, *rest])


def _schema(arguments: type[_Arguments]) -> dict[str, Any]:
    schema = arguments.model_json_schema()
    properties = {
        name: {key: value for key, value in property.items() if key != "title"}
        for name, property in schema["properties"].items()
    }
    return cast(dict[str, Any], {
        "type": "object", "properties": properties, "required": schema["required"], "additionalProperties": False,
    })  # fmt: skip


def _more(number: int, what: str) -> list[str]:
    return [f"… {number} more {what}; narrow it down."] if number > 0 else []


def _cap(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}… ({len(text) - most} more characters, narrow it down)"
