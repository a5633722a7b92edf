"""Variables of JavaScript and TypeScript: constants, destructuring, functions and modules bound to names."""

from worker.source.facts import ImportForm, SymbolKind
from worker.source.javascript_classes import class_
from worker.source.javascript_functions import named_function, symbol_binding
from worker.source.javascript_imports import loaded_module
from worker.source.javascript_nodes import Node
from worker.source.javascript_patterns import pattern, plain_path, read_path
from worker.source.javascript_scopes import LOCAL, Scope
from worker.source.javascript_walk import CLASSES, FUNCTIONS, Handler, Walk, runs_on_load, statement_of, unwrap


def declarator_list(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `const`, `let`, `var` and `using` declarations."""
    constant = node.has("const", "using")
    target = scope.hoist() if node.type == "variable_declaration" else scope
    declarators = [child for child in node.inner() if child.type == "variable_declarator"]
    for declarator in declarators:
        whole = statement_of(node) if len(declarators) == 1 else declarator
        _declarator(walk, declarator, whole, scope, target, owner, constant=constant)


def _declarator(walk: Walk, node: Node, whole: Node, scope: Scope, target: Scope, owner: str, *, constant: bool) -> None:
    name_node, value = node.child("name"), node.child("value")
    if name_node is None:
        walk.visit_children(node, scope, owner)
        return
    module = loaded_module(walk, value)
    if module is not None and _import_declarator(walk, module, name_node, node, target, owner):
        return
    bare = unwrap(value)
    is_function = bare is not None and bare.type in FUNCTIONS
    is_class = bare is not None and bare.type in CLASSES
    if name_node.type == "identifier" and (target.module or (target.open and (is_function or is_class))):
        name = walk.text(name_node)
        data = bare is not None and bare.type in ("object", "array")
        target.declare(name, symbol_binding(name, target, data=data), type_=is_class)
        if is_class and bare is not None:
            class_(walk, bare, target, owner, name_node=name_node, whole=whole)
        else:
            plain = SymbolKind.CONSTANT if constant else SymbolKind.VARIABLE
            kind = SymbolKind.FUNCTION if is_function else plain
            is_async = bare is not None and is_function and bare.has("async")
            qualname = walk.add_symbol(name, kind, whole, name_node, target, is_async=is_async)
            on_load = value is not None and not is_function and target.module and runs_on_load(walk, value)
            inner = Scope(scope, qualname, open=target.open)
            if is_function and bare is not None:
                named_function(walk, bare, scope.inside(qualname), qualname)
            else:
                walk.visit(value, inner, owner if on_load else qualname)
            walk.visit(node.child("type"), scope, qualname)
        return
    _destructure(walk, node, whole, scope, target, owner, constant=constant)


def _destructure(walk: Walk, node: Node, whole: Node, scope: Scope, target: Scope, owner: str, *, constant: bool) -> None:
    name_node, value = node.child("name"), node.child("value")
    assert name_node is not None

    def declare(name: str, at: Node) -> None:
        if target.module:
            target.declare(name, symbol_binding(name, target))
            walk.add_symbol(name, SymbolKind.CONSTANT if constant else SymbolKind.VARIABLE, at, at, target, start=at)
        else:
            target.declare(name, LOCAL)

    receiver = None
    if name_node.type == "object_pattern" and not any(
        child.type == "rest_pattern" or (child.type == "pair_pattern" and _computed(child)) for child in name_node.children
    ):
        receiver = plain_path(walk, value)
    pattern(walk, name_node, scope, owner, declare, receiver)
    walk.visit(node.child("type"), scope, owner)
    if receiver is None:
        walk.visit(value, scope, owner)
    elif value is not None:
        read_path(walk, value, scope, owner)


def _computed(pair: Node) -> bool:
    key = pair.child("key")
    return key is not None and key.type == "computed_property_name"


def _import_declarator(walk: Walk, module: str, name_node: Node, node: Node, target: Scope, owner: str) -> bool:
    """Read `const m = require("m")` and `const {a, b: c} = await import("m")` as imports; False when it is anything else."""
    walk.module = True
    if name_node.type == "identifier":
        walk.bring_name(ImportForm.NAMESPACE, module, node, target, owner, walk.text(name_node))
        return True
    if name_node.type != "object_pattern":
        return False
    found: list[tuple[str, Node]] = []
    for child in name_node.inner():
        key, value = child.child("key"), child.child("value")
        if child.type == "shorthand_property_identifier_pattern":
            found.append((walk.text(child), child))
        elif child.type == "pair_pattern" and key is not None and value is not None:
            if key.type != "property_identifier" or value.type != "identifier":
                return False
            found.append((walk.text(key), value))
        else:
            return False
    for imported, at in found:
        form = ImportForm.DEFAULT if imported == "default" else ImportForm.NAMED
        walk.bring_name(form, module, at, target, owner, walk.text(at), imported=imported)
    return True


HANDLERS: dict[str, Handler] = {
    "lexical_declaration": declarator_list,
    "variable_declaration": declarator_list,
    "using_declaration": declarator_list,
}
