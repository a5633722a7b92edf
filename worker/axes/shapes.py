"""Functions, their parameters and the calls of them, as tree-sitter has them: one row of data a language."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tree_sitter import Node, Query, QueryCursor

from worker.source.facts import Language
from worker.source.grammars import grammar, parse

_SCRIPT = """
(function_declaration name: (identifier) @name parameters: (_) @parameters body: (_) @body) @function
(generator_function_declaration name: (identifier) @name parameters: (_) @parameters body: (_) @body) @function
(method_definition name: [(property_identifier) (private_property_identifier)] @name parameters: (_) @parameters
  body: (_) @body) @function
(variable_declarator name: (identifier) @name
  value: [(arrow_function parameters: (_) @parameters body: (_) @body)
          (function_expression parameters: (_) @parameters body: (_) @body)]) @function
"""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a language writes functions and calls."""

    functions: str
    """A query: `@function` on the whole, `@name`, `@parameters`, `@body`."""
    call: str
    """The node type of a call; its fields are `function` and `arguments`."""
    member: str
    """The node type of `a.b`."""
    object: str
    """The member's field for what is left of the dot."""
    own: frozenset[str]
    """What an object calls itself."""
    spread: frozenset[str]
    """Node types of arguments that stand for any number of them."""
    literals: frozenset[str]
    """Node types of constants that say all by themselves."""
    nothing: frozenset[str]
    """Node types of statements that a body consists of which does nothing yet."""
    gives: str
    """The node type of `return`."""


