"""What sort of value an expression surely has, by what its own file declares; "" where it may be anything.

A method's name says nothing about its receiver: streams have `filter`, builders have `trim`, spans have a `length`.
"""

import re
from collections.abc import Iterator

from tree_sitter import Node

from worker.axes.patterns.pattern import FUNCTIONS, JS, Match, above, bare

TEXT, LIST, WHOLE = "text", "list", "whole"
"""A string; an array or another container of the language itself; an integer."""

_JAVA_LISTS = (
    r"(?:Array|Linked)?List|(?:Hash|Tree|LinkedHash|Sorted|Enum)?Set|(?:Hash|Tree|LinkedHash|Sorted|Enum)?Map|Collection|Deque"
    r"|ArrayDeque|Queue|Vector|StringBuilder|StringBuffer|CharSequence"
)
_TYPES = {
    "java": {TEXT: r"String", LIST: rf"(?:{_JAVA_LISTS})(?:<.*>)?", WHOLE: r"int|long|short|byte|char|Integer|Long|Short|Byte"},
    "csharp": {TEXT: r"string|String", WHOLE: r"s?byte|u?short|u?int|u?long|n?u?int|char|U?Int(?:16|32|64)"},
    "go": {TEXT: r"string", LIST: r"\[.*|map\[.*", WHOLE: r"u?int(?:8|16|32|64|ptr)?|byte|rune"},
    "rust": {
        LIST: r"&*(?:'\w+ )?(?:mut )?(?:\[.*\]|str|String|Vec<.*>|(?:Hash|BTree)(?:Map|Set)<.*>|VecDeque<.*>)",
        WHOLE: r"[iu](?:8|16|32|64|128|size)",
    },
} | {one: {TEXT: r"string", LIST: r"(?:readonly )?(?:.+\[\]|\[.*\])|(?:Readonly)?Array<.*>"} for one in JS}
"""Types that say the sort, as a pattern for the whole text of a type."""

_LITERALS = {
    "string": TEXT, "template_string": TEXT, "string_literal": TEXT, "interpolated_string_expression": TEXT,
    "verbatim_string_literal": TEXT, "raw_string_literal": TEXT, "interpreted_string_literal": TEXT,
    "array": LIST, "int_literal": WHOLE, "decimal_integer_literal": WHOLE,
}  # fmt: skip
_CASES = r"trim\w*|to(?:Lower|Upper)Case|strip\w*|Trim\w*|To(?:Lower|Upper)(?:Invariant)?"
_GIVES = {
    TEXT: {
        TEXT: rf"{_CASES}|sub(?:str|string)|slice|replace|replaceAll|concat|repeat|pad(?:Start|End)|charAt|normalize|intern"
        r"|Substring|Replace|Pad(?:Left|Right)|Remove|Insert",
        LIST: r"split",
        WHOLE: r"length|indexOf|lastIndexOf",
    },
    LIST: {
        LIST: r"map|filter|slice|concat|sort|reverse|flat|flatMap|splice|toSorted|toReversed|with|fill",
        TEXT: r"join",
        WHOLE: r"size|length|len",
    },
}
"""What methods of a sort give."""
_MAKERS = {
    "java": {TEXT: r"String\.(?:valueOf|format|join)"},
    "csharp": {TEXT: r"[sS]tring\.(?:Format|Join|Concat)"},
    "go": {TEXT: r"string|strings\.(?:Join|Repeat|ToLower|ToUpper|TrimSpace)", WHOLE: r"len|cap|u?int(?:8|16|32|64)?"},
    "rust": {LIST: r"(?:Vec|String|(?:Hash|BTree)(?:Map|Set))::(?:new|with_capacity)"},
} | {one: {TEXT: r"String(?:\.raw)?", LIST: r"Array\.(?:from|of)|Object\.(?:keys|values|entries)"} for one in JS}
"""Functions that give a sort, whatever they are given."""
_RECEIVERS = {
    "call_expression": "function", "invocation_expression": "function", "member_expression": "object",
    "member_access_expression": "expression", "selector_expression": "operand", "field_expression": "value",
}  # fmt: skip
_MEMBERS = ("property", "name", "field")

