"""Names in JavaScript and TypeScript expressions, types, JSX and strings."""

import re

from worker.source.facts import DynamicForm, ImportForm
from worker.source.javascript_exports import read_commonjs
from worker.source.javascript_imports import read_load, read_mock, specifier
from worker.source.javascript_nodes import Node
from worker.source.javascript_patterns import plain_path, read_path
from worker.source.javascript_scopes import Meaning, Scope
from worker.source.javascript_walk import STRINGS, Handler, Walk

_DOTTED = re.compile(r"[A-Za-z_$][\w$]*(?:[.:#][A-Za-z_$][\w$]*)*")
_CALLED = re.compile(r"(?<![\w$])([A-Za-z_$][\w$]*)\s*\(")
_PATH = re.compile(r"(?:\.{1,2}/[\w@$./*{},\[\]()-]+|[\w@$./*{},-]+\.[cm]?[jt]sx?)(?:[?#].*)?")
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_NAME_START = re.compile(r"[A-Za-z_$][\w$.:#]*")
_NAME_END = re.compile(r"[\w$]+")
_SHORTEST_AFFIX = 3
_LONGEST_MENTION = 200


def identifier(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read a name used as a value."""
    name = walk.text(node)
    if name in ("require", "eval") and scope.value(name) is None:
        above = node.parent
        called = above is not None and above.child("function") is node
        if (
            above is not None
            and not called
            and above.type not in ("member_expression", "unary_expression", "binary_expression")
        ):
            # Under another name it loads or runs anything.
            walk.unseen(DynamicForm.MODULE if name == "require" else DynamicForm.SCOPE, above, owner)
    walk.use(name, node, scope, owner)


def type_identifier(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read a name used as a type."""
    walk.use(walk.text(node), node, scope, owner, type_=True)


def nested_type(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `A.B.C` in a type."""
    module, name = node.child("module"), node.child("name")
    path = plain_path(walk, module)
    if module is None or name is None or path is None:
        walk.visit_children(node, scope, owner)
        return
    read_path(walk, module, scope, owner)
    walk.member(walk.text(name), name, scope, owner, path)


def member(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `a.b` and `a["b"]` with whatever stands left of it."""
    _member(walk, node, scope, owner, store=False)


def _member(walk: Walk, node: Node, scope: Scope, owner: str, *, store: bool) -> None:
    target, name_node = node.child("object"), node.child("property") or node.child("index")
    name = walk.literal(name_node) if node.type == "subscript_expression" else walk.text(name_node)
    if target is None or name_node is None:
        walk.visit_children(node, scope, owner)
        return
    if node.type == "subscript_expression" and (name is None or not _DOTTED.fullmatch(name)):
        _computed(walk, node, target, name_node, scope, owner)
        return
    path = plain_path(walk, target)
    assert name is not None
    if path in ("exports", "module.exports"):
        walk.use(name, name_node, scope, owner)
    if path is not None:
        read_path(walk, target, scope, owner)
    else:
        walk.visit(target, scope, owner)
    if node.type == "subscript_expression":
        walk.visit(name_node, scope, owner)
    walk.member(name, name_node, scope, owner, path, store=store)


def _computed(walk: Walk, node: Node, target: Node, index: Node, scope: Scope, owner: str) -> None:
    """Read `a[b]`: every member of a module, a class or `this` may be meant; for any other value nobody can say."""
    walk.visit(index, scope, owner)
    walk.visit(target, scope, owner)
    path = plain_path(walk, target)
    if path is None or index.type == "number":
        return
    head, dot, _ = path.partition(".")
    if dot and not path.rpartition(".")[2][:1].isupper():
        # `this.listeners[id]` picks from a value, `shapes.Circle[name]` from a class.
        return
    binding = scope.value(head)
    if binding is not None and binding.data:
        return
    # Declarations further down are not known yet: whatever is no local by now is taken for a module or a class.
    if head in ("this", "super") or (binding is not None and binding.meaning is not Meaning.LOCAL):
        prefix, suffix = _affixes(walk, index)
        receiver = path
        if binding is not None:
            receiver = binding.known_as + path[len(head) :]
        walk.unseen(DynamicForm.MEMBER, node, owner, receiver=receiver, prefix=prefix, suffix=suffix)


def _affixes(walk: Walk, index: Node) -> tuple[str, str]:
    text = walk.text(index)[1:-1]
    if index.type != "template_string" or "${" not in text:
        return "", ""
    return text.partition("${")[0], text.rpartition("}")[2]


def shorthand(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `{a}` of an object, or an assignment's target `({a} = x)`."""
    store = node.type == "shorthand_property_identifier_pattern"
    if store:
        walk.member(walk.text(node), node, scope, owner, None)
    walk.use(walk.text(node), node, scope, owner, store=store)


def pair_pattern(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `{a: b}` of an assignment's target."""
    key = node.child("key")
    if key is not None and key.type == "property_identifier":
        walk.member(walk.text(key), key, scope, owner, None)
    else:
        walk.visit(key, scope, owner)
    walk.visit(node.child("value"), scope, owner)


def assignment(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `a = b`: the left side is stored to, not used."""
    if read_commonjs(walk, node, scope, owner):
        return
    left = node.child("left")
    walk.visit(node.child("right"), scope, owner)
    if left is not None and left.type == "identifier":
        walk.use(walk.text(left), left, scope, owner, store=True)
    elif left is not None and left.type == "member_expression":
        _member(walk, left, scope, owner, store=True)
    else:
        walk.visit(left, scope, owner)


def call(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read a call: of `require`, `import`, `eval`, a mock, or of anything else."""
    function = node.child("function")
    name = walk.text(function) if function is not None and function.type == "identifier" else ""
    loaded = read_load(walk, node, scope, owner)
    if name == "eval":
        walk.unseen(DynamicForm.SCOPE, node, owner)
    read_mock(walk, node, scope, owner)
    for child in reversed(node.children):
        if loaded and child is function:
            continue
        if loaded and child.type == "arguments":
            first = child.inner()[0]
            for argument in reversed(child.inner()):
                if argument is not first or argument.type not in ("string", "template_string"):
                    walk.visit(argument, scope, owner)
        else:
            walk.visit(child, scope, owner)


def jsx_name(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read a JSX tag: `<Foo>` and `<foo.Bar>` are names, `<div>` and `<svg:path>` are the browser's."""
    walk.jsx = True
    name = node.child("name")
    for child in reversed(node.children):
        if child is not name:
            walk.visit(child, scope, owner)
    if name is None or name.type == "jsx_namespace_name":
        return
    text = walk.text(name)
    if name.type != "identifier" or not (text[0].islower() or "-" in text):
        walk.visit(name, scope, owner)


def nothing(_walk: Walk, _node: Node, _scope: Scope, _owner: str) -> None:
    """Leave a closing tag or a comment alone."""


def string(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read the names and paths that a string mentions."""
    if node.type == "template_string":
        walk.visit_children(node, scope, owner)
        if node.first("template_substitution") is not None:
            _made_name(walk, node, owner, *_affixes(walk, node))
    path = specifier(walk, node) if node.type == "template_string" else walk.literal(node)
    text = walk.text(node)[1:-1]
    if path is not None and len(path) <= _LONGEST_MENTION:
        path = path.replace("<rootDir>/", "/") if path.startswith("<rootDir>/") else path
        if _PATH.fullmatch(path):
            walk.bring(ImportForm.DYNAMIC, path, node, owner)
            return
        if _DOTTED.fullmatch(path):
            for name in re.split(r"[.:#]", path):
                walk.mention(name, node.line, scope, owner)
            return
    if "(" in text:
        # Code in strings: `onclick="save(1)"` in a template, a script for another process.
        for name in sorted(set(_CALLED.findall(text))):
            walk.mention(name, node.line, scope, owner)


def concatenation(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `"get" + name`: it makes names that start or end so."""
    if node.has("+"):
        inner = node.inner()
        start, end = (walk.literal(part) if part.type in STRINGS else None for part in (inner[0], inner[-1]))
        if (start is None) is not (end is None):
            _made_name(walk, node, owner, start or "", end or "")
        path = specifier(walk, node)
        if path is not None and _PATH.fullmatch(path):
            walk.bring(ImportForm.DYNAMIC, path, node, owner)
    walk.visit_children(node, scope, owner)


def _made_name(walk: Walk, node: Node, owner: str, start: str, end: str) -> None:
    """Note the names that a computed string may be, where enough of it is written."""
    prefix = re.split(r"[.:#]", start)[-1] if _NAME_START.fullmatch(start) else ""
    suffix = end if _NAME_END.fullmatch(end) else ""
    if len(prefix) >= _SHORTEST_AFFIX:
        walk.unseen(DynamicForm.MEMBER, node, owner, prefix=prefix, suffix=suffix)
    elif len(suffix) >= _SHORTEST_AFFIX:
        walk.unseen(DynamicForm.MEMBER, node, owner, suffix=suffix)


def new(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read `new A(…)`; `new Function(…)` compiles code."""
    if walk.text(node.child("constructor")) == "Function":
        walk.unseen(DynamicForm.SCOPE, node, owner)
    walk.visit_children(node, scope, owner)


def broken(walk: Walk, node: Node, scope: Scope, owner: str) -> None:
    """Read broken syntax: every word in it may be a use."""
    for word in sorted(set(_WORD.findall(walk.text(node)))):
        walk.mention(word, node.line, scope, owner)
    walk.visit_children(node, scope, owner)


HANDLERS: dict[str, Handler] = {
    "identifier": identifier,
    "type_identifier": type_identifier,
    "nested_type_identifier": nested_type,
    "nested_identifier": member,
    "member_expression": member,
    "subscript_expression": member,
    "shorthand_property_identifier": shorthand,
    "shorthand_property_identifier_pattern": shorthand,
    "pair_pattern": pair_pattern,
    "assignment_expression": assignment,
    "call_expression": call,
    "new_expression": new,
    "binary_expression": concatenation,
    "jsx_opening_element": jsx_name,
    "jsx_self_closing_element": jsx_name,
    "jsx_closing_element": nothing,
    "comment": nothing,
    "ERROR": broken,
    "string": string,
    "template_string": string,
}
