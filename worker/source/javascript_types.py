"""Types of TypeScript: interfaces, aliases, enums, type parameters, namespaces and ambient declarations."""

from worker.source.facts import SymbolKind
from worker.source.javascript_functions import symbol_binding
from worker.source.javascript_nodes import Node
from worker.source.javascript_scopes import LOCAL, Scope
from worker.source.javascript_walk import Handler, Walk, statement_of


def type_declaration(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read an interface, a type alias or an enum."""
    name_node = node.child("name")
    enum = node.type == "enum_declaration"
    if name_node is None:
        walk.visit_children(node, scope, owner)
        return
    name = walk.text(name_node)
    inner = scope.block()
    if scope.open:
        scope.declare(name, symbol_binding(name, scope), value=enum, type_=True)
        kind = SymbolKind.ENUM if enum else SymbolKind.TYPE
        owner = walk.add_symbol(name, kind, node, name_node, scope, start=statement_of(node))
    else:
        scope.declare(name, LOCAL, value=enum, type_=True)
    for child in node.children:
        if child is not name_node:
            walk.visit(child, inner, owner)


def enum_body(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read an enum's initialisers; its members are names only inside."""
    inner = scope.block()
    for child in node.inner():
        name = child.child("name") if child.type == "enum_assignment" else child
        inner.declare(walk.text(name), LOCAL)
        walk.visit(child.child("value"), inner, owner)


def type_parameter(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `T extends A = B`, `K in keyof T` and `infer U`: the name is a type of the scope around."""
    name_node = node.child("name") or (node.inner()[0] if node.inner() else None)
    if name_node is not None:
        scope.declare(walk.text(name_node), LOCAL, value=False, type_=True)
    for child in node.inner():
        if child is not name_node:
            walk.visit(child, scope, owner)


def namespace(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `namespace A {}` as one symbol; what is inside `declare module "m" {}` belongs to no symbol."""
    name_node, body = node.child("name"), node.child("body")
    if name_node is not None and name_node.type == "identifier" and scope.open:
        name = walk.text(name_node)
        scope.declare(name, symbol_binding(name, scope), type_=True)
        parent = node.parent
        whole = parent if parent is not None and parent.type == "expression_statement" else node
        owner = walk.add_symbol(name, SymbolKind.VARIABLE, node, name_node, scope, start=statement_of(whole))
    elif name_node is not None and name_node.type == "nested_identifier":
        scope.declare(walk.text(name_node).partition(".")[0], LOCAL, type_=True)
    if body is not None:
        walk.visit_children(body, Scope(scope, function=True, open=False), owner)


def ambient(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `declare …`: a `declare global {}` adds to names that exist elsewhere."""
    if node.has("global"):
        scope = Scope(scope, function=True, open=False)
    walk.visit_children(node, scope, owner)


def import_alias(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `import A = B.C`."""
    name, *rest = node.inner()
    scope.declare(walk.text(name), LOCAL, type_=True)
    for child in rest:
        walk.visit(child, scope, owner)


HANDLERS: dict[str, Handler] = {
    "interface_declaration": type_declaration,
    "type_alias_declaration": type_declaration,
    "enum_declaration": type_declaration,
    "enum_body": enum_body,
    "type_parameter": type_parameter,
    "mapped_type_clause": type_parameter,
    "infer_type": type_parameter,
    "internal_module": namespace,
    "module": namespace,
    "ambient_declaration": ambient,
    "import_alias": import_alias,
}
