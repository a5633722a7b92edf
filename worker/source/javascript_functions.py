"""Functions of JavaScript and TypeScript, with parameters and overloads, and scopes that blocks make."""

from worker.source.facts import SymbolKind
from worker.source.javascript_nodes import Node
from worker.source.javascript_patterns import Declare, local, pattern
from worker.source.javascript_scopes import LOCAL, Binding, Meaning, Scope
from worker.source.javascript_walk import FUNCTIONS, Handler, Walk, statement_of


def symbol_binding(name: str, scope: Scope, *, data: bool = False) -> Binding:
    """Make the binding of a symbol that is declared in `scope`."""
    return Binding(Meaning.SYMBOL, name, scope.prefix, data)


def enter_function(walk: Walk, node: Node, inner: Scope, owner: str) -> None:
    """Read a function's type parameters, parameters, return type and body in its own scope."""
    inner.declare("arguments", LOCAL)
    declare = local(inner)
    name = node.child("name")
    alone = node.child("parameter") if node.type == "arrow_function" else None
    for child in reversed(node.children):
        if child is name or child.type == "decorator":
            continue
        if child.type == "formal_parameters":
            for parameter in reversed(child.inner()):
                _parameter(walk, parameter, inner, owner, declare)
        elif child is alone:
            pattern(walk, child, inner, owner, declare)
        else:
            walk.visit(child, inner, owner)


def _parameter(walk: Walk, node: Node, inner: Scope, owner: str, declare: Declare) -> None:
    if node.type not in ("required_parameter", "optional_parameter"):
        pattern(walk, node, inner, owner, declare)
        return
    written = node.child("pattern")
    for child in node.children:
        if child is written:
            pattern(walk, child, inner, owner, declare)
        elif child.type != "accessibility_modifier":
            walk.visit(child, inner, owner)


def function_expression(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read a function that is part of an expression, or a function in a type."""
    inner = scope.callback()
    name = node.child("name")
    if name is not None and node.type in FUNCTIONS:
        inner.declare(walk.text(name), LOCAL)
    elif name is not None and name.type == "computed_property_name":
        walk.visit(name, scope, owner)
    enter_function(walk, node, inner, owner)


def function_declaration(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `function f() {}` and overload or ambient signatures."""
    name_node = node.child("name")
    if name_node is None:
        function_expression(walk, node, scope, owner)
        return
    name = walk.text(name_node)
    if not scope.open:
        scope.declare(name, LOCAL)
        enter_function(walk, node, scope.callback(), owner)
        return
    scope.declare(name, symbol_binding(name, scope))
    start = overload_start(walk, node, name)
    qualname = walk.add_symbol(
        name, SymbolKind.FUNCTION, node, name_node, scope, start=start or statement_of(node), is_async=node.has("async")
    )
    enter_function(walk, node, scope.inside(qualname), qualname)


def overload_start(walk: Walk, node: Node, name: str) -> Node | None:
    """Return where the overload signatures above begin; their symbol is taken back, because they are one with `node`."""
    if not walk.symbols or walk.symbols[-1].name != name:
        return None
    signatures = ("function_signature", "method_signature", "abstract_method_signature")
    statement = statement_of(node)
    siblings = statement.parent.children if statement.parent else []
    at = statement.at
    start = None
    while at > 0:
        at -= 1
        before = siblings[at]
        if before.type in ("comment", ";", "decorator"):
            continue
        inner = before
        while inner.type in ("export_statement", "ambient_declaration") and (
            declared := inner.child("declaration") or (inner.inner()[0] if inner.inner() else None)
        ):
            inner = declared
        if inner.type not in signatures or walk.text(inner.child("name")) != name:
            break
        start = before
    if start is not None:
        walk.symbols.pop()
    return start


def named_function(walk: Walk, node: Node, inner: Scope, owner: str) -> None:
    """Read a function that a declaration names; its own name is known inside."""
    name = node.child("name")
    if name is not None:
        inner.declare(walk.text(name), LOCAL)
    enter_function(walk, node, inner, owner)


def block(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read a region with names of its own."""
    walk.visit_children(node, scope.block(), owner)


def for_in(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `for (const x of y)`; without a keyword, x is an assignment."""
    inner = scope.block()
    left = node.child("left")
    kind = node.child("kind")
    for child in node.children:
        if child is left and left is not None and kind is not None:
            pattern(walk, left, inner, owner, local(inner.hoist() if walk.text(kind) == "var" else inner))
        else:
            walk.visit(child, inner, owner)


def catch(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read a catch clause and its parameter."""
    inner = scope.block()
    parameter = node.child("parameter")
    for child in node.children:
        if child is parameter:
            pattern(walk, child, inner, owner, local(inner))
        else:
            walk.visit(child, inner, owner)


HANDLERS: dict[str, Handler] = {
    "function_declaration": function_declaration,
    "generator_function_declaration": function_declaration,
    "function_signature": function_declaration,
    "statement_block": block,
    "switch_body": block,
    "for_statement": block,
    "conditional_type": block,
    "index_signature": block,
    "object_type": block,
    "for_in_statement": for_in,
    "catch_clause": catch,
    **dict.fromkeys(
        (
            "arrow_function",
            "function_expression",
            "generator_function",
            "method_definition",
            "method_signature",
            "abstract_method_signature",
            "function_type",
            "constructor_type",
            "call_signature",
            "construct_signature",
        ),
        function_expression,
    ),
}
