"""Java's local variables: where each is in scope, and of what type it is; and the types of fields."""

from collections import defaultdict
from dataclasses import dataclass, field

from tree_sitter import Node

LOCALS = """
(formal_parameter name: (identifier) @local)
(spread_parameter (variable_declarator name: (identifier) @local))
(lambda_expression parameters: (identifier) @local)
(inferred_parameters (identifier) @local)
(local_variable_declaration declarator: (variable_declarator name: (identifier) @local))
(enhanced_for_statement name: (identifier) @local)
(catch_formal_parameter name: (identifier) @local)
(resource name: (identifier) @local)
(instanceof_expression name: (identifier) @local)
(type_pattern (identifier) @local)
(record_pattern_component (identifier) @local)
(type_parameter (type_identifier) @type.parameter)
(object_creation_expression (class_body) @body)
(enum_constant (class_body) @body)
(block [(class_declaration) (record_declaration) (enum_declaration) (interface_declaration)] @body)
"""
"""What declares a variable, and what may bring others of the same name into scope by inheriting them."""

_WIDE = frozenset(
    {
        "method_declaration",
        "constructor_declaration",
        "compact_constructor_declaration",
        "lambda_expression",
        "record_declaration",
        "enhanced_for_statement",
        "for_statement",
        "catch_clause",
        "try_with_resources_statement",
        "block",
        "constructor_body",
        "switch_block",
        "class_body",
    }
)
_FROM_THE_START = frozenset({"method_declaration", "constructor_declaration", "lambda_expression", "record_declaration"})
_TYPED = {
    "formal_parameter": "type",
    "local_variable_declaration": "type",
    "enhanced_for_statement": "type",
    "resource": "type",
    "instanceof_expression": "right",
}
"""What declares a variable with its type, and in which field."""
_PRIMITIVE = frozenset({"integral_type", "floating_point_type", "boolean_type", "void_type", "array_type"})


@dataclass(slots=True)
class _Scopes:
    """The places where one name is a variable, and how far they were walked."""

    ranges: list[tuple[int, int, str]]
    """(first byte, byte after the last, type or "")"""
    at: int = 0
    last: int = -1
    open: list[tuple[int, int, str]] = field(default_factory=list)


class Locals:
    """The local variables of a file. Asked in the order of the text, each answer costs next to nothing."""

    def __init__(self) -> None:
        self.parameters: set[str] = set()
        """The names of type parameters."""
        self._scopes: dict[str, _Scopes] = {}
        self._bodies: list[tuple[int, int]] = []

    @classmethod
    def read(cls, found: dict[str, list[Node]], text: bytes) -> "Locals":
        """Read the captures of `LOCALS`."""
        made = cls()
        parameters = made.parameters = {_text(node, text) for node in found.get("type.parameter", ())}
        ranges: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for node in found.get("local", ()):
            around = node.parent
            while around is not None and around.type not in _WIDE:
                around = around.parent
            if around is not None:
                written = _type_of(node, text)
                ranges[_text(node, text)].append(
                    (
                        around.start_byte if around.type in _FROM_THE_START else node.start_byte,
                        around.end_byte,
                        "" if written in parameters else written,
                    )
                )
        made._scopes = {name: _Scopes(sorted(scopes)) for name, scopes in ranges.items()}
        made._bodies = [(node.start_byte, node.end_byte) for node in found.get("body", ())]
        return made

    def at(self, name: str, byte: int) -> str | None:
        """Return the type of the variable that `name` is at a byte, "" when it is not known; None when it is no variable."""
        scopes = self._scopes.get(name)
        if scopes is None:
            return None
        if byte < scopes.last:
            scopes.at, scopes.open = 0, []
        scopes.last = byte
        while scopes.at < len(scopes.ranges) and scopes.ranges[scopes.at][0] <= byte:
            scopes.open.append(scopes.ranges[scopes.at])
            scopes.at += 1
        if not scopes.open:
            return None
        scopes.open = [one for one in scopes.open if one[1] > byte]
        if not scopes.open:
            return None
        start, _, written = scopes.open[-1]
        inherited = written and any(start < first <= byte < last for first, last in self._bodies)
        return "" if inherited else written


class TypedFields:
    """The types of a file's fields, by the class that declares them."""

    def __init__(self) -> None:
        self._types: dict[tuple[str, str], str] = {}
        self._classes: dict[str, bool] = {}
        self._parameters: set[str] = set()

    def add(self, owner: str | None, name: str, declarator: Node, text: bytes) -> None:
        """Remember a field."""
        around = declarator.parent
        written = around.child_by_field_name("type") if around is not None else None
        plain = written is not None and declarator.child_by_field_name("dimensions") is None
        self._types[(owner or "", name)] = type_name(written, text) if written is not None and plain else ""

    def know(self, classes: dict[str, bool], parameters: set[str]) -> None:
        """Say which classes the file has, with whether they derive from something, and which names are type parameters."""
        self._classes, self._parameters = classes, parameters

    def of(self, name: str, scope: str, *, own: bool) -> str:
        """Return the type of what `name` is in `scope`, "" when nobody knows. `own`: only in the class that `this` is of.

        A class that derives from something may inherit a field of that name.
        """
        here = scope
        while here:
            written = self._types.get((here, name))
            if written is not None:
                return "" if written in self._parameters else written
            if here in self._classes and (own or self._classes[here]):
                return ""
            here = here.rpartition(".")[0]
        return ""


def type_name(node: Node, text: bytes) -> str:
    """Return the dotted name of a type without its arguments and annotations; "" for primitive types and arrays."""
    match node.type:
        case "type_identifier" | "identifier":
            return _text(node, text)
        case "generic_type":
            return type_name(node.named_children[0], text) if node.named_children else ""
        case "annotated_type":
            return type_name(node.named_children[-1], text) if node.named_children else ""
        case "scoped_type_identifier":
            parts = [type_name(child, text) for child in node.named_children if not child.type.endswith("annotation")]
            return ".".join(parts) if all(parts) else ""
        case _:
            return ""


def _text(node: Node, text: bytes) -> str:
    return text[node.start_byte : node.end_byte].decode("utf-8", "replace")


def _type_of(name: Node, text: bytes) -> str:
    """Return the type that a variable is declared with, or that `var` gets from what is made; "" when nobody knows."""
    declaration = name.parent
    if declaration is None:
        return ""
    value = None
    if declaration.type == "variable_declarator":
        if declaration.child_by_field_name("dimensions") is not None or declaration.parent is None:
            return ""
        value = declaration.child_by_field_name("value")
        declaration = declaration.parent
    if declaration.type not in _TYPED:
        return ""
    written = declaration.child_by_field_name(_TYPED[declaration.type])
    if written is None or written.type in _PRIMITIVE or declaration.child_by_field_name("dimensions") is not None:
        return ""
    named = type_name(written, text)
    if named != "var":
        return named
    if value is None or value.type != "object_creation_expression":
        return ""
    made = value.child_by_field_name("type")
    return type_name(made, text) if made is not None and value.children[-1].type != "class_body" else ""
