"""A light copy of a tree-sitter tree: plain objects with parents, walked many times at the price of one crossing into C."""

from collections.abc import Iterator

import tree_sitter

from worker.source import tokens


class Node:
    """One syntax node. Lines are 1-based; `start` and `end` are byte offsets."""

    __slots__ = ("children", "end", "field", "line", "line_end", "named", "parent", "start", "type")

    def __init__(self, raw: tree_sitter.Node, field: str | None, parent: "Node | None") -> None:
        self.type = raw.type
        self.field = field
        self.named = raw.is_named
        self.start = raw.start_byte
        self.end = raw.end_byte
        self.line = raw.start_point[0] + 1
        self.line_end = raw.end_point[0] + 1
        self.parent = parent
        self.children: list[Node] = []

    def child(self, field: str) -> "Node | None":
        """Return the first child in a field, or None."""
        for child in self.children:
            if child.field == field:
                return child
        return None

    def has(self, *types: str) -> bool:
        """Return whether a direct child is of one of the types (keywords are nodes too)."""
        return any(child.type in types for child in self.children)

    def first(self, *types: str) -> "Node | None":
        """Return the first direct child of one of the types."""
        for child in self.children:
            if child.type in types:
                return child
        return None

    def inner(self) -> list["Node"]:
        """Return the named children, comments left out."""
        return [child for child in self.children if child.named and child.type != "comment"]

    def descend(self) -> Iterator["Node"]:
        """Yield this node and all below it, in source order."""
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


class Tree:
    """A parsed file: its root, its text, its tokens, its comments and where it is broken."""

    def __init__(self, source: bytes, parsed: tree_sitter.Tree) -> None:
        self.source = source
        self.comments: list[Node] = []
        self.broken: list[tuple[int, int]] = []
        self.errors = 0
        self.code_lines: set[int] = set()
        """Lines on which a token stands."""
        self._tokens: list[tuple[int, int]] = []
        self.root = self._copy(parsed)

    def text(self, node: Node) -> str:
        """Return the node's source text."""
        return self.source[node.start : node.end].decode("utf-8", "replace")

    def body_hash(self, start: int, end: int) -> str:
        """Hash the tokens between two byte offsets, blind to comments and layout."""
        return tokens.body_hash(self.source, self._tokens, start, end)

    def _copy(self, parsed: tree_sitter.Tree) -> Node:
        cursor = parsed.walk()
        root = node = Node(parsed.root_node, None, None)
        self._note(root, parsed.root_node)
        while True:
            if cursor.goto_first_child():
                node = self._add(cursor, node)
                continue
            while not cursor.goto_next_sibling():
                if not cursor.goto_parent() or node.parent is None:
                    return root
                node = node.parent
            assert node.parent is not None
            node = self._add(cursor, node.parent)

    def _add(self, cursor: tree_sitter.TreeCursor, parent: Node) -> Node:
        raw = cursor.node
        assert raw is not None
        node = Node(raw, cursor.field_name, parent)
        parent.children.append(node)
        self._note(node, raw)
        return node

    def _note(self, node: Node, raw: tree_sitter.Node) -> None:
        if node.type == "comment":
            self.comments.append(node)
        elif node.type == "ERROR" or raw.is_missing:
            self.errors += 1
            self.broken.append((node.line, node.line_end))
        if raw.child_count == 0 and node.type != "comment" and node.end > node.start:
            self._tokens.append((node.start, node.end))
            self.code_lines.add(node.line)
            if node.line_end != node.line:
                self.code_lines.add(node.line_end)
