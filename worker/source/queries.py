"""Reading a file with two tree-sitter queries instead of a walk: what most languages need, at the speed of the parser.

A language says in queries what it declares and what it uses, and in a few methods what only code can say.

Declarations, one match each: `@name` on the name and one of `@function`, `@method`, `@class`, `@type`, `@enum`, `@constant`,
`@variable` on the whole declaration. Functions, methods and classes open a scope; what is inside them has their qualname before
its own.

Uses, any number of captures: `@name` for plain identifiers, `@attribute` for the name right of a dot, `@string` for the
content of a string, `@comment`, `@import` for a whole import. Identifiers that declare or that lie inside imports do not count.

https://tree-sitter.github.io/tree-sitter/using-parsers/queries/
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import ClassVar

from tree_sitter import Node, Query, QueryCursor

from worker.source.classify import is_test
from worker.source.facts import FileFacts, Import, Language, Reference, ReferenceForm, Symbol, SymbolKind
from worker.source.grammars import broken_lines, grammar, parse
from worker.source.tokens import bare_hash

_KINDS = {kind.value: kind for kind in SymbolKind}
_SCOPES = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CLASS, SymbolKind.TYPE, SymbolKind.ENUM})
_RECEIVER = re.compile(rb"(?:^|[^\w.:)\]>$])([A-Za-z_]\w*(?:(?:\.|::)[A-Za-z_]\w*)*)[ \t]*(?:\.|::)[ \t]*$")
_DOT = re.compile(rb"[ \t]*(?:\.(?!\.)|::)")
LONGEST_RECEIVER = 160
WORD = re.compile(r"[A-Za-z_]\w*")


@dataclass(slots=True)
class Declared:
    """A declaration as the query found it."""

    kind: SymbolKind
    node: Node
    """The whole declaration."""
    name: str
    name_node: Node
    captures: dict[str, list[Node]]
    """Whatever else the pattern captured."""
    qualname: str = ""
    parent: str | None = None
    children: list["Declared"] = field(default_factory=list)
    is_symbol: bool = True
    """Otherwise it is only a scope: what is inside has its name before its own (Rust's test modules)."""


@cache
def query(language: Language, text: str) -> Query:
    """Return a query, made once: that takes longer than most files."""
    return Query(grammar(language), text)


class QueryReader:
    """One reading of one file. A language derives from it and gives its queries."""

    declarations: ClassVar[str]
    uses: ClassVar[str]
    scopes: ClassVar[frozenset[SymbolKind]] = _SCOPES
    """The kinds of declarations whose inside is theirs."""

    def __init__(self, path: str, text: bytes, language: Language) -> None:
        self.text = text
        lines = text.count(b"\n") + (not text.endswith(b"\n") and bool(text))
        self.comments: list[tuple[int, int]] = []
        """(first byte, byte after the last) of each comment, sorted."""
        self._starts: list[int] = []
        self._scopes: list[str] = []
        self.facts = FileFacts(file=path, language=language, lines=lines, is_test=self.is_test(path, text))

    # -- what a language says ---------------------------------------------------------------------------------------------

    def is_test(self, path: str, _text: bytes) -> bool:
        """Whether the file belongs to a test suite."""
        return is_test(path)

    def declares_deep(self) -> bool:
        """Whether some pattern may match below the root; where none can, most of the tree need not be looked at."""
        return True

    def parsed(self) -> bytes:
        """Return the text to parse where the grammar is behind the language: changed, but of the same length."""
        return self.text

    def name_of(self, node: Node) -> str:
        """Return the name that a name node or an identifier stands for."""
        return self.string_of(node)

    def owner(self, _declared: Declared) -> str | None:
        """Return the qualname of what a declaration belongs to where it does not lie in it (Go's receivers); "": nothing."""
        return None

    def exported(self, _declared: Declared) -> bool:
        """Whether other files may see the declaration, by the language's own rule."""
        return True

    def region(self, declared: Declared) -> tuple[Node, Node]:
        """Return the first and the last node of a declaration: attributes in front of it belong to it."""
        return declared.node, declared.node

    def decorators(self, _declared: Declared) -> tuple[str, ...]:
        """Return the annotations or attributes of a declaration, as written, without their marks."""
        return ()

    def bases(self, _declared: Declared) -> tuple[str, ...]:
        """Return what a class derives from, as written."""
        return ()

    def receiver(self, node: Node) -> str | None:
        """Return the dotted text left of an `@attribute`, see `Reference.receiver`."""
        found = _RECEIVER.search(self.text, max(0, node.start_byte - LONGEST_RECEIVER), node.start_byte)
        return found[1].decode().replace("::", ".") if found else None

    def imports(self, _node: Node, _scope: str) -> Iterable[Import]:
        """Return the imports that an `@import` makes."""
        return ()

    def finish(self, _root: Node) -> None:
        """Add what no query can say: the namespace, dynamic access, roots in the text."""

    # -- helpers for languages --------------------------------------------------------------------------------------------

    def string_of(self, node: Node) -> str:
        """Return the text of a node."""
        return self.text[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def line_of(self, node: Node) -> int:
        """Return the first line of a node, from 1."""
        return node.start_point[0] + 1

    def captures(self, text: str, node: Node) -> dict[str, list[Node]]:
        """Run another query below a node."""
        return QueryCursor(query(self.facts.language, text)).captures(node)

    def scope_at(self, byte: int) -> str:
        """Return the qualname of the innermost function, method or class around a byte; "" at the top level."""
        at = bisect_right(self._starts, byte) - 1
        return self._scopes[at] if at >= 0 else ""

    def scopes_in_order(self) -> Iterator[tuple[str, int]]:
        """Yield (qualname of the innermost scope, byte until which it reaches) from the start of the text to its end."""
        before = ""
        for start, scope in zip(self._starts, self._scopes, strict=True):
            yield before, start
            before = scope
        yield before, len(self.text) + 1

    # -- the reading ------------------------------------------------------------------------------------------------------

    def read(self) -> FileFacts:
        """Parse the file, run the queries, and return the facts."""
        facts = self.facts
        root = parse(self.parsed(), facts.language).root_node
        facts.broken = broken_lines(root)
        facts.parse_errors = len(facts.broken)
        facts.shebang = self.text.startswith(b"#!")
        declared = self._declared(root)
        found = self._used(root)
        self.comments = sorted((node.start_byte, node.end_byte) for node in found.get("comment", ()))
        self._place(declared)
        self._use(found, declared)
        self.finish(root)
        facts.references.sort(key=lambda one: one.line)
        facts.imports.sort(key=lambda one: one.line)
        return facts

    def _used(self, root: Node) -> dict[str, list[Node]]:
        return QueryCursor(query(self.facts.language, self.uses)).captures(root)

    def _declared(self, root: Node) -> list[Declared]:
        found: dict[tuple[int, int], Declared] = {}
        cursor = QueryCursor(query(self.facts.language, self.declarations))
        if not self.declares_deep():
            cursor.set_max_start_depth(0)
        for _, captures in cursor.matches(root):
            name = captures["name"][0]
            for label, nodes in captures.items():
                if label in _KINDS:
                    declared = Declared(_KINDS[label], nodes[0], self.name_of(name), name, captures)
                    # Two patterns may find one declaration; the first one knows it best.
                    found.setdefault((name.start_byte, name.end_byte), declared)
        return sorted(found.values(), key=lambda one: (one.node.start_byte, -one.node.end_byte, one.name_node.start_byte))

    def _place(self, declared: list[Declared]) -> None:
        """Give each declaration its qualname, and remember which bytes lie in which scope."""
        around: list[Declared] = []

        def leave(until: int) -> None:
            while around and around[-1].node.end_byte <= until:
                gone = around.pop()
                self._starts.append(gone.node.end_byte)
                self._scopes.append(around[-1].qualname if around else "")

        for one in declared:
            leave(one.node.start_byte)
            owner = self.owner(one)
            one.parent = (owner or None) if owner is not None else (around[-1].qualname if around else None)
            one.qualname = f"{one.parent}.{one.name}" if one.parent else one.name
            if one.kind in self.scopes:
                around.append(one)
                self._starts.append(one.node.start_byte)
                self._scopes.append(one.qualname)
        leave(len(self.text) + 1)
        self.facts.symbols.extend(self._symbol(one) for one in declared if one.is_symbol)
        self.facts.symbols.sort(key=lambda one: (one.line_start, one.qualname))

    def _symbol(self, one: Declared) -> Symbol:
        first, last = self.region(one)
        end = last.end_point
        return Symbol(
            file=self.facts.file,
            name=one.name,
            qualname=one.qualname,
            kind=one.kind,
            line_start=first.start_point[0] + 1,
            # A declaration that ends with its line break ends on the line before.
            line_end=end[0] + (end[1] > 0 or end[0] == first.start_point[0]),
            name_line=one.name_node.start_point[0] + 1,
            exported=self.exported(one),
            body_hash=self._body_hash(first.start_byte, last.end_byte),
            parent=one.parent,
            decorators=self.decorators(one),
            bases=self.bases(one),
        )

    def _body_hash(self, start: int, end: int) -> str:
        """Hash a declaration, blind to comments and to all white space."""
        return bare_hash(self.text, self.comments, start, end)

    def _use(self, found: dict[str, list[Node]], declared: list[Declared]) -> None:
        names = {one.name_node.start_byte for one in declared}
        imported: list[tuple[int, int]] = []
        for node in found.get("import", ()):
            imported.append((node.start_byte, node.end_byte))
            self.facts.imports.extend(self.imports(node, self.scope_at(node.start_byte)))
        imported.sort()
        starts = [start for start, _ in imported]

        def inert(byte: int) -> bool:
            at = bisect_right(starts, byte) - 1
            return byte in names or (at >= 0 and byte < imported[at][1])

        for node in found.get("name", ()):
            if not inert(node.start_byte):
                self._refer(node, ReferenceForm.NAME, None)
        for node in found.get("attribute", ()):
            if not inert(node.start_byte):
                self._refer(node, ReferenceForm.ATTRIBUTE, self.receiver(node))
        for node in found.get("string", ()):
            self._string(node)
        self._comments(found.get("comment", ()))

    def _refer(self, node: Node, form: ReferenceForm, receiver: str | None) -> None:
        before_dot = _DOT.match(self.text, node.end_byte) is not None
        line, scope = node.start_point[0] + 1, self.scope_at(node.start_byte)
        self.facts.references.append(Reference(self.name_of(node), line, form, scope, receiver, as_receiver=before_dot))

    def _string(self, node: Node) -> None:
        if inside := WORD.findall(self.string_of(node)):
            line, scope = node.start_point[0] + 1, self.scope_at(node.start_byte)
            for name in dict.fromkeys(inside):
                self.facts.references.append(Reference(name, line, ReferenceForm.STRING, scope))

    def _comments(self, nodes: Iterable[Node]) -> None:
        """Remember the lines that hold nothing but comments."""
        lines: set[int] = set()
        for node in nodes:
            first, last = node.start_byte, node.end_byte
            before = self.text[self.text.rfind(b"\n", 0, first) + 1 : first]
            end = self.text.find(b"\n", last)
            after = self.text[last : end if end >= 0 else len(self.text)]
            if not before.strip() and (not after.strip() or self.text[last - 1 : last] == b"\n"):
                stop = node.end_point[0] + (node.end_point[1] > 0)
                lines.update(range(node.start_point[0] + 1, stop + 1))
        self.facts.comment_lines = frozenset(lines)
