"""Exports of JavaScript and TypeScript, in ES and CommonJS form."""

from dataclasses import replace

from worker.source.facts import Export, ImportForm, SymbolKind
from worker.source.javascript_classes import class_
from worker.source.javascript_functions import enter_function
from worker.source.javascript_imports import module_of, specifier_name, string_value
from worker.source.javascript_nodes import Node
from worker.source.javascript_scopes import Scope
from worker.source.javascript_walk import CLASSES, FUNCTIONS, Handler, Walk, runs_on_load, statement_of, unwrap

WHOLE = "="
"""The name of `export = x` and `module.exports = x`: whoever imports the module gets x."""


def export_statement(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `export …` in every form. Inside a namespace it makes a member visible, and no name of the module."""
    top = scope.parent is None
    walk.module = walk.module or top
    source = node.child("source")
    if source is not None:
        _reexport(walk, node, string_value(walk, source))
        return
    clause = node.first("export_clause")
    if clause is not None:
        for specifier in clause.inner():
            local = specifier_name(walk, specifier.child("name"))
            name = specifier_name(walk, specifier.child("alias")) or local
            if top:
                walk.exports.append(Export(name, local, specifier.line))
        return
    for child in node.children:
        if child.type == "decorator":
            walk.visit(child, scope, owner)
    if node.has("="):
        _export_value(walk, node.inner()[-1] if node.inner() else None, WHOLE, node, scope, owner)
        return
    declaration, value = node.child("declaration"), node.child("value")
    if node.has("default"):
        if declaration is not None and declaration.child("name") is not None:
            if top:
                walk.exports.append(Export("default", walk.text(declaration.child("name")), node.line))
            walk.visit(declaration, scope, owner)
        else:
            _export_value(walk, declaration or value, "default", node, scope, owner)
        return
    if declaration is not None:
        if top:
            for name in declared_names(walk, declaration):
                walk.exports.append(Export(name, name, node.line))
        walk.visit(declaration, scope, owner)
    elif not node.has("namespace"):
        walk.visit_children(node, scope, owner)


def _reexport(walk: Walk, node: Node, module: str) -> None:
    type_only = node.has("type") or any(child.type == "ERROR" and child.has("type") for child in node.children)
    clause, namespace = node.first("export_clause"), node.first("namespace_export")
    if clause is not None:
        for specifier in clause.inner():
            imported = specifier_name(walk, specifier.child("name"))
            exported_as = specifier_name(walk, specifier.child("alias")) or imported
            walk.bring(
                ImportForm.REEXPORT,
                module,
                specifier,
                "",
                imported=imported,
                exported_as=exported_as,
                type_only=type_only or specifier.has("type"),
            )
        if not clause.inner():
            walk.bring(ImportForm.SIDE_EFFECT, module, node, "")
    elif namespace is not None:
        name = specifier_name(walk, namespace.inner()[-1])
        walk.bring(ImportForm.REEXPORT_STAR, module, node, "", exported_as=name, type_only=type_only)
    else:
        walk.bring(ImportForm.REEXPORT_STAR, module, node, "", type_only=type_only)


def _export_value(walk: Walk, value: Node | None, name: str, whole: Node, scope: Scope, owner: str) -> None:
    """Read `export default <expression>` and its kin: a plain name is passed on, anything else is a symbol `default`."""
    bare = unwrap(value)
    if value is None or bare is None:
        return
    top = scope.parent is None
    if bare.type == "identifier":
        if top:
            walk.exports.append(Export(name, walk.text(bare), whole.line))
        _read_wrapping(walk, value, bare, scope, owner)
        return
    if top:
        walk.exports.append(Export(name, "default", whole.line))
    if bare.type in CLASSES:
        class_(walk, bare, scope, owner, name_node=bare.child("name") or bare, whole=whole, name="default")
        return
    is_function = bare.type in FUNCTIONS or bare.type in ("function_declaration", "generator_function_declaration")
    kind = SymbolKind.FUNCTION if is_function else SymbolKind.CONSTANT
    qualname = walk.add_symbol("default", kind, whole, bare, scope, is_async=is_function and bare.has("async"))
    if is_function:
        enter_function(walk, bare, scope.inside(qualname), qualname)
    else:
        # Handing a value out is its use as far as this file can say: `export default {a, b}` runs on load.
        inner = Scope(scope, qualname, open=scope.open)
        walk.visit(value, inner, owner if runs_on_load(walk, value) else qualname)


def _read_wrapping(walk: Walk, node: Node, bare: Node, scope: Scope, owner: str) -> None:
    """Read the types in `x as T` and `x satisfies T`, not the x."""
    while node is not bare:
        inner = node.inner()
        passed = [child for child in inner if child.start <= bare.start and bare.end <= child.end]
        for child in inner:
            if child not in passed:
                walk.visit(child, scope, owner)
        if not passed:
            return
        node = passed[0]


def declared_names(walk: Walk, declaration: Node) -> list[str]:
    """Return the names that an exported declaration declares, patterns included."""
    name = declaration.child("name")
    if name is not None:
        return [walk.text(name).partition(".")[0]]
    if declaration.type in ("ambient_declaration", "expression_statement"):
        return [name for child in declaration.inner() for name in declared_names(walk, child)]
    if declaration.type == "import_alias":
        return [walk.text(declaration.inner()[0])]
    names: list[str] = []
    for declarator in declaration.inner():
        if declarator.type == "variable_declarator" and (target := declarator.child("name")) is not None:
            names += _pattern_names(walk, target)
    return names


def _pattern_names(walk: Walk, node: Node) -> list[str]:
    if node.type in ("identifier", "shorthand_property_identifier_pattern"):
        return [walk.text(node)]
    if node.type == "pair_pattern":
        value = node.child("value")
        return _pattern_names(walk, value) if value is not None else []
    if node.type in ("object_assignment_pattern", "assignment_pattern"):
        left = node.child("left")
        return _pattern_names(walk, left) if left is not None else []
    if node.type in ("object_pattern", "array_pattern", "rest_pattern"):
        return [name for child in node.inner() for name in _pattern_names(walk, child)]
    return []


def read_commonjs(walk: Walk, node: Node, scope: Scope, owner: str) -> bool:
    """Read `module.exports = …` and `exports.a = …`; False when the assignment is neither."""
    left, right = node.child("left"), node.child("right")
    if left is None or right is None or left.type != "member_expression" or scope.value("exports") or scope.value("module"):
        return False
    target = walk.text(left)
    if target == "module.exports":
        walk.module = True
        bare = unwrap(right)
        if bare is not None and bare.type == "object":
            _export_object(walk, bare, scope, owner)
        elif bare is not None and bare.type == "assignment_expression":
            walk.visit(right, scope, owner)
        elif scope.parent is None and (bare is None or bare.type != "call_expression" or module_of(walk, bare) is None):
            _export_value(walk, right, WHOLE, statement_of(node), scope, owner)
        elif bare is not None and (found := module_of(walk, bare)) is not None and not found[1] and "*" not in found[0]:
            walk.bring(ImportForm.REEXPORT_STAR, found[0], node, "")
        else:
            walk.visit(right, scope, owner)
        return True
    name = target.removeprefix("module.").removeprefix("exports.")
    if not target.startswith(("exports.", "module.exports.")) or "." in name:
        return False
    walk.module = True
    bare = unwrap(right)
    if bare is not None and bare.type == "identifier" and walk.text(bare) != "undefined":
        walk.exports.append(Export(name, walk.text(bare), node.line))
    elif scope.parent is None and bare is not None and bare.type in FUNCTIONS:
        _export_function(walk, name, bare, node, scope)
    elif scope.parent is None and bare is not None and _is_plain_value(walk, node, bare):
        _export_constant(walk, name, right, node, scope)
    else:
        walk.exports.append(Export(name, name, node.line))
        walk.visit(right, scope, owner)
    return True


def _export_function(walk: Walk, name: str, function: Node, whole: Node, scope: Scope) -> None:
    walk.exports.append(Export(name, name, whole.line))
    statement = whole.parent if whole.parent is not None and whole.parent.type == "expression_statement" else whole
    name_node = whole.child("left") or whole
    qualname = walk.add_symbol(name, SymbolKind.FUNCTION, statement, name_node, scope, is_async=function.has("async"))
    enter_function(walk, function, scope.inside(qualname), qualname)


def _is_plain_value(walk: Walk, whole: Node, value: Node) -> bool:
    """Return whether `exports.a = value` is a statement of its own that declares what others get, and does no more."""
    alone = whole.parent is not None and whole.parent.type == "expression_statement"
    return alone and value.type not in _NO_VALUES and walk.text(value) != "undefined" and not runs_on_load(walk, value)


def _export_constant(walk: Walk, name: str, value: Node, whole: Node, scope: Scope) -> None:
    walk.exports.append(Export(name, name, whole.line))
    qualname = walk.add_symbol(name, SymbolKind.CONSTANT, whole.parent or whole, whole.child("left") or whole, scope)
    walk.visit(value, Scope(scope, qualname, open=scope.open), qualname)


def _export_object(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    for child in node.inner():
        key, value = child.child("key"), child.child("value")
        if child.type == "shorthand_property_identifier":
            walk.exports.append(Export(walk.text(child), walk.text(child), child.line))
        elif child.type == "pair" and key is not None and value is not None and key.type == "property_identifier":
            bare = unwrap(value)
            if bare is not None and bare.type == "identifier":
                walk.exports.append(Export(walk.text(key), walk.text(bare), child.line))
            else:
                walk.visit(value, scope, owner)
        elif child.type == "spread_element" and (found := module_of(walk, unwrap(child.inner()[0]))) is not None:
            walk.bring(ImportForm.REEXPORT_STAR, found[0], child, "")
        else:
            walk.visit(child, scope, owner)


def resolve_exported(walk: Walk) -> None:
    """Set `exported`: an export reaches the symbol, or the class around it."""
    names = {export.local for export in walk.exports}
    flags: dict[str, bool] = {}
    for index, symbol in enumerate(walk.symbols):
        inherited = symbol.kind is SymbolKind.METHOD and flags.get(symbol.parent or "", False)
        shown = symbol.exported and (symbol.qualname in names or inherited)
        flags[symbol.qualname] = flags.get(symbol.qualname, False) or shown
        if shown is not symbol.exported:
            walk.symbols[index] = replace(symbol, exported=shown)


_NO_VALUES = frozenset({"assignment_expression", "null", "unary_expression", "class", "identifier"})
"""What others are not meant to get: a place to be filled later, a value passed on from elsewhere."""

HANDLERS: dict[str, Handler] = {"export_statement": export_statement}
