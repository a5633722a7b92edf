"""Which files a script sources, as far as its text says."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from tree_sitter import Node

from worker.source.bash_text import Script
from worker.source.facts import Import, ImportForm

SOURCES = frozenset({"source", ".", "load", "bats_load_library", "bats_load_safe", "Include"})
_ONLY_A_VARIABLE = re.compile(r"\$\{?([A-Za-z_]\w*)\}?")
COMPUTED = re.compile(r"\$\{[^}]*\}|\$\w+")
"""A variable in a path."""
_DEEPEST = 3
"""How many assignments a path is followed through."""


class Paths:
    """The paths of one script: as written but for quotes, with `${x}` for a variable and `*` for what else is computed."""

    def __init__(self, script: Script, expansions: Iterable[Node]) -> None:
        self._script = script
        spans = sorted({(node.start_byte, node.end_byte) for node in expansions}, key=lambda span: (span[0], -span[1]))
        self._spans: list[tuple[int, int]] = []
        for start, end in spans:
            if not self._spans or start >= self._spans[-1][1]:
                self._spans.append((start, end))

    def imports(self, commands: Iterable[Node], values: Mapping[str, list[Node]]) -> Iterator[Import]:
        """Yield one import for each path that a `source`, `.` or bats's `load` may mean.

        `values` holds what is assigned to each variable somewhere in the script.
        """
        for command in commands:
            if self._script.command_word(command) in SOURCES:
                words = [word for word in self._script.words_of(command) if not self._script.string_of(word).startswith("-")]
                for path in self._alternatives(words[0], values, _DEEPEST) if words else ():
                    line, scope = self._script.line_of(command), self._script.scope_at(command.start_byte)
                    yield Import(ImportForm.SIDE_EFFECT, path, line, scope=scope)

    def _alternatives(self, node: Node, values: Mapping[str, list[Node]], deeper: int) -> list[str]:
        written = self._script.string_of(node).strip("\"'")
        variable = _ONLY_A_VARIABLE.fullmatch(written)
        if variable is None:
            return [self._pattern(node)]
        known = values.get(variable[1], [])
        if not known or not deeper:
            return [written]
        found = {path: None for value in known for path in self._alternatives(value, values, deeper - 1)}
        # What cannot be followed is named by the variable that the script gives it.
        return list(dict.fromkeys(written if not COMPUTED.sub("", path).strip("*/") else path for path in found))

    def _pattern(self, node: Node) -> str:
        start, end = node.start_byte, node.end_byte
        parts: list[bytes] = []
        for first, last in self._spans[bisect_left(self._spans, (start, 0)) :]:
            if first >= end:
                break
            parts.append(self._script.text[start:first])
            variable = _ONLY_A_VARIABLE.match(self._script.text[first:last].decode("utf-8", "replace"))
            parts.append(f"${{{variable[1]}}}".encode() if variable is not None else b"*")
            start = last
        parts.append(self._script.text[start:end])
        return re.sub(r"[\"'\\]", "", b"".join(parts).decode("utf-8", "replace"))
