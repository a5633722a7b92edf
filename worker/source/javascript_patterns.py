"""Binding patterns and dotted paths: what a destructuring declares, and which members it takes."""

from collections.abc import Callable

from worker.source.javascript_nodes import Node
from worker.source.javascript_scopes import LOCAL, Scope
from worker.source.javascript_walk import Walk, unwrap

Declare = Callable[[str, Node], None]
"""What a pattern does with each name it declares."""


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
        walk.use(head, bare, scope, owner, as_receiver=True)
    for index, name in enumerate(rest):
        walk.member(name, bare, scope, owner, ".".join([head, *rest[:index]]), as_receiver=True)
