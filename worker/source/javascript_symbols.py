"""Declarations of JavaScript and TypeScript: functions, classes and their members, types, enums, namespaces, variables."""

from collections.abc import Callable

from worker.source.facts import ImportForm, SymbolKind
from worker.source.javascript_imports import loaded_module
from worker.source.javascript_nodes import Node
from worker.source.javascript_scopes import LOCAL, Binding, Meaning, Scope
from worker.source.javascript_walk import CLASSES, FUNCTIONS, Handler, Walk, runs_on_load, statement_of, unwrap

Declare = Callable[[str, Node], None]
"""What a pattern does with each name it declares."""


def _symbol_binding(name: str, scope: Scope, *, data: bool = False) -> Binding:
    return Binding(Meaning.SYMBOL, name, scope.prefix, data)


def local(scope: Scope) -> Declare:
    """Return a `Declare` for plain locals."""

    def declare(name: str, _node: Node) -> None:
        scope.declare(name, LOCAL)

    return declare


def pattern(walk: Walk, node: Node, scope: Scope, owner: str, declare: Declare, receiver: str | None = None) -> None:
    """Declare the names in a binding pattern; defaults and computed keys are read, keys are members of `receiver`."""
    kind = node.type
    if kind in ("identifier", "shorthand_property_identifier_pattern"):
        name = walk.text(node)
        if kind != "identifier":
            walk.member(name, node, scope, owner, receiver)
        declare(name, node)
    elif kind == "pair_pattern":
        key, value = node.child("key"), node.child("value")
        inner = None
        if key is not None and key.type == "property_identifier":
            name = walk.text(key)
            walk.member(name, key, scope, owner, receiver)
            inner = f"{receiver}.{name}" if receiver else None
        else:
            walk.visit(key, scope, owner)
        if value is not None:
            pattern(walk, value, scope, owner, declare, inner)
    elif kind in ("object_assignment_pattern", "assignment_pattern"):
        left = node.child("left")
        if left is not None:
            pattern(walk, left, scope, owner, declare, receiver)
        walk.visit(node.child("right"), scope, owner)
    elif kind in ("object_pattern", "array_pattern", "rest_pattern"):
        for child in node.inner():
            pattern(walk, child, scope, owner, declare, receiver if kind == "object_pattern" else None)
    else:
        walk.visit(node, scope, owner)


def enter_function(walk: Walk, node: Node, inner: Scope, owner: str) -> None:
    """Read a function's type parameters, parameters, return type and body in its own scope."""
    inner.declare("arguments", LOCAL)
    declare = local(inner)
    for child in reversed(node.children):
        if child.field == "name" or child.type == "decorator":
            continue
        if child.type == "formal_parameters":
            for parameter in reversed(child.inner()):
                _parameter(walk, parameter, inner, owner, declare)
        elif child.field == "parameter":
            pattern(walk, child, inner, owner, declare)
        elif child.named:
            walk.visit(child, inner, owner)


def _parameter(walk: Walk, node: Node, inner: Scope, owner: str, declare: Declare) -> None:
    if node.type not in ("required_parameter", "optional_parameter"):
        pattern(walk, node, inner, owner, declare)
        return
    for child in node.children:
        if child.field == "pattern":
            pattern(walk, child, inner, owner, declare)
        elif child.named and child.type != "accessibility_modifier":
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
    scope.declare(name, _symbol_binding(name, scope))
    start = _overload_start(walk, node, name)
    qualname = walk.add_symbol(
        name, SymbolKind.FUNCTION, node, name_node, scope, start=start or statement_of(node), is_async=node.has("async")
    )
    enter_function(walk, node, scope.inside(qualname), qualname)


def _overload_start(walk: Walk, node: Node, name: str) -> Node | None:
    """Return where the overload signatures above begin; their symbol is taken back, because they are one with `node`."""
    if not walk.symbols or walk.symbols[-1].name != name:
        return None
    signatures = ("function_signature", "method_signature", "abstract_method_signature")
    statement = statement_of(node)
    siblings = statement.parent.children if statement.parent else []
    at = siblings.index(statement)
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
        target.declare(name, _symbol_binding(name, target, data=data), type_=is_class)
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
                _named_function(walk, bare, scope.inside(qualname), qualname)
            else:
                walk.visit(value, inner, owner if on_load else qualname)
            walk.visit(node.child("type"), scope, qualname)
        return
    _destructure(walk, node, whole, scope, target, owner, constant=constant)


