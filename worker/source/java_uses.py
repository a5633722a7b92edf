"""What the identifiers of a Java file stand for: names, members of something, or local variables. One pass."""

import re
from bisect import bisect_right
from collections.abc import Callable

from tree_sitter import Node

from worker.source.facts import Reference, ReferenceForm
from worker.source.java_dynamic import REACHING
from worker.source.java_locals import Locals, TypedFields

_RECEIVER = re.compile(
    rb"(?:\.|::)\s*((?:[\w$]*[A-Za-z_$]\s*\.\s*)*[\w$]*[A-Za-z_$])(?![\w.)\]>$\x80-\xff]|::|\s+(?:\.|::))", re.ASCII
)
"""A dotted receiver, read backwards from the dot behind it."""
_LONGEST_RECEIVER = 160
_LONGEST_GAP = 200
_DOT, _COLON, _ANGLE = ord("."), ord(":"), ord(">")
_DOTS = (b".", b"::", b"*/")
_ACCESS = frozenset({".", "::", "type_arguments"})
_COMMENTS = frozenset({"line_comment", "block_comment"})
_OWN = frozenset({"this", "super"})


class Uses:
    """The identifiers of one file. `references`, `variables` (line, name) and `reaching` (bytes) are what was found."""

    def __init__(self, text: bytes, comments: list[tuple[int, int]], variables: Locals, fields: TypedFields) -> None:
        self.references: list[Reference] = []
        self.variables: list[tuple[int, str]] = []
        self.reaching: list[int] = []
        """Where calls stand that may reach classes or members unseen."""
        self._text = text
        self._comments = comments
        self._locals = variables
        self._fields = fields

    def read(self, identifiers: list[Node], scope_at: Callable[[int], str]) -> None:
        """Read identifiers that neither declare nor import."""
        text, variables = self._text, self._locals
        names: dict[bytes, str] = {}
        for node in sorted(identifiers, key=lambda one: one.start_byte):
            start = node.start_byte
            raw = text[start : node.end_byte]
            name = names.get(raw)
            if name is None:
                name = names[raw] = raw.decode("utf-8", "replace")
            line = node.start_point[0] + 1
            before = text[start - 1] if start else 0
            if before == _DOT or (before == _COLON and text[start - 2] == _COLON):
                scope = scope_at(start)
                self.references.append(Reference(name, line, ReferenceForm.ATTRIBUTE, scope, self._receiver(start, scope)))
            elif before <= 32 and (dot := self._dot_before(node, start)):
                scope = scope_at(start)
                self.references.append(Reference(name, line, ReferenceForm.ATTRIBUTE, scope, self._receiver(dot, scope)))
            elif before == _ANGLE and node.prev_sibling is not None and node.prev_sibling.type == "type_arguments":
                self.references.append(Reference(name, line, ReferenceForm.ATTRIBUTE, scope_at(start)))
            elif variables.at(name, start) is not None and self._is_variable(node):
                self.variables.append((line, name))
                continue
            else:
                self.references.append(Reference(name, line, ReferenceForm.NAME, scope_at(start)))
            if raw in REACHING:
                self.reaching.append(start)

    def _dot_before(self, node: Node, start: int) -> int:
        """Return the byte after the dot that stands before white space and comments; 0 when there is none."""
        gap = self._text[max(0, start - _LONGEST_GAP) : start]
        before = gap.rstrip()
        if not before.endswith(_DOTS) and not (b"\n" in gap[len(before) :] and b"//" in before[before.rfind(b"\n") + 1 :]):
            return 0
        # A comment may end with a dot as well: only the tree can tell.
        beside = node.prev_sibling
        while beside is not None and beside.type in _COMMENTS:
            beside = beside.prev_sibling
        return beside.end_byte if beside is not None and beside.type in _ACCESS else 0

    def _is_variable(self, node: Node) -> bool:
        """Whether an identifier stands where a variable may: not as a type, an annotation or a method that is called."""
        if node.type != "identifier" or self._text[node.start_byte - 1 : node.start_byte] == b"@":
            return False
        return not self._text[node.end_byte : node.end_byte + _LONGEST_GAP].lstrip().startswith(b"(")

    def _receiver(self, end: int, scope: str) -> str | None:
        """Return what stands left of the dot that ends at `end`, where it can be followed; a variable by its type."""
        written = _RECEIVER.match(self._text[max(0, end - _LONGEST_RECEIVER) : end][::-1])
        if written is None or written.end() == _LONGEST_RECEIVER:
            return None
        path = written[1][::-1]
        start = end - written.end()
        if self._in_comment(start):
            return None
        parts = b"".join(path.split()).decode("utf-8", "replace").split(".")
        for own in _OWN.intersection(parts[1:]):
            at = parts.index(own)
            parts = [*parts[: at - 1], f"{parts[at - 1]}()", *parts[at + 1 :]]
        if "class" in parts:
            return None
        first = parts[0]
        local = self._locals.at(first, start)
        if local is not None:
            return ".".join([f"{local}()", *parts[1:]]) if local else None
        if first == "this" and len(parts) > 1:
            typed = self._fields.of(parts[1], scope, own=True)
            parts[:2] = [f"{typed}()"] if typed else parts[:2]
        elif first not in _OWN and (typed := self._fields.of(first, scope, own=False)):
            parts[:1] = [f"{typed}()"]
        return ".".join(parts)

    def _in_comment(self, byte: int) -> bool:
        at = bisect_right(self._comments, (byte, byte)) - 1
        return at >= 0 and self._comments[at][0] <= byte < self._comments[at][1]
