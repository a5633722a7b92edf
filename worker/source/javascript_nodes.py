"""A light view of a tree-sitter tree: named nodes with their parents, each made when somebody first looks at it."""

from collections.abc import Iterator
from functools import cache

import tree_sitter

from worker.source.facts import Language
from worker.source.grammars import grammar
from worker.source.tokens import bare_hash

_CHILDLESS = frozenset(
    {
        "comment",
        "false",
        "identifier",
        "null",
        "number",
        "predefined_type",
        "private_property_identifier",
        "property_identifier",
        "shorthand_property_identifier",
        "shorthand_property_identifier_pattern",
        "statement_identifier",
        "string_fragment",
        "super",
        "this",
        "true",
        "type_identifier",
    }
)

_PROPERTIES = frozenset({"property_identifier", "private_property_identifier"})
_CALL_FIELDS = ("function", "arguments")
_ARGUMENTS = ("arguments", "template_string")


class Node:
    """One syntax node. Lines are 1-based; `start` and `end` are byte offsets."""

    __slots__ = ("_children", "_inner", "at", "parent", "raw", "type")

    def __init__(self, raw: tree_sitter.Node, kind: str, parent: "Node | None", at: int) -> None:
        self.raw = raw
        self.type = kind
        self.parent = parent
        self.at = at
        """Which of its parent's named children it is."""
        self._children: list[Node] | None = None
        self._inner: list[Node] | None = None

    @property
    def children(self) -> list["Node"]:
        """The named children, comments among them."""
        found = self._children
        if found is None:
            found = []
            if self.type not in _CHILDLESS:
                found = [Node(raw, raw.type, self, at) for at, raw in enumerate(self.raw.named_children)]
            self._children = found
        return found

    @property
    def start(self) -> int:
        """The first byte."""
        return self.raw.start_byte

    @property
    def end(self) -> int:
        """The byte after the last."""
        return self.raw.end_byte

    @property
    def line(self) -> int:
        """The first line."""
        return self.raw.start_point[0] + 1

    @property
    def line_end(self) -> int:
        """The last line."""
        return self.raw.end_point[0] + 1

    def child(self, field: str) -> "Node | None":
        """Return the first child in a field, or None."""
        if field == "property":
            # In types (`typeof a.b.c`) the parser's own answer is that of an inner node.
            for child in reversed(self.children):
                if child.type in _PROPERTIES:
                    return child
        elif field == "object" and self.type == "member_expression" and self.children:
            return self.children[0]
        elif self.type == "call_expression" and field in _CALL_FIELDS:
            return self._part_of_call(field)
        raw = self.raw.child_by_field_name(field)
        if raw is None:
            return None
        for child in self.children:
            if child.raw == raw:
                return child
        return Node(raw, raw.type, self, -1)

    def _part_of_call(self, field: str) -> "Node | None":
        children = self.inner()
        part = children[0 if field == "function" else -1] if children else None
        return part if field == "function" or (part is not None and part.type in _ARGUMENTS) else None

    def all(self, field: str) -> list["Node"]:
        """Return the named children in a field."""
        wanted = self.raw.children_by_field_name(field)
        return [child for child in self.children if child.raw in wanted]

    def has(self, *types: str) -> bool:
        """Return whether a direct child is of one of the types (keywords are nodes too)."""
        return any(child.type in types for child in self.raw.children)

    def first(self, *types: str) -> "Node | None":
        """Return the first direct named child of one of the types."""
        for child in self.children:
            if child.type in types:
                return child
        return None

    def inner(self) -> list["Node"]:
        """Return the named children, comments left out."""
        found = self._inner
        if found is None:
            found = self._inner = [child for child in self.children if child.type != "comment"]
        return found

    def descend(self) -> Iterator["Node"]:
        """Yield this node and all named ones below it, in source order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def above(self, *types: str) -> bool:
        """Return whether one of the nodes around this one is of one of the types."""
        node = self.parent
        while node is not None:
            if node.type in types:
                return True
            node = node.parent
        return False


@cache
def _comments(language: Language) -> tree_sitter.Query:
    return tree_sitter.Query(grammar(language), "(comment) @comment")


class Tree:
    """A parsed file: its root, its text, its comments and where it is broken."""

    def __init__(self, source: bytes, parsed: tree_sitter.Tree, language: Language) -> None:
        self.source = source
        self.root = Node(parsed.root_node, parsed.root_node.type, None, -1)
        self.broken = _broken(parsed.root_node)
        self.errors = len(self.broken)
        found = tree_sitter.QueryCursor(_comments(language)).captures(parsed.root_node).get("comment", [])
        self.comments = sorted((Node(raw, "comment", None, -1) for raw in found), key=lambda node: node.start)
        self._comment_spans = [(node.start, node.end) for node in self.comments]

    def text(self, node: Node) -> str:
        """Return the node's source text."""
        raw = node.raw
        return self.source[raw.start_byte : raw.end_byte].decode("utf-8", "replace")

    def body_hash(self, start: int, end: int) -> str:
        """Hash the text between two byte offsets, blind to comments and layout."""
        return bare_hash(self.source, self._comment_spans, start, end)

    def comment_lines(self) -> frozenset[int]:
        """Return the lines on which nothing but comments stands."""
        found: set[int] = set()
        code: set[int] = set()
        for number, comment in enumerate(self.comments):
            first, last = comment.line, comment.line_end
            found.update(range(first, last + 1))
            start, end = self._comment_spans[number]
            before = max(self.source.rfind(b"\n", 0, start) + 1, self._comment_spans[number - 1][1] if number else 0)
            if self.source[before:start].decode("utf-8", "replace").strip():
                code.add(first)
            following = self._comment_spans[number + 1][0] if number + 1 < len(self._comment_spans) else len(self.source)
            after = self.source.find(b"\n", end, following)
            if self.source[end : after if after >= 0 else following].decode("utf-8", "replace").strip():
                code.add(last)
        return frozenset(found - code)


def _broken(root: tree_sitter.Node) -> list[tuple[int, int]]:
    """Return the lines of what the parser could not make sense of, in source order."""
    found: list[tuple[int, int]] = []
    stack = [root] if root.has_error else []
    while stack:
        node = stack.pop()
        if node.is_error or node.is_missing:
            found.append((node.start_point[0] + 1, node.end_point[0] + 1))
        if node.has_error:
            stack.extend(reversed(node.children))
    return found
