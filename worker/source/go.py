"""Reading Go: what a file declares and uses. https://go.dev/ref/spec"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from tree_sitter import Node

from worker.source import go_held, go_locals, go_words
from worker.source.classify import is_test
from worker.source.facts import FileFacts, Import, ImportForm, Language, Reference, ReferenceForm, Symbol, SymbolKind
from worker.source.go_locals import Locals
from worker.source.queries import Declared, QueryReader

_OWNER = re.compile(r"\(\s*(?:\w+\s+)?\(?[\s*]*\(?(\w+)")
_HELPS_TESTS = re.compile(
    r"(^|/)([a-z]*tests?|test(ing|data|utils?|kit)?[a-z]*|e2e|mocks?|fakes?)/"
    r"|(^|/)((test|mock|fake|fixture)s?(ing)?(_[^/]*)?|[^/]*_((test|mock|fake|fixture)s?|test_?(utils?|helpers?)))\.go$"
)
_MARKS = re.compile(r"^\s*(?://|/\*+|\*/|\*(?=\s))[ \t]?|[ \t]*\*/$")
_NEW = re.compile(rb"\bnew\((?!\s*(?:\[|\*\s*\[|map\[|chan\b|func\b|struct\b|interface\b))")
_INDENTED = re.compile(rb"(?:^[ \t]+|[{;:][ \t]*)(?:const|type)\b", re.MULTILINE)

_TOP = """
(source_file (function_declaration name: (identifier) @name) @function)
(source_file (method_declaration receiver: (parameter_list) @receiver name: (field_identifier) @name) @method)
"""
_EITHER = """
(%(parent)s (type_declaration (type_spec name: (type_identifier) @name type: (_) @value) @type) @outer)
(%(parent)s (type_declaration (type_alias name: (type_identifier) @name type: (_) @value) @type) @outer)
(%(parent)s (const_declaration (const_spec (identifier) @name) @constant) @outer)
"""
_VARIABLES = """
(source_file (var_declaration (var_spec (identifier) @name value: (_)? @value) @variable) @outer)
(source_file (var_declaration (var_spec_list (var_spec (identifier) @name value: (_)? @value) @variable)) @outer)
(source_file (type_declaration (type_spec type: (interface_type (method_elem name: (field_identifier) @name) @method @asked))))
"""


class GoReader(QueryReader):
    """One reading of one Go file."""

    declarations = _TOP + _EITHER % {"parent": "source_file"} + _EITHER % {"parent": "statement_list"} + _VARIABLES
    uses = (
        """
