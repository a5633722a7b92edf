"""Reading Rust: what a file declares, with the types that `impl` blocks belong to.

Inline modules do not count as a part of a name, but for those that are compiled for tests alone: the modules of a crate share
one namespace here, see `worker/graph/rust_resolver.py`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from tree_sitter import Node, QueryCursor

from worker.source.facts import FileFacts, Import, ImportForm, Language, ModuleDeclared, Symbol, SymbolKind
from worker.source.queries import Declared, QueryReader, query
from worker.source.rust_attributes import Attributes, for_tests, written
from worker.source.rust_imports import imports_of
from worker.source.rust_names import USES, RustNames
from worker.source.rust_owners import nominal, owner_of

RUST = Language("rust")

_ITEMS = """
(function_item) @function
(function_signature_item) @method
(struct_item) @type
(union_item) @type
(enum_item) @enum
(trait_item) @type
(type_item) @type
(const_item) @constant
(static_item) @variable
(macro_definition) @macro
(impl_item) @type
(mod_item) @module
(foreign_mod_item) @foreign
"""
_LABELS = ("function", "method", "type", "enum", "constant", "variable", "macro", "module", "foreign")
_TEST_FOLDER = re.compile(r"(?:(?!src/)[^/]+/)*?(?:tests|benches|testdata|fixtures)/")
_PUBLIC = re.compile(rb"(?:default\s+)?pub\b(?!\s*\()")
_DOC = re.compile(r"\s*(?:///(?!/)|//!) ?(.*)")
_BLOCKS = frozenset({"impl_item", "trait_item", "mod_item", "foreign_mod_item"})


@dataclass(slots=True)
class _Around:
    """An item whose body is being read."""

    node: Node
    declared: Declared | None
    attributes: tuple[str, ...]
    """Its own and those that hold for it."""


class RustReader(RustNames, QueryReader):
    """One reading of one Rust file."""

    declarations = ""
    uses = USES + _ITEMS
    scopes: ClassVar[frozenset[SymbolKind]] = frozenset(SymbolKind)

    def __init__(self, path: str, text: bytes, language: Language) -> None:
        super().__init__(path, text, language)
        self._attributes_of: dict[int, tuple[str, ...]] = {}
        self._regions: dict[int, Node] = {}
        self._homes: dict[int, Declared | None] = {}
        self._bases_of: dict[int, tuple[str, ...]] = {}
        self._traits: dict[int, Node] = {}
        self._lines: list[str] | None = None
        self.inert: set[int] = set()
        self._found: dict[str, list[Node]] = {}

    def is_test(self, path: str, _text: bytes) -> bool:
        """Whether the file lies beside the sources, where Cargo looks for tests and benchmarks."""
        return _TEST_FOLDER.match(path) is not None

    # -- declarations -----------------------------------------------------------------------------------------------------

    def _declared(self, root: Node) -> list[Declared]:
        # One query for everything: a second pass over the tree costs as much as parsing.
        self._found = QueryCursor(query(self.facts.language, self.uses)).captures(root)
        items = [
            (label, node, node.child_by_field_name("name") or node) for label in _LABELS for node in self._found.get(label, ())
        ]
        items.sort(key=lambda one: (one[1].start_byte, -one[1].end_byte))
        self._place_inner(items, self._found.get("inner", []))
        attributes = Attributes(self.text, self._found.get("attribute", ()))
        found: list[Declared] = []
        around: list[_Around] = []
        types: dict[tuple[int, str], Declared] = {}
        blocks: list[tuple[Declared, list[_Around]]] = []
        for label, node, name in items:
            while around and around[-1].node.end_byte <= node.start_byte:
                around.pop()
            before = attributes.before(node)
            own = tuple(one for attribute in before for one in written(self.string_of(attribute)))
            own += self._inner.get(node.id, ())
            holding = around[-1].attributes if around and around[-1].node.type in _BLOCKS else ()
            all_of = own + tuple(one for one in holding if not one.startswith(("derive", "doc")))
            if for_tests(own):
                first = before[0] if before else node
                self.facts.test_lines.append((self.line_of(first), node.end_point[0] + 1))
            declared = self._declare(label, node, name, around, all_of)
            if declared is None:
                self.inert.add(name.start_byte)
            else:
                found.append(declared)
                self._attributes_of[id(declared)] = all_of
                if before:
                    self._regions[id(declared)] = before[0]
                if node.type == "impl_item":
                    blocks.append((declared, list(around)))
                elif declared.kind in (SymbolKind.TYPE, SymbolKind.ENUM) and declared.is_symbol:
                    types[(_home(around), declared.name)] = declared
            around.append(_Around(node, declared, all_of))
        for declared, enclosing in blocks:
            self._homes[id(declared)] = self._home_of(declared, enclosing, types)
        return found

    def _used(self, root: Node) -> dict[str, list[Node]]:
        del root
        return self._found

    def _place_inner(self, items: list[tuple[str, Node, Node]], inner: list[Node]) -> None:
        """Give each inner attribute to the smallest block around it, or to the file."""
        self._inner: dict[int, tuple[str, ...]] = {}
        bodies = [node for _, node, _ in items if node.type in _BLOCKS or node.type == "function_item"] if inner else []
        for attribute in inner:
            holding = [one for one in bodies if one.start_byte < attribute.start_byte < one.end_byte]
            own = written(self.string_of(attribute))
            if holding:
                self._inner[holding[-1].id] = self._inner.get(holding[-1].id, ()) + own
            else:
                self.facts.modules.append(ModuleDeclared("", self.line_of(attribute), attributes=own))

    def _declare(
        self, label: str, node: Node, name: Node, around: list[_Around], attributes: tuple[str, ...]
    ) -> Declared | None:
        """Return the declaration of an item; None for what is no symbol."""
        block = around[-1].node if around else None
        kind_of_block = block.type if block is not None else ""
        if label == "foreign" or kind_of_block == "foreign_mod_item":
            return None
        if label == "module":
            return self._module(node, name, around, attributes)
        if node.type == "impl_item":
            owner = owner_of(node)
            if owner is None:
                return None
            declared = Declared(SymbolKind.TYPE, node, self.name_of(owner), owner, {})
            trait = node.child_by_field_name("trait")
            base = nominal(trait)
            if base is not None:
                self._bases_of[id(declared)] = (self.string_of(base),)
            return declared
        kind = SymbolKind(label)
        trait_block = block is not None and (
            kind_of_block == "trait_item" or (kind_of_block == "impl_item" and block.child_by_field_name("trait") is not None)
        )
        if kind_of_block in ("impl_item", "trait_item"):
            if kind not in (SymbolKind.FUNCTION, SymbolKind.METHOD) and trait_block:
                return None
            if kind is SymbolKind.FUNCTION:
                kind = SymbolKind.METHOD
        declared = Declared(kind, node, self.name_of(name), name, {})
        if declared.name == "_":
            return None
        if block is not None and kind_of_block == "trait_item":
            self._traits[id(declared)] = block
        if trait_block and block is not None and (kind_of_block == "impl_item" or node.type == "function_signature_item"):
            trait = block.child_by_field_name("trait" if kind_of_block == "impl_item" else "name")
            self._bases_of[id(declared)] = (self.string_of(trait) if trait is not None else "",)
        elif node.type == "type_item":
            aliased = nominal(node.child_by_field_name("type"))
            self._bases_of[id(declared)] = (self.string_of(aliased),) if aliased is not None else ()
        return declared

    def _module(self, node: Node, name: Node, around: list[_Around], attributes: tuple[str, ...]) -> Declared | None:
        """Note a module; return it where it makes a scope."""
        within = tuple(
            self.string_of(one.node.child_by_field_name("name") or one.node) for one in around if one.node.type == "mod_item"
        )
        inline = node.child_by_field_name("body") is not None
        tests = for_tests(attributes)
        own = self.name_of(name)
        line = self.line_of(name)
        end = node.end_point[0] + 1
        self.facts.modules.append(ModuleDeclared(own, line, within, attributes, for_tests=tests, inline=inline, line_end=end))
        self.facts.imports.append(Import(ImportForm.NAMESPACE, f"self.{own}", line, local=own, scope=_scope(around)))
        self.facts.asides.append((line, own))
        return Declared(SymbolKind.TYPE, node, own, name, {}, is_symbol=False) if tests and inline else None

    def _home_of(self, block: Declared, around: list[_Around], types: dict[tuple[int, str], Declared]) -> Declared | None:
        """Return the scope that declares the type of an `impl` block; None for the top level."""
        for one in reversed(around):
            if one.declared is not None and (id(one.declared), block.name) in types:
                return one.declared
        return None

    # -- what the base asks -----------------------------------------------------------------------------------------------

    def name_of(self, node: Node) -> str:
        """Return a name without the mark of raw identifiers."""
        return self.string_of(node).removeprefix("r#")

    def owner(self, declared: Declared) -> str | None:
        """Return the scope of the type for an `impl` block."""
        if id(declared) not in self._homes:
            return None
        home = self._homes[id(declared)]
        return home.qualname if home is not None else ""

    def exported(self, declared: Declared) -> bool:
        """Whether it is `pub` without a restriction, or an exported macro."""
        if declared.kind is SymbolKind.MACRO:
            return any(one.startswith("macro_export") for one in self._attributes_of[id(declared)])
        node = self._traits.get(id(declared), declared.node)
        return _PUBLIC.match(self.text, node.start_byte) is not None

    def region(self, declared: Declared) -> tuple[Node, Node]:
        """Return the first attribute in front and the item."""
        return self._regions.get(id(declared), declared.node), declared.node

    def decorators(self, declared: Declared) -> tuple[str, ...]:
        """Return its attributes, with those of the block around it."""
        return self._attributes_of[id(declared)]

    def bases(self, declared: Declared) -> tuple[str, ...]:
        """Return the trait that a block implements or that asks for a method, or what a type is another name for."""
        return self._bases_of.get(id(declared), ())

    def imports(self, node: Node, scope: str) -> Iterable[Import]:
        """Return what a `use` brings."""
        return imports_of(node, self.text, scope)

    def _symbol(self, one: Declared) -> Symbol:
        symbol = super()._symbol(one)
        return replace(symbol, reopens=one.node.type == "impl_item", docstring=self._docstring(symbol.line_start))

    def _docstring(self, line: int) -> str | None:
        """Return the doc comment that ends above a line."""
        if self._lines is None:
            self._lines = self.text.decode("utf-8", "replace").split("\n")
        found: list[str] = []
        while line >= 2 and (doc := _DOC.fullmatch(self._lines[line - 2])):
            found.append(doc[1])
            line -= 1
        return "\n".join(found[::-1]) or None


def _home(around: list[_Around]) -> int:
    return next((id(one.declared) for one in reversed(around) if one.declared is not None), 0)


def _scope(around: list[_Around]) -> str:
    return ".".join(one.declared.name for one in around if one.declared is not None)


def read_file(path: str, text: bytes, language: Language) -> FileFacts:
    """Return the facts of a Rust file; see `module.ReadFile`."""
    return RustReader(path, text, language).read()
