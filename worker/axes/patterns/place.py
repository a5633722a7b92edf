"""Where a rule fires: the lines, the symbol around them, and how a root reaches it."""

import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property

from worker.graph.graph import Graph
from worker.graph.index import MODULE
from worker.source.classify import is_shown
from worker.source.facts import FileFacts, Source, Symbol
from worker.source.words import text_of

_MEANT = re.compile(
    r"noqa|nosec|nolint|eslint-disable|NOSONAR|type: ignore|pylint: ?disable|@ts-(?:ignore|expect-error)|shellcheck disable"
    r"|Suppress\w*Warnings|#\[allow|noinspection|biome-ignore|lgtm|codeql\[|skipcq|deliberate|on purpose|intentional",
    re.IGNORECASE,
)
"""Somebody has looked at the line and kept it."""
_SUPPRESSED = re.compile(r"Suppress\w*Warnings\(|SuppressMessage\(|#\[allow\(|pylint: ?disable|noinspection")
"""The same, said of a whole function in front of it."""


_ASIDE = re.compile(r"(^|/)(bench(?:es|marks?)?|perf|playgrounds?|sandbox(?:es)?)/", re.IGNORECASE)


def is_aside(path: str) -> bool:
    """Whether the file is an example or a measurement: code that shows or tries something and may do what it likes."""
    return is_shown(path) or _ASIDE.search(path) is not None


@dataclass(slots=True)
class Place:
    """Lines of a file, 1-based and inclusive."""

    file: str
    line_start: int
    line_end: int
    lines: list[str]
    """The whole file's."""
    symbol: str | None
    state: str
    """How a root reaches the symbol, see `Reach`."""

    def body_hash(self, last: int) -> str:
        """Hash the lines from the first to `last`, blind to layout."""
        kept = [line.strip() for line in self.lines[self.line_start - 1 : last] if line.strip()]
        return hashlib.sha256("\n".join(kept).encode()).hexdigest()[:16]


@dataclass
class File:
    """A file as rules see it."""

    source: Source
    graph: Graph
    facts: FileFacts
    _states: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The file's path, relative to the root."""
        return self.facts.file

    @cached_property
    def text(self) -> str:
        """The text with LF line ends."""
        return text_of(self.source.root, self.path).replace("\r\n", "\n")

    @cached_property
    def code(self) -> bytes:
        """What is parsed."""
        return self.text.removeprefix("\ufeff").encode()

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    def place(self, line_start: int, line_end: int) -> Place | None:
        """Return the place, or None where nothing can be said: somebody meant it so, or the syntax is broken there."""
        if not 1 <= line_start <= line_end <= len(self.lines):
            return None
        around = self.symbol_at(line_start)
        first, last = (around.line_start, around.line_end) if around else (line_start - 3, line_end + 3)
        if any(start <= last and first <= end for start, end in self.facts.broken):
            return None
        said = self.lines[max(0, line_start - 2) : min(line_end, line_start + 3)]
        over = self.lines[max(0, first - 4) : first] if around else []
        if any(_MEANT.search(line) for line in said) or any(_SUPPRESSED.search(line) for line in over):
            return None
        qualname = around.qualname if around else MODULE
        return Place(self.path, line_start, line_end, self.lines, qualname or None, self.state(qualname))

    def symbol_at(self, line: int) -> Symbol | None:
        """Return the innermost symbol around a line."""
        inside = [one for one in self.facts.symbols if one.line_start <= line <= one.line_end]
        return min(inside, key=lambda one: (one.line_end - one.line_start, -len(one.qualname)), default=None)

    def state(self, qualname: str) -> str:
        """How a root reaches a symbol of the file."""
        if qualname not in self._states:
            known = self.graph.index.find(self.path, qualname) is not None
            self._states[qualname] = self.graph.reach(self.path, qualname).state if known else "unknown"
        return self._states[qualname]