def _named_function(walk: Walk, node: Node, inner: Scope, owner: str) -> None:
    name = node.child("name")
    if name is not None:
        inner.declare(walk.text(name), LOCAL)
    enter_function(walk, node, inner, owner)


def _destructure(walk: Walk, node: Node, whole: Node, scope: Scope, target: Scope, owner: str, *, constant: bool) -> None:
    name_node, value = node.child("name"), node.child("value")
    assert name_node is not None

    def declare(name: str, at: Node) -> None:
        if target.module:
            target.declare(name, _symbol_binding(name, target))
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


def plain_path(walk: Walk, node: Node | None) -> str | None:
    """Return `a.b` for a chain of plain identifiers (or `this`), else None."""
    node = unwrap(node)
    if node is None:
        return None
    if node.type in ("identifier", "this", "super"):
        return walk.text(node)
    if node.type in ("member_expression", "nested_identifier"):
        left, right = node.child("object"), node.child("property")
        before = plain_path(walk, left)
        if before is not None and right is not None and right.type in ("property_identifier", "private_property_identifier"):
            return f"{before}.{walk.text(right)}"
    return None


def read_path(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Note a plain path whose members are noted elsewhere: all of it stands left of a dot."""
    bare = unwrap(node)
    path = plain_path(walk, node)
    if bare is None or path is None:
        return
    head, *rest = path.split(".")
    if head not in ("this", "super"):
        walk.use(head, bare, scope, owner)
        walk.mark_receiver()
    for index, name in enumerate(rest):
        walk.member(name, bare, scope, owner, ".".join([head, *rest[:index]]))
        walk.mark_receiver()


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
            if child.field != "name":
                walk.visit(child, inner, owner)
        return
    name = walk.text(name_node)
    scope.declare(name, _symbol_binding(name, scope), type_=True)
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
        elif child.field != "name" and child.named:
            walk.visit(child, inner, qualname)


def _bases(walk: Walk, heritage: Node | None) -> tuple[str, ...]:
    if heritage is None:
        return ()
    found: list[str] = []
    for clause in heritage.inner():
        if clause.type == "extends_clause":
            found += [walk.text(child) for child in clause.children if child.field == "value"]
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
    start = _overload_start(walk, node, name) if not is_field else None
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
        _named_function(walk, bare, inner.inside(own), own)
    else:
        enter_function(walk, node, inner.inside(own), own)


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
        scope.declare(name, _symbol_binding(name, scope), value=enum, type_=True)
        kind = SymbolKind.ENUM if enum else SymbolKind.TYPE
        owner = walk.add_symbol(name, kind, node, name_node, scope, start=statement_of(node))
    else:
        scope.declare(name, LOCAL, value=enum, type_=True)
    for child in node.children:
        if child.field != "name" and child.named:
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
        scope.declare(name, _symbol_binding(name, scope), type_=True)
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
        elif child.named:
            walk.visit(child, inner, owner)


def catch(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read a catch clause and its parameter."""
    inner = scope.block()
    for child in node.children:
        if child.field == "parameter":
            pattern(walk, child, inner, owner, local(inner))
        elif child.named:
            walk.visit(child, inner, owner)


def import_alias(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `import A = B.C`."""
    name, *rest = node.inner()
    scope.declare(walk.text(name), LOCAL, type_=True)
    for child in rest:
        walk.visit(child, scope, owner)


HANDLERS: dict[str, Handler] = {
    "function_declaration": function_declaration,
    "generator_function_declaration": function_declaration,
    "function_signature": function_declaration,
    "class_declaration": class_declaration,
    "abstract_class_declaration": class_declaration,
    "class": class_declaration,
    "lexical_declaration": declarator_list,
    "variable_declaration": declarator_list,
    "using_declaration": declarator_list,
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
