"""Imports of JavaScript and TypeScript, in ES and CommonJS form, static and on the spot."""

import re

from worker.source.facts import DynamicForm, ImportForm
from worker.source.javascript_nodes import Node
from worker.source.javascript_scopes import Scope
from worker.source.javascript_walk import Handler, Walk, unwrap

_MOCKS = frozenset({"mock", "doMock", "unmock", "dontMock", "doUnmock", "setMock", "unstable_mockModule"})
_DATA = (".json", ".json5", ".jsonc")
_JOINING = frozenset({"join", "resolve", "normalize", "pathToFileURL", "toString"})
_MOST_STEPS = 3
_ACTUAL = frozenset({"importActual", "requireActual", "importMock", "requireMock", "createMockFromModule"})


def string_value(walk: Walk, node: Node | None) -> str:
    """Return the value of a string node, "" for none."""
    return walk.literal(node) or ""


def import_statement(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `import …` in every form."""
    walk.module = walk.module or scope.parent is None
    require = node.first("import_require_clause")
    if require is not None:
        name = require.first("identifier")
        module = string_value(walk, require.child("source"))
        walk.bring_name(ImportForm.NAMESPACE, module, node, scope, owner, walk.text(name), type_only=node.has("type"))
        return
    module = string_value(walk, node.child("source"))
    clause = node.first("import_clause")
    if clause is None:
        walk.bring(ImportForm.SIDE_EFFECT, module, node, owner)
        return
    type_only = node.has("type")
    for part in clause.inner():
        if part.type == "identifier":
            walk.bring_name(
                ImportForm.DEFAULT, module, part, scope, owner, walk.text(part), imported="default", type_only=type_only
            )
        elif part.type == "namespace_import":
            local = walk.text(part.first("identifier"))
            walk.bring_name(ImportForm.NAMESPACE, module, part, scope, owner, local, type_only=type_only)
        else:
            _import_specifiers(walk, part, module, scope, owner, type_only=type_only)
    if not clause.inner():
        walk.bring(ImportForm.SIDE_EFFECT, module, node, owner)


def _import_specifiers(walk: Walk, part: Node, module: str, scope: Scope, owner: str, *, type_only: bool) -> None:
    specifiers = [child for child in part.inner() if child.type == "import_specifier"]
    for specifier in specifiers:
        imported = specifier_name(walk, specifier.child("name"))
        local = walk.text(specifier.child("alias")) or imported
        form = ImportForm.DEFAULT if imported == "default" else ImportForm.NAMED
        walk.bring_name(
            form,
            module,
            specifier,
            scope,
            owner,
            local,
            imported=imported,
            type_only=type_only or specifier.has("type"),
        )
    if not specifiers:
        walk.bring(ImportForm.SIDE_EFFECT, module, part, owner)


def specifier_name(walk: Walk, node: Node | None) -> str:
    """Return a specifier's name, which may be written as a string."""
    text = walk.text(node)
    return text[1:-1] if node is not None and node.type == "string" else text


def module_of(walk: Walk, node: Node | None) -> tuple[str, bool] | None:
    """Return (specifier, is it a promise) for `require("m")` and `import("m")`; a template's holes become `*`."""
    if node is None or node.type != "call_expression":
        return None
    function, arguments = node.child("function"), node.child("arguments")
    if function is None or arguments is None or not arguments.inner():
        return None
    promised = function.type == "import"
    if not promised and walk.text(function) != "require":
        return None
    module = specifier(walk, arguments.inner()[0])
    return None if module is None else (module, promised)


def specifier(walk: Walk, node: Node) -> str | None:
    """Return a specifier; `./pages/${name}.ts` becomes `./pages/*.ts`, a name by itself None."""
    literal = walk.literal(node)
    if literal is not None:
        return literal
    if node.type == "new_expression" and walk.text(node.child("constructor")) == "URL":
        arguments = node.child("arguments")
        return specifier(walk, arguments.inner()[0]) if arguments is not None and arguments.inner() else None
    if node.type == "template_string":
        text = re.sub(r"\$\{[^}]*\}?", "*", walk.text(node)[1:-1])
        return text if text.partition("*")[0].rpartition("/")[0] else None
    if node.type == "binary_expression" and node.has("+"):
        parts = [walk.literal(child) if child.type in ("string", "template_string") else "*" for child in node.inner()]
        text = "".join(part or "*" for part in parts)
        return text if text.partition("*")[0].rpartition("/")[0] else None
    return None


def loaded_module(walk: Walk, value: Node | None) -> str | None:
    """Return the specifier where a value is a whole module: `require("m")`, `await import("m")`."""
    bare = unwrap(value)
    if bare is None:
        return None
    if bare.type == "await_expression":
        found = module_of(walk, unwrap(bare.inner()[0] if bare.inner() else None))
        return found[0] if found and found[1] and "*" not in found[0] else None
    found = module_of(walk, bare)
    return found[0] if found and not found[1] and "*" not in found[0] else None


def read_load(walk: Walk, node: Node, scope: Scope, owner: str) -> bool:
    """Read a call of `require` or `import()` that is not a whole declaration; False when the call is none."""
    found = module_of(walk, node)
    function = node.child("function")
    if found is None:
        if function is not None and (function.type == "import" or walk.text(function) == "require"):
            arguments = node.child("arguments")
            if arguments is not None and arguments.inner() and not _is_data(walk, arguments.inner()[0], 0):
                walk.unseen(DynamicForm.MODULE, node, owner)
        return False
    module, promised = found
    walk.module = walk.module or not promised
    types = node.above("type_query", "type_annotation", "type_alias_declaration", "type_arguments")
    used = None if "*" in module else _used_member(walk, node, promised=promised)
    if used is not None:
        walk.bring_used(module, used, node, scope, owner, type_only=promised and types)
    elif not promised and node.parent is not None and node.parent.type == "expression_statement":
        walk.bring(ImportForm.SIDE_EFFECT, module, node, owner)
    else:
        walk.bring(ImportForm.DYNAMIC, module, node, owner)
    return True


def _is_data(walk: Walk, node: Node, depth: int) -> bool:
    """Return whether a computed specifier surely ends in `.json` (`path.join(root, "package.json")`): no code is loaded."""
    literal = walk.literal(node)
    if literal is not None:
        return literal.endswith(_DATA)
    if node.type == "template_string":
        return walk.text(node)[:-1].endswith(_DATA)
    inner = node.inner()
    if node.type == "binary_expression":
        return node.has("+") and _is_data(walk, inner[-1], depth)
    if node.type == "call_expression":
        function, arguments = walk.text(node.child("function")), node.child("arguments")
        joined = function.rpartition(".")[2] in _JOINING and arguments is not None and arguments.inner()
        return bool(joined) and arguments is not None and _is_data(walk, arguments.inner()[-1], depth)
    if node.type != "identifier" or depth > _MOST_STEPS:
        return False
    name = walk.text(node)
    values: list[Node | None] = []
    for one in walk.tree.root.descend():
        if one.type == "variable_declarator" and walk.text(one.child("name")) == name:
            values.append(one.child("value") if one.parent is not None and one.parent.has("const") else None)
        elif one.type in ("required_parameter", "optional_parameter", "formal_parameters", "assignment_expression"):
            named = one.child("pattern") or one.child("left") or one
            if name in (walk.text(named), *(walk.text(part) for part in one.inner())):
                values.append(None)
    return bool(values) and all(value is not None and _is_data(walk, value, depth + 1) for value in values)


def _used_member(walk: Walk, node: Node, *, promised: bool) -> str | None:
    """Return x for `require("m").x`, `(await import("m")).x`, `import("m").then(m => m.x)` and the type `import("m").x`."""
    above = node.parent
    if promised:
        while above is not None and above.type in ("parenthesized_expression", "await_expression"):
            node, above = above, above.parent
    if above is None or above.type != "member_expression" or above.child("object") is not node:
        return None
    name = walk.text(above.child("property"))
    if not promised or node.type != "call_expression":
        return name
    call = above.parent
    if name != "then" or call is None or call.type != "call_expression":
        return name if above.above("type_query", "type_annotation", "type_alias_declaration", "type_arguments") else None
    arguments = call.child("arguments")
    callback = arguments.inner()[0] if arguments is not None and arguments.inner() else None
    return _picked(walk, callback)


def _picked(walk: Walk, callback: Node | None) -> str | None:
    """Return x for `m => m.x`, `(m) => ({ default: m.x })` and `({ x }) => …` with that one name."""
    if callback is None or callback.type != "arrow_function":
        return None
    formal, body = callback.child("parameters"), unwrap(callback.child("body"))
    parameter = callback.child("parameter") or (formal.inner()[0] if formal is not None and formal.inner() else None)
    if parameter is not None and parameter.type == "required_parameter":
        parameter = parameter.child("pattern")
    if parameter is None or parameter.type != "identifier" or body is None:
        return None
    if body.type == "object" and len(body.inner()) == 1 and body.inner()[0].type == "pair":
        body = unwrap(body.inner()[0].child("value"))
    if body is None or body.type != "member_expression":
        return None
    target = body.child("object")
    same = target is not None and target.type == "identifier" and walk.text(target) == walk.text(parameter)
    return walk.text(body.child("property")) if same else None


def read_mock(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `vi.mock("./x")`, `jest.requireActual("./x")`, `require.resolve("./x")`, `import.meta.glob("./x/*.ts")`."""
    function, arguments = node.child("function"), node.child("arguments")
    if function is None or function.type != "member_expression" or arguments is None or not arguments.inner():
        return
    on, name = walk.text(function.child("object")), walk.text(function.child("property"))
    first = arguments.inner()[0]
    module = walk.literal(first)
    if on in ("vi", "jest", "mock", "td", "proxyquire") and module is not None:
        if name in _MOCKS:
            walk.bring(ImportForm.SIDE_EFFECT, module, node, owner)
        elif name in _ACTUAL:
            walk.bring(ImportForm.DYNAMIC, module, node, owner)
    elif on == "require" and name == "resolve" and module is not None:
        walk.bring(ImportForm.DYNAMIC, module, node, owner)
    elif on == "require" and name == "context" and module is not None:
        walk.bring(ImportForm.DYNAMIC, module.rstrip("/") + "/**", node, owner)
    elif on == "import.meta" and name.startswith("glob"):
        for part in first.descend():
            text = walk.literal(part) if part.type in ("string", "template_string") else None
            if text and not text.startswith("!"):
                walk.bring(ImportForm.DYNAMIC, text, part, owner)


HANDLERS: dict[str, Handler] = {"import_statement": import_statement}
