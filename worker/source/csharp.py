"""Reading C#: what a file declares and uses.

https://learn.microsoft.com/dotnet/csharp/language-reference/language-specification/
"""

import re
from dataclasses import replace
from functools import cached_property

from tree_sitter import Node

from worker.source import csharp_locals, csharp_words
from worker.source.classify import is_test
from worker.source.csharp_branches import first_branches
from worker.source.csharp_locals import Locals, type_before
from worker.source.csharp_making import maker
from worker.source.facts import FileFacts, Import, ImportForm, Language, Reference, ReferenceForm, Symbol, SymbolKind
from worker.source.grammars import parse
from worker.source.queries import WORD, Declared, QueryReader

_DECLARATIONS = """
(class_declaration name: (identifier) @name) @class
(struct_declaration name: (identifier) @name) @class
(record_declaration name: (identifier) @name) @class
(interface_declaration name: (identifier) @name) @type
(delegate_declaration name: (identifier) @name) @type
(enum_declaration name: (identifier) @name) @enum
(enum_member_declaration name: (identifier) @name) @constant
(method_declaration name: (identifier) @name) @method
(local_function_statement name: (identifier) @name) @function
(property_declaration name: (identifier) @name) @property
(event_declaration name: (identifier) @name) @property
(event_field_declaration (variable_declaration (variable_declarator name: (identifier) @name) @declarator)) @variable
(field_declaration (variable_declaration (variable_declarator name: (identifier) @name) @declarator)) @variable
"""
_USES = (
    """
(comment) @comment
[(string_literal) (verbatim_string_literal) (raw_string_literal) (string_content)] @string
[(character_literal) (interpolation_format_clause)] @blank
(using_directive) @import
(namespace_declaration name: (_) @namespace)
(file_scoped_namespace_declaration name: (_) @namespace)
(attribute name: (_) @attribute)
[(constructor_declaration name: (identifier) @aside) (destructor_declaration name: (identifier) @aside)
 (tuple_element name: (identifier) @aside) (labeled_statement . (identifier) @aside) (goto_statement (identifier) @aside)
 (argument name: (identifier) @aside)]
(initializer_expression (assignment_expression left: (identifier) @member))
(with_initializer . (identifier) @member)
(attribute_argument name: (identifier) @member)
(subpattern . (identifier) @member)
(anonymous_object_creation_expression (identifier) @member)
"""
    + csharp_locals.USES
)
_TESTS = re.compile(
    r"(?i:(?:^|/)(?:[^/]*[._-])?(?:(?:unit|integration|functional|acceptance|smoke|ui|api|e2e|component)?[._-]?tests?|specs?"
    r"|testing|test[._-]?\w*|benchmarks?|mocks?)(?:[._-][^/]*)?/)|(?:^|/)[^/]*[a-z0-9](?:Tests?|Benchmarks?|Specs)(?:\.[^/]*)?/"
)
_TEST_NAMES = re.compile(r"(Tests?|Specs?|Fixture)\.cs$")
_FRAMEWORK = re.compile(
    rb"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:Xunit|NUnit\.Framework|Microsoft\.VisualStudio\.TestTools\.UnitTesting|TUnit|MSTest)\b",
    re.MULTILINE,
)
_NAMESPACE = re.compile(rb"^[ \t]*namespace\s+([\w.@]+)", re.MULTILINE)
_BEFORE = re.compile(r"^\s*///?\s?")
_FOR_TESTS = re.compile(r"(?:^|\.)(?:Test|Mock|Fake|Stub)(?![a-z])|(?:ForTest(?:s|ing)?|Mock|Tests?)(?:\.|$)")
_TAGS = re.compile(r"</?[A-Za-z][^<>]*>")
_TYPES = frozenset(
    {"class_declaration", "struct_declaration", "record_declaration", "interface_declaration", "enum_declaration"}
)
_LAST = re.compile(r"(\w+)\s*(?:<.*)?$", re.DOTALL)
_ASSIGNED = re.compile(rb"\?\.(?=\w+\s*(?:[-+*/|&^]|\?\?)?=(?![=>]))")
"""https://learn.microsoft.com/dotnet/csharp/whats-new/csharp-14#null-conditional-assignment"""
_EXTENDS = re.compile(
    rb"^[ \t]*extension\s*(?:<[^<>(){};]*>\s*)?\([^(){};]*\)[^(){};]*(?:\([^(){};]*\)[^(){};]*)?\{", re.MULTILINE
)
"""https://learn.microsoft.com/dotnet/csharp/whats-new/csharp-14#extension-members, which the grammar does not know"""
_SCRIPT = re.compile(rb"^#[:!][^\n]*", re.MULTILINE)
_ON_PURPOSE = re.compile(rb"(?:disable|SuppressMessage)\b[^\n]*(?:IDE005[12]|CA18(?:01|11|23)|CS0169|CS0414|Unused\w*Member)")


