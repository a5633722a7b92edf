"""Classes of JavaScript and TypeScript and their members."""

from worker.source.facts import SymbolKind
from worker.source.javascript_functions import enter_function, named_function, overload_start, symbol_binding
from worker.source.javascript_nodes import Node
from worker.source.javascript_scopes import LOCAL, Scope
from worker.source.javascript_walk import FUNCTIONS, Handler, Walk, runs_on_load, statement_of, unwrap


def class_declaration(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read a class declaration, or a class inside an expression."""
    name_node = node.child("name")
    if node.type == "class" or name_node is None or not scope.open:
        name = walk.text(name_node)
        inner = scope.callback()
        if name:
            (scope if node.type != "class" else inner).declare(name, LOCAL, type_=True)
        inner.open = False
        for child in node.children:
            if child is not name_node:
                walk.visit(child, inner, owner)
        return
    name = walk.text(name_node)
    scope.declare(name, symbol_binding(name, scope), type_=True)
    class_(walk, node, scope, owner, name_node=name_node, whole=statement_of(node))


def class_(walk: Walk, node: Node, scope: Scope, owner: str, *, name_node: Node, whole: Node, name: str = "") -> None:
    """Read a class that is a symbol."""
    decorators = [child for child in (*whole.children, *node.children) if child.type == "decorator"]
    seen: dict[int, Node] = {decorator.start: decorator for decorator in decorators}
    heritage = node.first("class_heritage")
    qualname = walk.add_symbol(
        name or walk.text(name_node),
        SymbolKind.CLASS,
        whole,
        name_node,
        scope,
        decorators=tuple(walk.text(decorator)[1:].strip() for decorator in seen.values()),
        bases=_bases(walk, heritage),
    )
    inner = scope.inside(qualname)
    own_name = node.child("name")
    if own_name is not None and own_name is not name_node:
        inner.declare(walk.text(own_name), LOCAL, type_=True)
    for child in node.children:
        if child.type == "decorator":
            walk.visit(child, scope, owner)
        elif child.type == "class_body":
            _class_body(walk, child, inner, owner, qualname)
        elif child is not own_name:
            walk.visit(child, inner, qualname)


def _bases(walk: Walk, heritage: Node | None) -> tuple[str, ...]:
    if heritage is None:
        return ()
    found: list[str] = []
    for clause in heritage.inner():
        if clause.type == "extends_clause":
            found += [walk.text(child) for child in clause.all("value")]
        elif clause.type == "implements_clause":
            found += [
                walk.text(child.child("name") or child if child.type == "generic_type" else child) for child in clause.inner()
            ]
        else:
            found.append(walk.text(clause))
    return tuple(found)


def _class_body(walk: Walk, body: Node, inner: Scope, outer: str, qualname: str) -> None:
    decorators: list[Node] = []
    for child in body.inner():
        if child.type == "decorator":
            decorators.append(child)
            walk.visit(child, inner, outer)
            continue
        own = [*decorators, *(part for part in child.children if part.type == "decorator")]
        _member(walk, child, inner, outer, qualname, own)
        decorators = []


def _member(walk: Walk, node: Node, inner: Scope, outer: str, qualname: str, decorators: list[Node]) -> None:
    if node.type == "class_static_block":
        walk.visit_children(node, inner.callback(), outer)
        return
    name_node = node.child("name") or node.child("property")
    value = node.child("value")
    bare = unwrap(value)
    is_field = node.type in ("public_field_definition", "field_definition")
    is_function = bare is not None and bare.type in FUNCTIONS
    named = name_node is not None and name_node.type in ("property_identifier", "private_property_identifier")
    name = walk.text(name_node)
    for part in node.children:
        if part.type == "decorator":
            walk.visit(part, inner, outer)
    if not named or name == "constructor" or (is_field and not is_function):
        if name_node is not None and name_node.type == "computed_property_name":
            walk.visit(name_node, inner, qualname)
        if is_field:
            on_load = node.has("static") and value is not None and runs_on_load(walk, value)
            walk.visit(node.child("type"), inner, qualname)
            walk.visit(value, inner, outer if on_load else qualname)
        else:
            enter_function(walk, node, inner.callback(), qualname)
        return
    assert name_node is not None
    modifier = node.first("accessibility_modifier")
    start = overload_start(walk, node, name) if not is_field else None
    own = walk.add_symbol(
        name,
        SymbolKind.METHOD,
        node,
        name_node,
        inner,
        start=start or (decorators[0] if decorators else node),
        decorators=tuple(walk.text(decorator)[1:].strip() for decorator in decorators),
        is_async=node.has("async") or (is_function and bare is not None and bare.has("async")),
        private=name.startswith("#") or walk.text(modifier) == "private",
    )
    if is_field and bare is not None:
        walk.visit(node.child("type"), inner, own)
        named_function(walk, bare, inner.inside(own), own)
    else:
        enter_function(walk, node, inner.inside(own), own)


HANDLERS: dict[str, Handler] = {
    "class_declaration": class_declaration,
    "abstract_class_declaration": class_declaration,
    "class": class_declaration,
}
