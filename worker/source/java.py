"""Reading Java: what a file declares and uses, in the words of `facts.py`.

https://docs.oracle.com/javase/specs/jls/se21/html/index.html
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from tree_sitter import Node

from worker.source.facts import FileFacts, Import, ImportForm, Language, Symbol, SymbolKind
from worker.source.java_dynamic import dynamic_access
from worker.source.java_locals import LOCALS, Locals, TypedFields, type_name
from worker.source.java_making import maker
from worker.source.java_tests import is_java_test
from worker.source.java_uses import Uses
from worker.source.queries import Declared, QueryReader

_DECLARATIONS = """
(class_declaration name: (identifier) @name) @class
(record_declaration name: (identifier) @name) @class
(interface_declaration name: (identifier) @name) @type
(annotation_type_declaration name: (identifier) @name) @type
(enum_declaration name: (identifier) @name) @enum
(enum_constant name: (identifier) @name) @constant
(method_declaration name: (identifier) @name) @method
(annotation_type_element_declaration name: (identifier) @name) @method
(field_declaration declarator: (variable_declarator name: (identifier) @name) @declarator) @variable
(constant_declaration declarator: (variable_declarator name: (identifier) @name) @declarator) @constant
(object_creation_expression (class_body) @name @class)
(enum_constant body: (class_body) @name @class)
"""

_USES = f"""
[(identifier) (type_identifier)] @name
[(string_fragment) (multiline_string_fragment)] @string
[(line_comment) (block_comment)] @comment
(import_declaration) @import
(package_declaration [(identifier) (scoped_identifier)] @import)
{LOCALS}
"""

ANONYMOUS = "$"
"""How the names of classes without one start."""

_MEMBER_BODIES = frozenset({"interface_body", "annotation_type_body"})
_LOCAL_PLACES = frozenset({"block", "switch_block_statement_group", "constructor_body", "labeled_statement"})
_SPACE = re.compile(r"\s*\.\s*|(?:\s|/\*.*?\*/|//[^\n]*)+", re.DOTALL)
_CLASSES = frozenset({SymbolKind.CLASS, SymbolKind.TYPE, SymbolKind.ENUM})
_DOCUMENT = b"/**"


class JavaReader(QueryReader):
    """One reading of one Java file."""

    declarations = _DECLARATIONS
    uses = _USES

    def __init__(self, path: str, text: bytes, language: Language) -> None:
        super().__init__(path, text, language)
        self._nameless = 0
        self._modified: dict[int, frozenset[str]] = {}
        self._fields = TypedFields()

    def is_test(self, path: str, text: bytes) -> bool:
        """Whether the file lies among tests, or is named like one and uses a test framework."""
        return is_java_test(path, text)

    # -- declarations -----------------------------------------------------------------------------------------------------

    def name_of(self, node: Node) -> str:
        """Return the text of a name; a class without one is numbered."""
        if node.type == "class_body":
            self._nameless += 1
            return f"{ANONYMOUS}{self._nameless}"
        return self.string_of(node)

    def _declared(self, root: Node) -> list[Declared]:
        found = super()._declared(root)
        for one in found:
            if one.kind is SymbolKind.VARIABLE and {"static", "final"} <= self.modifiers(one):
                one.kind = SymbolKind.CONSTANT
        return found

    def modifiers(self, declared: Declared) -> frozenset[str]:
        """Return the modifiers, with those that interfaces and enums take for granted."""
        known = self._modified.get(declared.name_node.start_byte)
        if known is None:
            known = self._modified[declared.name_node.start_byte] = self._modifiers(declared)
        return known

    def _modifiers(self, declared: Declared) -> frozenset[str]:
        node, parent = declared.node, declared.node.parent
        written = self._modifiers_node(node)
        found = {child.type for child in written.children if not child.is_named} if written is not None else set()
        if node.type == "enum_constant":
            return frozenset({"public", "static", "final", "enum"})
        if parent is not None and parent.type in _MEMBER_BODIES:
            if "private" not in found:
                found.add("public")
            if node.type == "constant_declaration":
                found |= {"static", "final"}
            elif not found & {"static", "default", "private"} and declared.kind is SymbolKind.METHOD:
                found.add("abstract")
            if node.type == "annotation_type_element_declaration":
                found.add("element")
        if parent is not None and parent.parent is not None and parent.parent.type == "record_declaration":
            found.add("record")
        if node.type == "class_body" or (parent is not None and parent.type in _LOCAL_PLACES):
            found.add("local")
        return frozenset(found)

    def _modifiers_node(self, node: Node) -> Node | None:
        for child in node.children:
            if child.type == "modifiers":
                return child
            if child.type not in ("line_comment", "block_comment"):
                break
        return None

    def exported(self, declared: Declared) -> bool:
        """Whether other files may see the declaration: all but private and local things."""
        return not self.modifiers(declared) & {"private", "local"}

    def decorators(self, declared: Declared) -> tuple[str, ...]:
        """Return the annotations as written, without the @."""
        written = self._modifiers_node(declared.node)
        if written is None:
            return ()
        return tuple(self.string_of(child)[1:].strip() for child in written.named_children if child.type.endswith("annotation"))

    def bases(self, declared: Declared) -> tuple[str, ...]:
        """Return what a type extends and implements; for a class without a name what it is made of."""
        node = declared.node
        if node.type == "class_body":
            node = node.parent if node.parent is not None else node
        types: list[Node] = []
        if node.type == "object_creation_expression":
            made = node.child_by_field_name("type")
            types = [made] if made is not None else []
        elif node.type == "enum_constant" and declared.kind is SymbolKind.CLASS:
            return (declared.parent.rpartition(".")[2],) if declared.parent else ()
        else:
            for child in node.named_children:
                if child.type == "superclass":
                    types += child.named_children
                elif child.type in ("super_interfaces", "extends_interfaces"):
                    types += [one for group in child.named_children for one in group.named_children]
        return tuple(name for one in types if (name := type_name(one, self.text)))

    def _symbol(self, one: Declared) -> Symbol:
        symbol = replace(super()._symbol(one), modifiers=self.modifiers(one), docstring=self._javadoc(one.node))
        if "declarator" in one.captures:
            declarator = one.captures["declarator"][0]
            value = declarator.child_by_field_name("value")
            self._fields.add(one.parent, one.name, declarator, self.text)
            return replace(symbol, made_by=maker(self.string_of(value)) if value is not None else None)
        return symbol

    def _javadoc(self, node: Node) -> str | None:
        """Return the text of the comment `/** … */` right in front of a declaration."""
        at = bisect_right(self.comments, (node.start_byte, 0)) - 1
        if at < 0:
            return None
        first, last = self.comments[at]
        if not self.text.startswith(_DOCUMENT, first) or self.text[last : node.start_byte].strip():
            return None
        lines = (
            line.strip().lstrip("*").strip() for line in self.text[first + 3 : last - 2].decode("utf-8", "replace").split("\n")
        )
        return "\n".join(lines).strip() or None

    # -- imports ----------------------------------------------------------------------------------------------------------

    def imports(self, node: Node, _scope: str) -> Iterable[Import]:
        """Return the import; in a package declaration there is none, but words that use nothing."""
        words = _SPACE.sub(_dot_or_space, self.string_of(node)).rstrip(" ;").split(" ")
        static, path = "static" in words, words[-1].split(".")
        line = self.line_of(node)
        if node.type != "import_declaration":
            self.facts.asides += [(line, part) for part in path]
            return
        star = path[-1] == "*"
        module, last = path[:-1], "" if star else path[-1]
        # The parts of the package use nothing; the class whose member is imported is left to speak for itself.
        for part in module[:-1] if static else module:
            if part[:1].isupper():
                break
            self.facts.asides.append((line, part))
        if star:
            yield Import(ImportForm.STAR, ".".join(module), line)
        elif len(path) > 1:
            yield Import(ImportForm.NAMED, ".".join(module), line, imported=last, local=last)

    # -- uses -------------------------------------------------------------------------------------------------------------

    def _use(self, found: dict[str, list[Node]], declared: list[Declared]) -> None:
        identifiers = found.pop("name", [])
        # GWT: a native method's body in JavaScript is a comment, and names what it calls.
        scripts = [node for node in found.get("comment", ()) if self.text.startswith(b"/*-{", node.start_byte)]
        found["string"] = [*found.get("string", ()), *scripts]
        found["comment"] = [node for node in found.get("comment", ()) if node not in scripts]
        super()._use(found, declared)
        variables = Locals.read(found, self.text)
        classes = {one.qualname: bool(one.bases) for one in self.facts.symbols if one.kind in _CLASSES}
        self._fields.know(classes, variables.parameters)
        inert = {one.name_node.start_byte for one in declared}
        imports = sorted((node.start_byte, node.end_byte) for node in found.get("import", ()))
        last = imports[-1][1] if imports else 0
        uses = Uses(self.text, self.comments, variables, self._fields)
        uses.read(
            [
                node
                for node in identifiers
                if (start := node.start_byte) not in inert and (start >= last or not _within(imports, start))
            ],
            self.scope_at,
        )
        self.facts.references += uses.references
        self.facts.asides += uses.variables
        self.facts.dynamic += dynamic_access(self.text, uses.reaching, self.scope_at)

    # -- what no query says -----------------------------------------------------------------------------------------------

    def finish(self, root: Node) -> None:
        """Add the package, and the places that reach names unseen."""
        for node in root.named_children:
            if node.type == "package_declaration":
                names = [self.string_of(one) for one in node.named_children if one.type in ("identifier", "scoped_identifier")]
                self.facts.namespace = "".join("".join(names).split())
                break


def _dot_or_space(found: re.Match[str]) -> str:
    return "." if found[0].strip() == "." else " "


def _within(ranges: list[tuple[int, int]], byte: int) -> bool:
    at = bisect_right(ranges, (byte, byte)) - 1
    return any(first <= byte < last for first, last in ranges[max(at, 0) : at + 2])


def read_file(path: str, text: bytes, language: Language) -> FileFacts:
    """Read one Java file. See `worker.source.module.ReadFile`."""
    return JavaReader(path, text, language).read()