class CSharpReader(QueryReader):
    """One reading of one C# file."""

    declarations = _DECLARATIONS
    uses = _USES

    def __init__(self, path: str, text: bytes, language: Language) -> None:
        super().__init__(path, text, language)
        self._types: dict[tuple[str, str], str] = {}
        """(qualname of the type, name of the field or property) -> its type's simple name"""
        self._derived: set[str] = set()
        self._not_types: set[str] = set()
        self._silenced = _ON_PURPOSE.search(text) is not None
        self._extends = b"extension" in text and _EXTENDS.search(text) is not None

    def is_test(self, path: str, text: bytes) -> bool:
        """Whether a file is a test, or there to help tests."""
        if is_test(path) or _TESTS.search(path) or _FRAMEWORK.search(text):
            return True
        return bool(_TEST_NAMES.search(path)) and b"[Fact]" in text

    def parsed(self) -> bytes:
        """Write what the grammar does not know yet in an older way; where branches break it, leave all but the first out."""
        text = _ASSIGNED.sub(b" .", self.text) if b"?." in self.text else self.text
        text = text.replace(b'@$"', b'$@"')
        if b"\n#:" in text or text.startswith((b"#:", b"#!")):
            text = _SCRIPT.sub(lambda line: b" " * len(line[0]), text)
        if b"#if" in text and parse(text, self.facts.language).root_node.has_error:
            text = first_branches(text)
        return text

    # -- declarations -----------------------------------------------------------------------------------------------------

    def modifiers(self, declared: Declared) -> frozenset[str]:
        """Return the modifiers, those that go without saying, and `struct`, `record`, `explicit`, `extension`."""
        node = declared.node
        found: set[str] = set()
        for child in node.children:
            if child.type == "modifier":
                found.add(self.string_of(child))
            elif child.type == "explicit_interface_specifier":
                found.add("explicit")
        kind = node.type.removesuffix("_declaration")
        if kind in ("struct", "record", "delegate", "interface"):
            found.add(kind)
        if kind == "record" and any(child.type == "struct" for child in node.children):
            found.add("struct")
        if (
            kind == "method"
            and (parameters := node.child_by_field_name("parameters")) is not None
            and parameters.named_children
        ):
            first = parameters.named_children[0]
            if any(child.type == "modifier" and self.string_of(child) == "this" for child in first.children):
                found.add("extension")
        if "const" in found:
            found.add("static")
        if not found & {"public", "private", "protected", "internal", "file"}:
            found.add(self._default(node, found))
        return frozenset(found)

    def _default(self, node: Node, found: set[str]) -> str:
        if node.type == "enum_member_declaration" or "explicit" in found:
            return "public"
        parent = node.parent
        while parent is not None and parent.type in ("declaration_list", "preproc_if", "preproc_else", "preproc_elif"):
            parent = parent.parent
        if parent is not None and parent.type == "interface_declaration":
            return "public"
        if parent is not None and parent.type in _TYPES:
            return "private"
        return "internal" if node.type != "local_function_statement" else "private"

    def decorators(self, declared: Declared) -> tuple[str, ...]:
        """Return the attributes as written, one by one."""
        lists = [child for child in declared.node.children if child.type == "attribute_list"]
        return tuple(self.string_of(one) for each in lists for one in each.named_children if one.type == "attribute")

    def bases(self, declared: Declared) -> tuple[str, ...]:
        """Return the simple names of what a type derives from: types are found by these alone, see `LanguageModule`."""
        if declared.node.type not in _TYPES or declared.node.type == "enum_declaration":
            return ()
        for child in declared.node.children:
            if child.type == "base_list":
                written = [one for one in child.named_children if one.type not in ("argument_list", "comment")]
                return tuple(found[1] for one in written if (found := _LAST.search(self._plain(one))))
        return ()

    def _plain(self, node: Node) -> str:
        while node.type == "primary_constructor_base_type" and node.named_children:
            node = node.named_children[0]
        return self.string_of(node).partition("<")[0]

    def _symbol(self, one: Declared) -> Symbol:
        symbol = super()._symbol(one)
        modifiers = self.modifiers(one)
        if "const" in modifiers and symbol.kind is SymbolKind.VARIABLE:
            symbol = replace(symbol, kind=SymbolKind.CONSTANT)
        if symbol.kind in (SymbolKind.VARIABLE, SymbolKind.PROPERTY):
            self._types[(one.parent or "", one.name)] = type_before(self.text, one.name_node.start_byte)
        if symbol.bases:
            self._derived.add(one.qualname)
        made = None
        if symbol.kind in (SymbolKind.VARIABLE, SymbolKind.PROPERTY):
            whole = one.captures.get("declarator", [one.node])[0]
            value = whole.named_children[1:] if "declarator" in one.captures else [whole.child_by_field_name("value")]
            run = [node for node in value if node is not None and node.type != "arrow_expression_clause"]
            made = next((found for node in run if (found := maker(self.string_of(node)))), None)
        return replace(
            symbol,
            modifiers=modifiers,
            exported="private" not in modifiers or bool(modifiers & {"protected"}),
            made_by=made,
            docstring=self._document(symbol.line_start),
            held=self._held(symbol),
        )

    def _held(self, symbol: Symbol) -> str:
        if _FOR_TESTS.search(symbol.qualname):
            return "its name says that it is there for tests"
        if self._extends:
            return "its file has an extension block, whose members are called without its class"
        if self._silenced and _ON_PURPOSE.search(b"\n".join(self._rows[max(0, symbol.line_start - 2) : symbol.name_line])):
            return "a comment says that it is unused on purpose"
        return ""

    @cached_property
    def _rows(self) -> list[bytes]:
        return self.text.split(b"\n")

    def _document(self, line: int) -> str | None:
        """Return the text of the comment `///` right above a declaration, without its tags."""
        said: list[str] = []
        at = line - 2
        while at >= 0 and (row := self._rows[at].strip()).startswith(b"///"):
            said.append(_TAGS.sub("", _BEFORE.sub("", row.decode("utf-8", "replace"))).strip())
            at -= 1
        return "\n".join(one for one in reversed(said) if one) or None

    # -- types of what is written in front of a dot --------------------------------------------------------------------------

    def field_type(self, name: str, scope: str) -> str:
        """Return `T()` where `name` is a field or property of type T of a class around; "" when that is not sure."""
        here = scope
        while here:
            written = self._types.get((here, name))
            if written is not None:
                return f"{written}()" if written and written != "var" and written not in self._not_types else ""
            if here in self._derived:
                return ""
            here = here.rpartition(".")[0]
        return ""

    def member_type(self, owner: str, name: str, scope: str) -> str:
        """Return the type of `this.name` in the same way."""
        return self.field_type(name, scope) if owner == "self" else ""

    # -- uses -------------------------------------------------------------------------------------------------------------

    def _use(self, found: dict[str, list[Node]], declared: list[Declared]) -> None:
        spans = [(node.start_byte, node.end_byte) for label in ("comment", "string", "blank") for node in found.get(label, ())]
        aliases: set[str] = set()
        for node in found.get("import", ()):
            spans.append((node.start_byte, node.end_byte))
            aliases.update(self._import(node))
        for node in found.get("namespace", ()):
            spans.append((node.start_byte, node.end_byte))
            self.facts.asides.extend((self.line_of(node), word) for word in WORD.findall(self.string_of(node)))
        for node in found.get("attribute", ()):
            if (name := _LAST.search(self.string_of(node).partition("<")[0])) is not None:
                line, scope = node.end_point[0] + 1, self.scope_at(node.start_byte)
                self.facts.references.append(Reference(f"{name[1]}Attribute", line, ReferenceForm.NAME, scope))
        text = csharp_words.masked(self.text, spans)
        seen = Locals(found, self.text, aliases)
        self._not_types = seen.not_types
        places = csharp_words.Places(
            frozenset(one.name_node.start_byte for one in declared),
            frozenset(node.start_byte for node in found.get("aside", ())),
            frozenset(node.start_byte for node in found.get("member", ())),
        )
        csharp_words.refer(self, text, seen, places)
        csharp_words.quoted(self, found.get("string", ()))
        self._comments(found.get("comment", ()))

    def _import(self, node: Node) -> tuple[str, ...]:
        """Note a `using`; return the alias that it makes."""
        line, scope = self.line_of(node), self.scope_at(node.start_byte)
        words = WORD.findall(self.string_of(node))
        everywhere = "global" if words[:1] == ["global"] else None
        words = [word for word in words if word not in ("global", "using", "static", "unsafe")]
        facts = self.facts
        target = ".".join(words)
        if node.child_by_field_name("name") is not None and words:
            facts.asides.append((line, words[0]))
            facts.references.extend(Reference(word, line, ReferenceForm.NAME, scope) for word in words[1:])
            return (words[0],)
        if any(child.type == "static" for child in node.children):
            facts.imports.append(Import(ImportForm.STAR, target, line, exported_as=everywhere, scope=scope))
            facts.asides.extend((line, word) for word in words[:-2])
            facts.references.extend(Reference(word, line, ReferenceForm.NAME, scope) for word in words[-2:])
        else:
            facts.imports.append(Import(ImportForm.NAMESPACE, target, line, exported_as=everywhere, scope=scope))
            facts.asides.extend((line, word) for word in words)
        return ()

    def finish(self, root: Node) -> None:
        """Note the namespaces; several are joined by `|`."""
        if root.end_byte and b"namespace" in self.text:
            names = dict.fromkeys(name.decode().replace("@", "") for name in _NAMESPACE.findall(self.text))
            self.facts.namespace = "|".join(names)


def read_file(path: str, text: bytes, language: Language) -> FileFacts:
    """Read a C# file, see `worker.source.module.ReadFile`."""
    return CSharpReader(path, text, language).read()