_BINDERS = {
    "variable_declarator": ("name",), "required_parameter": ("pattern",), "optional_parameter": ("pattern",),
    "formal_parameter": ("name",), "enhanced_for_statement": ("name",), "resource": ("name",), "parameter": ("name", "pattern"),
    "foreach_statement": ("left",), "var_spec": ("name",), "const_spec": ("name",), "parameter_declaration": ("name",),
    "let_declaration": ("pattern",), "instanceof_expression": ("name",), "declaration_pattern": ("name",),
    "declaration_expression": ("name",), "catch_clause": ("parameter",), "for_in_statement": ("left",),
    "arrow_function": ("parameter",), "lambda_expression": ("parameters",), "function_declaration": ("name",),
    "class_declaration": ("name",), "assignment_pattern": ("left",), "object_assignment_pattern": ("left",),
    "pair_pattern": ("value",), "import_specifier": ("name", "alias"),
}  # fmt: skip
"""What declares a name, and in which fields."""
_ALWAYS = frozenset(
    {"formal_parameters", "object_pattern", "array_pattern", "rest_pattern", "inferred_parameters", "catch_formal_parameter",
     "import_clause", "namespace_import", "implicit_parameter", "catch_declaration", "type_pattern", "tuple_pattern",
     "spread_parameter", "variadic_parameter_declaration", "closure_parameters", "parenthesized_variable_designation"}
)  # fmt: skip
"""What declares the names right in it."""


def sort_of(match: Match, node: Node | None, depth: int = 0) -> str:
    """Return the sort of an expression's value: `TEXT`, `LIST`, `WHOLE` or ""."""
    node = bare(node)
    if node is None or depth > 8:
        return ""
    if node.type in _LITERALS:
        return _LITERALS[node.type]
    if node.type in ("as_expression", "satisfies_expression"):
        return _of_type(match, node.named_children[-1])
    if node.type in ("non_null_expression", "expression_list", "reference_expression") and node.named_child_count == 1:
        return sort_of(match, node.named_children[0], depth + 1)
    if node.type == "macro_invocation":
        return LIST if match.text(node).startswith("vec!") else ""
    if node.type in ("call_expression", "invocation_expression", "method_invocation"):
        return _of_call(match, node, depth)
    if node.type == "object_creation_expression":
        return _of_type(match, node.child_by_field_name("type"))
    if node.type in ("field_access", "member_access_expression", "member_expression"):
        return _of_member(match, node, depth)
    return _of_name(match, node, depth) if node.type == "identifier" else ""


def receiver(node: Node) -> Node | None:
    """Return what stands left of the dot of a call or a member."""
    if node.type in ("method_invocation", "field_access"):
        return node.child_by_field_name("object")
    field = _RECEIVERS.get(node.type)
    inner = node.child_by_field_name(field) if field is not None else None
    return receiver(inner) if field == "function" and inner is not None else inner


def _match(patterns: dict[str, str], text: str) -> str:
    return next((sort for sort, pattern in patterns.items() if re.fullmatch(pattern, text)), "")


def _of_type(match: Match, node: Node | None) -> str:
    text = " ".join(match.text(node).lstrip(":").split())
    plain = re.split(r"[<\[]", text)[0]
    language = match.file.facts.language
    own = {one.name for one in match.file.facts.symbols} | {one.local for one in match.file.facts.imports if language in JS}
    return "" if plain in own else _match(_TYPES.get(language, {}), text)


def _of_call(match: Match, node: Node, depth: int) -> str:
    function = node if node.type == "method_invocation" else node.child_by_field_name("function")
    if function is None:
        return ""
    left = receiver(node)
    name = next((found for field in _MEMBERS if (found := function.child_by_field_name(field)) is not None), None)
    whole = match.text(function) if function is not node else f"{match.text(left)}.{match.text(name)}"
    if made := _match(_MAKERS.get(match.file.facts.language, {}), whole):
        return made
    if left is None or name is None:
        return ""
    arguments = node.child_by_field_name("arguments")
    given = arguments.named_children if arguments is not None else []
    if match.text(name) == "split" and given and given[0].type in ("string", "regex"):
        return LIST
    return _match(_GIVES.get(sort_of(match, left, depth + 1), {}), match.text(name))


