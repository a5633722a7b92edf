"""The walk over one Python file, and what is written down on the way."""

from typing import Any

from tree_sitter import Node

from worker.source.classify import is_test
from worker.source.facts import Dynamic, FileFacts, Language, Reference, ReferenceForm
from worker.source.python_scopes import Scope, ScopeKind

Link = tuple[Node, str, Any]
"""A node, its type, and the link of what it stands in (None for the module): the way up, without asking the parser for it."""
_DEEPEST_RECEIVER = 30
"""Parts of a dotted receiver that are spelled out; longer ones are chains that nobody can follow anyway."""


class PythonWalk:
    """The state of one walk. Uses are kept aside until every binding of the file is known."""

    def __init__(self, path: str, text: bytes, language: Language) -> None:
        self.text = text
        count = max(1, text.count(b"\n") + (not text.endswith(b"\n")))
        self.facts = FileFacts(file=path, language=language, lines=count, is_test=is_test(path))
        self.comments: list[tuple[int, int]] = []
        """(first byte, byte after the last) of each comment, sorted."""
        self.module = Scope(ScopeKind.MODULE, "")
        self.stack: list[tuple[Node, Scope, Link | None]] = []
        self.here: Link
        """The node that is being read."""
        self.uses: list[tuple[Reference, Scope]] = []
        self.keeps: list[tuple[Reference, str, Scope]] = []
        self.reaches: list[tuple[Dynamic, Scope]] = []
        self.dunder_all: list[str] | None = None
        self.type_only: list[tuple[int, int]] = []
        self.comment_lines: set[int] = set()

    def string_of(self, node: Node) -> str:
        """Return the text of `node`."""
        return self.text[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def visit(self, node: Node | None, scope: Scope, parent: Node | None = None) -> None:
        """Put `node` on the stack: a child of the node that is being read, or of `parent`, which is one."""
        if node is not None:
            here = self.here
            self.stack.append((node, scope, here if parent is None or parent is here[0] else (parent, parent.type, here)))

    def visit_children(self, node: Node, scope: Scope) -> None:
        """Put the children of `node` on the stack, to be read in their order: `global x` comes before `x = 1`."""
        here = self.here
        if node is not here[0]:
            here = (node, node.type, here)
        self.stack.extend([(child, scope, here) for child in reversed(node.named_children)])

    def use(
        self,
        name: str,
        node: Node,
        scope: Scope,
        form: ReferenceForm = ReferenceForm.NAME,
        *,
        receiver: str | None = None,
        store: bool = False,
        as_receiver: bool = False,
        line: int | None = None,
        given: bool = False,
        kept_as: str | None = None,
    ) -> None:
        """Note that `name` is used at `node`."""
        at = node.start_point[0] + 1 if line is None else line
        if name in ("__func__", "MethodType", "__bases__") or (store and name == "__class__"):
            self.facts.borrows = True
        use = Reference(name, at, form, scope.qualname, receiver, store, given, as_receiver)
        self.uses.append((use, scope))
        if given:
            self.facts.given_names.add(name)
        if kept_as is not None:
            self.keeps.append((use, kept_as, scope))

    def reach(self, dynamic: Dynamic, scope: Scope) -> None:
        """Note that code reaches names unseen."""
        self.reaches.append((dynamic, scope))

    def content(self, string: Node) -> str:
        """Return what stands between the quotes of a string; interpolations left out."""
        return "".join(self.string_of(part) for part in string.named_children if part.type == "string_content")

    def attribute(
        self, node: Node, scope: Scope, *, store: bool = False, given: bool = False, kept_as: str | None = None
    ) -> None:
        """Read a chain `a.b.c` from its right end."""
        parts: list[Node] = []
        base = node
        while base.type == "attribute":
            both = base.named_children
            if len(both) == 2:
                inner, name = both
            else:
                found, named = base.child_by_field_name("object"), base.child_by_field_name("attribute")
                if found is None or named is None:
                    break
                inner, name = found, named
            parts.append(name)
            base = inner
        receiver = self.receiver_text(base)
        if base.type == "identifier":
            self.use(self.string_of(base), base, scope, as_receiver=True)
        else:
            self.visit(base, scope, node)
        for index in range(len(parts) - 1, -1, -1):
            word = self.string_of(parts[index])
            last = index == 0
            self.use(
                word,
                parts[index],
                scope,
                ReferenceForm.ATTRIBUTE,
                receiver=receiver,
                store=store and last,
                as_receiver=not last,
                given=given and last,
                kept_as=kept_as if last else None,
            )
            deep = len(parts) - index > _DEEPEST_RECEIVER
            receiver = None if receiver is None or deep else f"{receiver}.{word}"

    def receiver_text(self, node: Node) -> str | None:
        """Return a receiver as the graph can follow it: `a`, `a.b`, `Reader()`, `super()`; `type(x)` counts as x."""
        if node.type == "identifier":
            return self.string_of(node)
        if node.type == "attribute":
            text = self.string_of(node)
            return text if text.replace(".", "").isidentifier() else None
        if node.type != "call":
            return None
        function = node.child_by_field_name("function")
        called = self.string_of(function) if function is not None and function.end_byte - function.start_byte < 200 else ""
        if called == "super":
            return "super()"
        arguments = node.child_by_field_name("arguments")
        if called == "type" and arguments is not None and arguments.named_child_count == 1:
            return self.receiver_text(arguments.named_children[0]) if arguments.named_children[0].type == "identifier" else None
        return f"{called}()" if called.replace(".", "").isidentifier() else None
