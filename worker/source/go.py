"""Reading Go: what a file declares and uses. https://go.dev/ref/spec"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from tree_sitter import Node

from worker.source import go_held, go_locals
from worker.source.classify import is_test
from worker.source.facts import FileFacts, Import, ImportForm, Language, Reference, ReferenceForm, Symbol
from worker.source.go_locals import Locals
from worker.source.queries import LONGEST_RECEIVER, WORD, Declared, QueryReader

_RECEIVER = re.compile(rb"(?:^|[^\w.)\x80-\xff])([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)[ \t]*\.[ \t]*$")
_OWNER = re.compile(r"\(\s*(?:\w+\s+)?\(?[\s*]*\(?(\w+)")
_HELPS_TESTS = re.compile(r"(^|/)([a-z]*tests?|test(ing|data|utils?|kit)?[a-z]*|e2e|mocks?|fakes?)/")
_MARKS = re.compile(r"^\s*(?://|/\*+|\*/|\*(?=\s))[ \t]?|[ \t]*\*/$")
_CODE = re.compile(r"[(){}\[\];=<>`$]")

_TOP = """
(source_file (function_declaration name: (identifier) @name) @function)
(source_file (method_declaration receiver: (parameter_list) @receiver name: (field_identifier) @name) @method)
"""
_EITHER = """
(%(parent)s (type_declaration (type_spec name: (type_identifier) @name type: (_) @value) @type) @outer)
(%(parent)s (type_declaration (type_alias name: (type_identifier) @name type: (_) @value) @type) @outer)
(%(parent)s (const_declaration (const_spec name: (identifier) @name) @constant) @outer)
"""
_VARIABLES = """
(source_file (var_declaration (var_spec name: (identifier) @name value: (_)? @value) @variable) @outer)
(source_file (var_declaration (var_spec_list (var_spec name: (identifier) @name value: (_)? @value) @variable)) @outer)
(source_file (type_declaration (type_spec type: (interface_type (method_elem name: (field_identifier) @name) @method @asked))))
"""


class GoReader(QueryReader):
    """One reading of one Go file."""

    declarations = _TOP + _EITHER % {"parent": "source_file"} + _EITHER % {"parent": "statement_list"} + _VARIABLES
    uses = (
        """
(identifier) @name
(type_identifier) @name
(qualified_type package: (package_identifier) @name)
(qualified_type name: (type_identifier) @attribute)
(selector_expression field: (field_identifier) @attribute)
(field_declaration name: (field_identifier) @field)
(method_elem name: (field_identifier) @attribute)
(field_declaration tag: (_) @tag)
(interpreted_string_literal_content) @string
(raw_string_literal_content) @string
(comment) @comment
(import_spec) @import
"""
        + go_locals.USES
    )

    def __init__(self, path: str, text: bytes, language: Language) -> None:
        super().__init__(path, text, language)
        self._locals = Locals({}, text)
        self._other_names: set[int] = set()

    # -- declarations -----------------------------------------------------------------------------------------------------

    def is_test(self, path: str, text: bytes) -> bool:
        """Whether a file is a test, or there to help tests: it cannot be linked into a program that is no test."""
        return path.endswith("_test.go") or is_test(path) or bool(_HELPS_TESTS.search(path)) or b'"testing"\n' in text[:4096]

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
        said = "\n".join(_MARKS.sub("", line) for line in above.split("\n") if not line.startswith("//go:")).strip()
        return replace(symbol, docstring=said or None, held=held)

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
    def _own_lines(self) -> dict[int, tuple[int, str]]:
        """Comments with lines of their own: last line -> (first line, text)."""
        found: dict[int, tuple[int, str]] = {}
        for first, last in self.comments:
            if not self.text[self.text.rfind(b"\n", 0, first) + 1 : first].strip():
                line = self.text.count(b"\n", 0, first) + 1
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
        self._locals = Locals(found, self.text)
        self._other_names = {node.start_byte for node in found.get("attribute", ())}
        tags = {node.start_byte + 1 for node in found.get("tag", ())}
        found["string"] = [node for node in found.get("string", ()) if node.start_byte not in tags]
        super()._use(found, declared)
        for node in found.get("field", ()):
            self.facts.asides.append((node.start_point[0] + 1, self.string_of(node)))
        for node in found.get("tag", ()):
            self._words(node)

    def _refer(self, node: Node, form: ReferenceForm, receiver: str | None) -> None:
        if form is ReferenceForm.ATTRIBUTE:
            super()._refer(node, form, receiver)
            return
        start = node.start_byte
        if start in self._other_names:
            return
        name = self.text[start : node.end_byte]
        if name == b"_":
            return
        if start in self._locals.declaring or (name in self._locals.regions and self._locals.at(name, start) is not None):
            self.facts.asides.append((node.start_point[0] + 1, name.decode("utf-8", "replace")))
            return
        super()._refer(node, form, receiver)
        if name in self._locals.inner and self._locals.out_of_sight(name, start):
            # The function has a symbol of that name which is not seen here: what is meant lies outside of it.
            self.facts.references[-1] = replace(self.facts.references[-1], scope="")

    def receiver(self, node: Node) -> str | None:
        """Return what stands left of the dot; a local is followed by its type where that is written."""
        found = _RECEIVER.search(self.text, max(0, node.start_byte - LONGEST_RECEIVER), node.start_byte)
        if found is None:
            return None
        written, start = found[1], found.start(1)
        first, dot, rest = written.partition(b".")
        if first in self._locals.regions:
            region = self._locals.at(first, start)
            if region is not None:
                return None if region.value is None else region.value + (dot + rest).decode()
        if first in self._locals.inner and self._locals.out_of_sight(first, start):
            return None
        return written.decode()

    def _string(self, node: Node) -> None:
        text = self.string_of(node)
        if " " not in text.strip() or "\n" in text or _CODE.search(text):
            super()._string(node)
            return
        line, scope = node.start_point[0] + 1, self.scope_at(node.start_byte)
        for word in WORD.findall(text):
            # A sentence names nothing that only the compiler can find.
            if word[0].isupper():
                self.facts.references.append(Reference(word, line, ReferenceForm.STRING, scope))
            else:
                self.facts.asides.append((line, word))

    def _words(self, node: Node) -> None:
        line = node.start_point[0] + 1
        self.facts.asides.extend((line, word) for word in WORD.findall(self.string_of(node).partition("\n")[0]))

    def _comments(self, nodes: Iterable[Node]) -> None:
        super()._comments(nodes)
        told = go_held.directives(self)
        self.facts.comment_lines -= {line for line, _ in told}
        for line, word in told:
            self.facts.references.append(Reference(word, line, ReferenceForm.STRING))

    def finish(self, root: Node) -> None:
        """Note the package clause."""
        for node in root.named_children:
            if node.type == "package_clause" and node.named_children:
                self.facts.namespace = self.string_of(node.named_children[0])
                return


_NAMED = frozenset({"type_identifier", "qualified_type", "generic_type"})


def read_file(path: str, text: bytes, language: Language) -> FileFacts:
    """Read a Go file, see `worker.source.module.ReadFile`."""
    return GoReader(path, text, language).read()
