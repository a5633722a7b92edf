"""Which names are locals where in a C# file, and of what type: found by byte positions, in one sweep.

A local is seen in the whole innermost block around its declaration, as
https://learn.microsoft.com/dotnet/csharp/language-reference/language-specification/basic-concepts#77-scopes says.
"""

import re
from collections import defaultdict

from tree_sitter import Node

from worker.source.regions import Region, Sweep

USES = """
[(method_declaration) (constructor_declaration) (destructor_declaration) (operator_declaration)
 (conversion_operator_declaration) (indexer_declaration) (property_declaration) (event_declaration) (field_declaration)
 (accessor_declaration) (local_function_statement) (lambda_expression) (anonymous_method_expression) (block) (for_statement)
 (foreach_statement) (using_statement) (catch_clause) (fixed_statement) (switch_section) (switch_expression_arm)
 (query_expression) (class_declaration) (struct_declaration) (record_declaration) (interface_declaration)
 (delegate_declaration) (global_statement)] @block
(parameter name: (identifier) @local)
(parameter_list name: (identifier) @local)
(implicit_parameter) @local
(type_parameter name: (identifier) @type.parameter)
(local_declaration_statement (variable_declaration (variable_declarator name: (identifier) @local)))
(for_statement initializer: (variable_declaration (variable_declarator name: (identifier) @local)))
(using_statement (variable_declaration (variable_declarator name: (identifier) @local)))
(fixed_statement (variable_declaration (variable_declarator name: (identifier) @local)))
(tuple_pattern name: (identifier) @local)
(parenthesized_variable_designation (identifier) @local)
(foreach_statement left: (identifier) @local)
(catch_declaration name: (identifier) @local)
(declaration_expression name: (identifier) @local)
(declaration_expression type: (pointer_type) name: (identifier) @factor)
(declaration_pattern name: (identifier) @local)
(recursive_pattern name: (identifier) @local)
(list_pattern name: (identifier) @local)
(var_pattern name: (identifier) @local)
(from_clause name: (identifier) @local)
(let_clause . (identifier) @local)
(join_clause . (identifier) @local)
(join_into_clause (identifier) @local)
"""
"""What declares a local, and what bounds where it is seen."""

_TYPE = re.compile(rb"(?:.*[(,])?(?:[A-Za-z_]\w*\.)*([A-Za-z_]\w*)\??", re.DOTALL)
_GENERIC = re.compile(rb"(?:^|[\s(,.])([A-Za-z_]\w*)<[^<>(){};=]*>\??\s+$")
_MADE = re.compile(rb"\s*=\s*new\s+(?:[A-Za-z_]\w*\s*\.\s*)*([A-Za-z_]\w*)\s*(?:<[^<>(){};=]*>)?\s*[({]")
_LONGEST_TYPE = 120


def type_before(text: bytes, start: int) -> str:
    """Return the simple name of the type that stands right before the name that starts at `start`; "" where there is none."""
    before = text[max(0, start - _LONGEST_TYPE) : start]
    words = before.split()
    if not words or not before[-1:].isspace():
        return ""
    if words[-1].endswith((b">", b">?")):
        generic = _GENERIC.search(before)
        return generic[1].decode() if generic is not None else ""
    plain = _TYPE.fullmatch(words[-1])
    if plain is None:
        return ""
    if plain[1] == b"var":
        return "var"
    return plain[1].decode()


def type_of(text: bytes, start: int, end: int) -> str:
    """Return the type of the variable whose name lies there, where it is written or made there; "" otherwise."""
    written = type_before(text, start)
    if written != "var":
        return written
    made = _MADE.match(text, end)
    return made[1].decode() if made is not None else ""


class Locals:
    """The locals of one file."""

    def __init__(self, found: dict[str, list[Node]], text: bytes, unknown: set[str]) -> None:
        """`unknown` are names that stand for types by an alias."""
        self.declaring: set[int] = set()
        """First bytes of names that declare a local."""
        self.regions: dict[bytes, list[Region]] = defaultdict(list)
        parameters = {self._name(node, text).decode("utf-8", "replace") for node in found.get("type.parameter", ())}
        self.not_types = parameters | unknown
        self._sweep(found, text)
        self.at = Sweep(self.regions).at

    @staticmethod
    def _name(node: Node, text: bytes) -> bytes:
        return text[node.start_byte : node.end_byte]

    def _sweep(self, found: dict[str, list[Node]], text: bytes) -> None:
        # Wider blocks first where several start at one byte.
        blocks = sorted((node.start_byte, -node.end_byte) for node in found.get("block", ()))
        # `f(page * size)` multiplies, though the grammar takes it for the declaration of a pointer.
        factors = {node.start_byte for node in found.get("factor", ())}
        declaring = sorted(
            (node.start_byte, node.end_byte)
            for label in ("local", "type.parameter")
            for node in found.get(label, ())
            if node.start_byte not in factors
        )
        typeless = {node.start_byte for node in found.get("type.parameter", ())}
        around: list[tuple[int, int]] = []
        block = 0
        for start, end in declaring:
            while block < len(blocks) and blocks[block][0] <= start:
                first, last = blocks[block][0], -blocks[block][1]
                while around and around[-1][1] <= first:
                    around.pop()
                around.append((first, last))
                block += 1
            while around and around[-1][1] <= start:
                around.pop()
            if not around:
                continue
            self.declaring.add(start)
            written = "" if start in typeless else type_of(text, start, end)
            value = f"{written}()" if written and written not in self.not_types else ""
            self.regions[text[start:end]].append(Region(*around[-1], value))