_JS = Shape(
    functions=_SCRIPT,
    call="call_expression",
    member="member_expression",
    object="object",
    own=frozenset({"this"}),
    spread=frozenset({"spread_element"}),
    literals=frozenset({"number", "string", "true", "false", "null", "undefined"}),
    nothing=frozenset({"empty_statement", "throw_statement"}),
    gives="return_statement",
)
SHAPES: Mapping[str, Shape] = {
    "python": Shape(
        functions="(function_definition name: (identifier) @name parameters: (_) @parameters body: (_) @body) @function",
        call="call",
        member="attribute",
        object="object",
        own=frozenset({"self", "cls"}),
        spread=frozenset({"list_splat", "dictionary_splat"}),
        literals=frozenset({"none", "true", "false", "integer", "float", "string"}),
        nothing=frozenset({"pass_statement", "raise_statement"}),
        gives="return_statement",
    ),
    "javascript": _JS,
    "typescript": _JS,
    "tsx": _JS,
    "go": Shape(
        functions="(function_declaration name: (identifier) @name parameters: (_) @parameters body: (_) @body) @function",
        call="call_expression",
        member="selector_expression",
        object="operand",
        own=frozenset(),
        spread=frozenset({"variadic_argument"}),
        literals=frozenset(
            {"int_literal", "float_literal", "interpreted_string_literal", "raw_string_literal", "true", "false", "nil"}
        ),
        nothing=frozenset(),
        gives="return_statement",
    ),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter that has a name of its own; those that are taken apart or take any number have none."""

    name: str
    node: Node
    """The identifier."""
    position: int
    keyword_only: bool
    optional: bool
    default: Node | None
    type: Node | None


@dataclass(frozen=True, slots=True)
class Function:
    """A function with a body."""

    name: str
    node: Node
    name_node: Node
    body: Node
    parameters: tuple[Parameter, ...]
    takes_any: bool
    """It takes arguments that are not named."""

    @property
    def name_line(self) -> int:
        """The line of its name, from 1."""
        return self.name_node.start_point[0] + 1


def text_of_node(node: Node) -> str:
    """Return the text of a node."""
    return (node.text or b"").decode("utf-8", "replace")


@cache
def _query(language: Language) -> Query:
    return Query(grammar(language), SHAPES[language].functions)


def functions(root: Node, language: Language) -> list[Function]:
    """Return the functions of a file, in the order of their text."""
    found = []
    for _, captures in QueryCursor(_query(language)).matches(root):
        parameters, takes_any = _parameters(captures["parameters"][0])
        name = captures["name"][0]
        found.append(
            Function(text_of_node(name), captures["function"][0], name, captures["body"][0], tuple(parameters), takes_any)
        )
    return sorted(found, key=lambda one: one.node.start_byte)


def _parameters(node: Node) -> tuple[list[Parameter], bool]:
    found: list[Parameter] = []
    takes_any = keyword_only = False
    position = 0
    for one in node.named_children:
        if one.type == "comment" or one.type == "positional_separator":
            continue
        if one.type in ("keyword_separator", "list_splat_pattern"):
            keyword_only = True
            takes_any = takes_any or one.type == "list_splat_pattern"
            continue
        names = one.children_by_field_name("name") if one.type == "parameter_declaration" else [_named(one)]
        for name in names or [None]:
            if name is None or name.type != "identifier":
                takes_any = (
                    takes_any or (name or one).type.endswith(("splat_pattern", "rest_pattern")) or "variadic" in one.type
                )
                keyword_only = keyword_only or (name or one).type == "list_splat_pattern"
            else:
                default = one.child_by_field_name("value") or one.child_by_field_name("right")
                optional = default is not None or one.type == "optional_parameter"
                kind = one.child_by_field_name("type")
                if one.child_by_field_name("name") is not one and _keeps(one):
                    # `constructor(private name: string)` is a field, not only a parameter.
                    continue
                found.append(Parameter(text_of_node(name), name, position, keyword_only, optional, default, kind))
            position += 1
    return found, takes_any


def _keeps(parameter: Node) -> bool:
    return any(child.type in ("accessibility_modifier", "readonly", "override_modifier") for child in parameter.children)


def _named(one: Node) -> Node | None:
    if one.type == "identifier":
        return one
    if one.type == "typed_parameter":
        return one.named_children[0]
    return one.child_by_field_name("pattern") or one.child_by_field_name("name") or one.child_by_field_name("left") or one


@dataclass(frozen=True, slots=True)
class Call:
    """One call, and what it is given."""

    node: Node
    positional: tuple[Node, ...]
    keywords: Mapping[str, Node]
    spread: bool
    """It is given arguments that are not written there one by one."""

    @property
    def line(self) -> int:
        """Its first line, from 1."""
        return self.node.start_point[0] + 1

    def given(self, parameter: Parameter, shift: int) -> Node | None:
        """Return what is passed for a parameter; `shift` is 1 where the object itself is the first one."""
        if parameter.name in self.keywords:
            return self.keywords[parameter.name]
        at = parameter.position - shift
        return self.positional[at] if not parameter.keyword_only and 0 <= at < len(self.positional) else None


def call_of(node: Node, shape: Shape) -> Call:
    """Read a call node."""
    given = node.child_by_field_name("arguments")
    positional: list[Node] = []
    keywords: dict[str, Node] = {}
    spread = given is None or given.type == "template_string"
    for one in given.named_children if given is not None and given.type in ("argument_list", "arguments") else ():
        name, value = one.child_by_field_name("name"), one.child_by_field_name("value")
        if one.type in shape.spread:
            spread = True
        elif one.type == "keyword_argument" and name is not None and value is not None:
            keywords[text_of_node(name)] = value
        elif "comment" not in one.type:
            positional.append(one)
    if given is not None and given.type == "generator_expression":
        positional.append(given)
    return Call(node, tuple(positional), keywords, spread)


_PLAIN = re.compile(rb"[\w$]+")


class Parsed:
    """A file's text and tree, and where its words stand."""

    def __init__(self, text: bytes, language: Language) -> None:
        """Parse it. Raises `ParseTooSlowError`."""
        self.root = parse(text, language).root_node
        self._text = text
        self._spots: dict[bytes, list[int]] = defaultdict(list)
        for found in _PLAIN.finditer(text):
            self._spots[found.group()].append(found.start())

    def words(self, name: str) -> Iterator[Node]:
        """Yield the smallest node at each place where `name` stands as a word."""
        word = name.encode()
        if _PLAIN.fullmatch(word):
            starts = self._spots.get(word, [])
        else:
            apart = re.finditer(rb"(?<![\w$])" + re.escape(word) + rb"(?![\w$])", self._text)
            starts = [found.start() for found in apart]
        for start in starts:
            node = self.root.descendant_for_byte_range(start, start + len(word))
            if node is not None:
                yield node


def called_by(node: Node, shape: Shape, *, member: bool) -> Call | None:
    """Return the call of which an identifier is the callee: plain, or as a member of the object itself."""
    callee = node
    if member:
        around = node.parent
        if around is None or around.type != shape.member or around.child_by_field_name(shape.object) == node:
            return None
        left = around.child_by_field_name(shape.object)
        if left is None or text_of_node(left) not in shape.own:
            return None
        callee = around
    call = callee.parent
    if call is None or call.type != shape.call or call.child_by_field_name("function") != callee:
        return None
    return call_of(call, shape)


def statements(body: Node) -> list[Node]:
    """Return the statements of a body without comments and docstrings; an arrow function's expression is one."""
    if "block" not in body.type:
        return [body]
    found = [one for one in body.named_children if "comment" not in one.type]
    if len(found) == 1 and found[0].type == "statement_list":
        found = [one for one in found[0].named_children if "comment" not in one.type]
    return [one for one in found if not (one.type == "expression_statement" and _is_text(one))]


def _is_text(statement: Node) -> bool:
    inner = statement.named_children
    return len(inner) == 1 and inner[0].type in ("string", "ellipsis", "concatenated_string")


def is_stub(function: Function, shape: Shape) -> bool:
    """Whether a body does nothing yet: empty, only raises, or only returns a constant."""
    for one in statements(function.body):
        if one.type in shape.nothing or one.type in shape.literals:
            continue
        if one.type == shape.gives and all(_constant(child, shape) for child in one.named_children):
            continue
        if text_of_node(one).startswith("panic("):
            continue
        return False
    return True


def _constant(node: Node, shape: Shape) -> bool:
    inner = node.named_children
    if node.type in ("expression_list", "array", "object", "list", "dictionary", "tuple", "parenthesized_expression"):
        return all(_constant(one, shape) for one in inner)
    return node.type in shape.literals or text_of_node(node) in ("None", "undefined", "nil")
