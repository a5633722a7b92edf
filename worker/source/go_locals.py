"""Which names are locals where in a Go file: the block structure of https://go.dev/ref/spec#Declarations_and_scope.

Everything is found by byte positions, in one sweep: a local is seen from the end of the statement that declares it to the end
of the innermost block around it, a parameter in the body of its function.
"""

import re
from bisect import bisect_left
from collections import defaultdict

from tree_sitter import Node

from worker.source.regions import Region, Sweep

USES = """
[(function_declaration) (method_declaration) (func_literal) (function_type) (method_elem) (type_spec) (block)
 (expression_case) (default_case) (type_case) (communication_case) (if_statement) (for_statement)
 (expression_switch_statement) (type_switch_statement)] @block
(function_declaration body: (block) @body)
(method_declaration body: (block) @body)
(func_literal body: (block) @body)
(parameter_declaration name: (identifier) @parameter type: (_) @typing)
(variadic_parameter_declaration name: (identifier) @parameter) @untyped
(type_parameter_declaration name: (identifier) @type.parameter)
(method_declaration receiver: (parameter_list) @receiver)
[(short_var_declaration) (range_clause) (receive_statement) (var_spec)] @statement
(short_var_declaration left: (expression_list (identifier) @local))
(short_var_declaration
  left: (expression_list . (identifier) @made .)
  right: (expression_list . [
    (composite_literal type: (_) @typing)
    (unary_expression operand: (composite_literal type: (_) @typing))] .))
(range_clause left: (expression_list (identifier) @local) ":=")
(receive_statement left: (expression_list (identifier) @local) ":=")
(var_spec (identifier) @local)
(var_spec (identifier) @made type: (_) @typing)
(type_switch_statement alias: (expression_list (identifier) @alias) value: (_) @switched)
(statement_list [
  (const_declaration (const_spec (identifier) @inner))
  (type_declaration [(type_spec name: (type_identifier) @inner) (type_alias name: (type_identifier) @inner)])])
"""

_TYPE = re.compile(rb"\*?([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?)(?:\[[^\]]*\])?")
RECEIVER = "self"


class Locals:
    """The locals of one file."""

    def __init__(self, found: dict[str, list[Node]], text: bytes) -> None:
        self._text = text
        self._blocks = sorted((node.start_byte, node.end_byte) for node in found.get("block", ()))
        self._found = found
        self._bodies = {node.end_byte: node.start_byte for node in found.get("body", ())}
        self.regions: dict[bytes, list[Region]] = defaultdict(list)
        self.inner: dict[bytes, list[Region]] = defaultdict(list)
        """Constants and types declared in functions: symbols that are seen in a part of their function only."""
        self.declaring: set[int] = set()
        """First bytes of names that declare a local."""
        self._values = self._typed()
        self._sweep()
        self.at = Sweep(self.regions).at

    def out_of_sight(self, name: bytes, byte: int) -> bool:
        """Whether a function declares a constant or type `name` somewhere, and it is not seen at `byte`."""
        regions = self.inner.get(name)
        return regions is not None and not any(one.start <= byte < one.end for one in regions)

    def _typed(self) -> dict[int, str]:
        """Return, by the first byte of a declaring name, what the local is."""
        typings = sorted((node.start_byte, node.end_byte) for node in self._found.get("typing", ()))
        receivers = sorted((node.start_byte, node.end_byte) for node in self._found.get("receiver", ()))
        variadic = {node.start_byte for node in self._found.get("untyped", ())}
        type_parameters = {self._name(node) for node in self._found.get("type.parameter", ())}
        names = {node.start_byte: node for label in ("parameter", "made") for node in self._found.get(label, ())}
        values: dict[int, str] = {}
        at = 0
        for start in sorted(names):
            while at < len(typings) and typings[at][0] < start:
                at += 1
            if start in variadic or at == len(typings):
                continue
            written = _TYPE.fullmatch(self._text, *typings[at])
            if written is not None and written[1] not in type_parameters:
                values[start] = written[1].decode() + "()"
        for start in names:
            receiver = bisect_left(receivers, (start, 0)) - 1
            if receiver >= 0 and start < receivers[receiver][1]:
                values[start] = RECEIVER
        return values

    def _name(self, node: Node) -> bytes:
        return self._text[node.start_byte : node.end_byte]

    def _sweep(self) -> None:
        found = self._found
        ends = {node.start_byte: node.end_byte for node in found.get("statement", ())}
        starts = sorted(ends)
        switched = sorted((node.start_byte, node.end_byte) for node in found.get("switched", ()))
        declaring = sorted(
            (node.start_byte, label, node)
            for label in ("parameter", "type.parameter", "local", "alias", "inner")
            for node in found.get(label, ())
        )
        around: list[tuple[int, int]] = []
        block = statement = value = 0
        for start, label, node in declaring:
            while block < len(self._blocks) and self._blocks[block][0] <= start:
                while around and around[-1][1] <= self._blocks[block][0]:
                    around.pop()
                around.append(self._blocks[block])
                block += 1
            while around and around[-1][1] <= start:
                around.pop()
            while statement + 1 < len(starts) and starts[statement + 1] <= start:
                statement += 1
            while value < len(switched) and switched[value][0] < start:
                value += 1
            if not around:
                continue
            first, end = around[-1]
            name = self._name(node)
            if label == "inner":
                # A type is seen from its own name on, so that it can be recursive.
                self.inner[name].append(Region(start, end if first != start else self._outside(around)))
                continue
            self.declaring.add(start)
            if label == "parameter":
                seen_from = self._bodies.get(end, end)
            elif label == "local":
                seen_from = ends[starts[statement]]
            else:
                seen_from = switched[value][1] if label == "alias" and value < len(switched) else first
            self.regions[name].append(Region(seen_from, end, self._values.get(start, "")))

    def _outside(self, around: list[tuple[int, int]]) -> int:
        """Return the end of the block around a `type_spec`, which is one itself and starts with its name."""
        return around[-2][1] if len(around) > 1 else around[-1][1]