def _of_member(match: Match, node: Node, depth: int) -> str:
    """The sort of `this.name`, by the field's declaration."""
    if match.text(receiver(node)) != "this":
        return ""
    name = next((match.text(found) for field in _MEMBERS if (found := node.child_by_field_name(field)) is not None), "")
    if match.file.facts.language not in JS:
        return _agreed(match, _bindings(match, _root(node), name), depth, _root(node))
    body = above(node, "class_body")
    fields = [one for one in body.named_children if one.type == "public_field_definition"] if body is not None else []
    sorts = {
        _of_type(match, one.child_by_field_name("type"))
        for one in fields
        if match.text(one.child_by_field_name("name")) == name
    }
    return sorts.pop() if len(sorts) == 1 else ""


def _root(node: Node) -> Node:
    while node.parent is not None:
        node = node.parent
    return node


def _of_name(match: Match, node: Node, depth: int) -> str:
    """The sort of a name: what the nearest function around that declares it says, or the file."""
    name = match.text(node)
    scope = above(node, *FUNCTIONS)
    while True:
        here = scope or _root(node)
        if bound := _bindings(match, here, name):
            return _agreed(match, bound, depth, here)
        if scope is None:
            return ""
        scope = above(scope, *FUNCTIONS)


def _bindings(match: Match, scope: Node, name: str) -> list[Node]:
    """Return what declares a name in a scope, and not in a function below it."""
    return [one.parent for one in _inside(scope) if one.parent is not None and _declares(one) and match.text(one) == name]


def _inside(scope: Node) -> Iterator[Node]:
    todo = list(reversed(scope.children))
    while todo:
        here = todo.pop()
        yield here
        if here.type not in FUNCTIONS:
            todo.extend(reversed(here.children))
        elif (name := here.child_by_field_name("name")) is not None:
            todo.append(name)


def _declares(node: Node) -> bool:
    parent = node.parent
    if parent is None or node.type not in ("identifier", "shorthand_property_identifier_pattern", "simple_identifier"):
        return False
    if parent.type in _ALWAYS:
        return True
    if parent.type == "expression_list":
        around = parent.parent
        return (
            around is not None
            and around.type in ("short_var_declaration", "range_clause")
            and (around.child_by_field_name("left") == parent)
        )
    if parent.type == "variable_declarator" and parent.named_children[0] == node:
        return True
    return any(node in parent.children_by_field_name(field) for field in _BINDERS.get(parent.type, ()))


def _agreed(match: Match, bound: list[Node], depth: int, scope: Node) -> str:
    sorts = {_declared(match, one, depth, scope) for one in bound}
    return sorts.pop() if len(sorts) == 1 else ""


def _declared(match: Match, binder: Node, depth: int, scope: Node) -> str:
    """The sort that a declaration gives its name: by its type, or by its value where that stays."""
    if binder.type in _ALWAYS or binder.type.endswith("_pattern"):
        return ""
    around = binder.parent
    kind = binder.child_by_field_name("type")
    if kind is None and binder.type == "variable_declarator" and around is not None:
        kind = around.child_by_field_name("type")
    if kind is not None and match.text(kind) != "var":
        return _of_type(match, kind) if around is None or around.type != "for_in_statement" else ""
    if binder.type == "expression_list":
        pair = around.child_by_field_name("right") if around is not None and around.type == "short_var_declaration" else None
        return sort_of(match, pair, depth + 1) if binder.named_child_count == 1 else ""
    if binder.type not in ("variable_declarator", "let_declaration"):
        return ""
    value = binder.child_by_field_name("value")
    if value is None and match.file.facts.language == "csharp":
        value = binder.named_children[-1]
    name = binder.child_by_field_name("name") or binder.child_by_field_name("pattern") or binder.named_children[0]
    if match.file.facts.language in JS and _written(match, scope, match.text(name)):
        return ""
    return sort_of(match, value, depth + 1)


def _written(match: Match, scope: Node, name: str) -> bool:
    """Whether a name of JavaScript is assigned again."""
    changes = "[(assignment_expression left: (_) @left) (augmented_assignment_expression left: (_) @left)] @_all"
    return any(match.text(one) == name for one in match.find(scope, changes).get("left", ()))