(field_declaration name: (field_identifier) @aside)
(label_name) @aside
(field_declaration tag: (_) @aside)
(comment) @comment
(import_spec) @import
(package_clause (package_identifier) @clause)
(method_elem name: (field_identifier) @asked.for)
"""
        + go_locals.USES
    )

    def parsed(self) -> bytes:
        """Hide the name of `new`: since Go 1.26 it takes values, and the grammar reads types alone there."""
        return _NEW.sub(b"neW(", self.text) if b"new(" in self.text else self.text

    def declares_deep(self) -> bool:
        """Whether functions declare constants or types."""
        return _INDENTED.search(self.text) is not None

    # -- declarations -----------------------------------------------------------------------------------------------------

    def is_test(self, path: str, text: bytes) -> bool:
        """Whether a file is a test, or there to help tests: it cannot be linked into a program that is no test."""
        return bool(path.endswith("_test.go") or is_test(path) or _HELPS_TESTS.search(path)) or b'"testing"\n' in text[:4096]

    def owner(self, declared: Declared) -> str | None:
        """Return the type that a method belongs to."""
        receiver = declared.captures.get("receiver")
        written = _OWNER.match(self.string_of(receiver[0])) if receiver else None
        return written[1] if written else None

    def exported(self, declared: Declared) -> bool:
        """Whether the name starts with an upper-case letter."""
        return declared.name[:1].isupper()

    def region(self, declared: Declared) -> tuple[Node, Node]:
        """Return the declaration, with its keyword where it stands alone."""
        outer = declared.captures.get("outer", [declared.node])[0]
        alone = outer.named_child_count == 1 and outer.child_count == 2 and outer.named_children[0].type != "var_spec_list"
        return (outer, outer) if alone else (declared.node, declared.node)

    def bases(self, declared: Declared) -> tuple[str, ...]:
        """Return what a type embeds, and the type that it is made of: it gets members from both."""
        value = declared.captures.get("value")
        if not value or declared.kind.value != "type":
            return ()
        node = value[0]
        if node.type in _NAMED:
            return (self._plain(node),)
        if node.type == "interface_type":
            elements = [one.named_children for one in node.named_children if one.type == "type_elem"]
            return tuple(self._plain(one[0]) for one in elements if len(one) == 1 and one[0].type in _NAMED)
        if node.type != "struct_type" or not node.named_children:
            return ()
        fields = [one for one in node.named_children[0].named_children if one.type == "field_declaration"]
        embedded = [one.child_by_field_name("type") for one in fields if one.child_by_field_name("name") is None]
        return tuple(self._plain(one) for one in embedded if one is not None)

    def _plain(self, node: Node) -> str:
        return self.string_of(node).partition("[")[0].strip("* \t")

    def _declared(self, root: Node) -> list[Declared]:
        found = super()._declared(root)
        ranges = [(one.node.start_byte, one.node.end_byte) for one in found if one.kind.value in ("function", "method")]
        kept: list[Declared] = []
        at = 0
        for one in found:
            while at < len(ranges) and ranges[at][1] <= one.node.start_byte:
                at += 1
            # What a function literal of a variable declares has no name that leads to it.
            local = "outer" in one.captures and (outer := one.captures["outer"][0].parent) and outer.type == "statement_list"
            if not local or (at < len(ranges) and ranges[at][0] < one.node.start_byte):
                kept.append(one)
        return kept

    def _symbol(self, one: Declared) -> Symbol:
        symbol = super()._symbol(one)
        first = self.region(one)[0].start_point[0] + 1
        above = self._above(first)
        held = go_held.reason(self, one, above, self.lines[symbol.name_line - 1])
        if not above and not held:
            return symbol
        said = "\n".join(_MARKS.sub("", line) for line in above.split("\n") if not line.startswith("//go:")).strip()
        return replace(symbol, docstring=said or None, held=held)

    @cached_property
    def groups(self) -> dict[int, go_held.Group]:
        """What was found of groups of constants, by first byte."""
        return {}

    @cached_property
    def handed_on(self) -> frozenset[str]:
        """Names that a directive hands to the linker or to C."""
        return go_held.handed_on(self.text)

    @cached_property
    def imported(self) -> dict[str, str]:
        """Paths of imports by local name."""
        return go_held.imported(self.text)

    @cached_property
    def lines(self) -> list[bytes]:
        """The text by lines."""
        return [*self.text.split(b"\n"), b""]

    @cached_property
    def _breaks(self) -> list[int]:
        return [found.start() for found in re.finditer(rb"\n", self.text)]

    @cached_property
    def _own_lines(self) -> dict[int, tuple[int, str]]:
        """Comments with lines of their own: last line -> (first line, text)."""
        found: dict[int, tuple[int, str]] = {}
        for first, last in self.comments:
            if not self.text[self.text.rfind(b"\n", 0, first) + 1 : first].strip():
                line = bisect_left(self._breaks, first) + 1
                text = self.text[first:last].decode("utf-8", "replace")
                found[line + text.count("\n")] = (line, text)
        return found

    def _above(self, line: int) -> str:
        """Return the comment that ends on the line before `line`, marks and all."""
        texts: list[str] = []
        while (found := self._own_lines.get(line - 1)) is not None:
            line = found[0]
            texts.append(found[1])
        return "\n".join(reversed(texts))

    # -- uses -------------------------------------------------------------------------------------------------------------

    def imports(self, node: Node, scope: str) -> Iterable[Import]:
        """Return the import: without a name of its own, what is imported says how it is called."""
        path, name = node.child_by_field_name("path"), node.child_by_field_name("name")
        module = self.string_of(path).strip('"`') if path is not None else ""
        local = self.string_of(name) if name is not None else None
        forms = {".": ImportForm.STAR, "_": ImportForm.SIDE_EFFECT}
        form = forms.get(local or "", ImportForm.NAMESPACE)
        return (Import(form, module, self.line_of(node), local=local if form is ImportForm.NAMESPACE else None, scope=scope),)

    def _use(self, found: dict[str, list[Node]], declared: list[Declared]) -> None:
        """Go through the words of the text: Go's lexical grammar is regular, and a node for each word costs too much."""
        facts = self.facts
        for node in found.get("import", ()):
            facts.imports.extend(self.imports(node, ""))
        passed = {one.name_node.start_byte for one in declared}
        passed.update(node.start_byte for node in found.get("clause", ()))
        asides = {node.start_byte for node in found.get("aside", ())}
        wanted = {node.start_byte for node in found.get("asked.for", ())}
        start = max((node.end_byte for node in found.get("import", ())), default=0)
        go_words.refer(self, Locals(found, self.text), asides, passed, wanted, start)
        self._comments(found.get("comment", ()))

    def _comments(self, nodes: Iterable[Node]) -> None:
        super()._comments(nodes)
        told = go_held.directives(self)
        self.facts.comment_lines -= {line for line, _ in told}
        for line, word in told:
            self.facts.references.append(Reference(word, line, ReferenceForm.STRING))

    def _drop_own_names(self) -> None:
        """Take back texts in which a constant or variable holds its own name (`const red = "red"`): no use of it."""
        own = {(one.name, line) for one in self.facts.symbols if one.kind in _DATA for line in (one.name_line, one.line_end)}
        names = {name for name, _ in own}
        kept: list[Reference] = []
        for one in self.facts.references:
            if one.form is ReferenceForm.STRING and one.name in names and (one.name, one.line) in own:
                self.facts.asides.append((one.line, one.name))
            else:
                kept.append(one)
        self.facts.references = kept

    def finish(self, root: Node) -> None:
        """Note the package clause."""
        self._drop_own_names()
        for node in root.named_children:
            if node.type == "package_clause" and node.named_children:
                self.facts.namespace = self.string_of(node.named_children[0])
                return


_DATA = frozenset({SymbolKind.CONSTANT, SymbolKind.VARIABLE})
_NAMED = frozenset({"type_identifier", "qualified_type", "generic_type"})


def read_file(path: str, text: bytes, language: Language) -> FileFacts:
    """Read a Go file, see `worker.source.module.ReadFile`."""
    return GoReader(path, text, language).read()
