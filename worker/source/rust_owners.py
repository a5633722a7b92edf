"""To which type an `impl` block belongs, and what it implements."""

from collections import deque

from tree_sitter import Node

from worker.source.rust_words import STANDARD_TYPES

_WRAPPERS = {
    "reference_type": "type",
    "pointer_type": "type",
    "generic_type": "type",
    "scoped_type_identifier": "name",
    "dynamic_type": "trait",
    "abstract_type": "trait",
}


def nominal(node: Node | None) -> Node | None:
    """Return the node of the name of a type: `Foo` of `&'a m::Foo<T>`; None for tuples, slices and the like."""
    while node is not None and node.type in _WRAPPERS:
        node = node.child_by_field_name(_WRAPPERS[node.type])
    return node if node is not None and node.type == "type_identifier" else None


def parameters_of(item: Node) -> set[str]:
    """Return the names of an item's own type parameters."""
    found: set[str] = set()
    listed = item.child_by_field_name("type_parameters")
    for child in listed.named_children if listed is not None else ():
        name = child.child_by_field_name("name")
        if name is not None and name.type == "type_identifier" and name.text is not None:
            found.add(name.text.decode("utf-8", "replace"))
    return found


def owner_of(block: Node) -> Node | None:
    """Return the node of the name to which an `impl` block belongs; None where there is none.

    That is the type. For types of the standard library, type parameters, tuples and the like it is the first other type that
    the header names (one of them belongs to the crate, by the rule of orphans), or else the trait.
    """
    own = block.child_by_field_name("type")
    trait = block.child_by_field_name("trait")
    name = nominal(own)
    if trait is None:
        return name
    foreign = STANDARD_TYPES | parameters_of(block)
    if name is not None and _text(name) not in foreign:
        return name
    for around in (own, trait):
        for inner in _arguments(around):
            if _text(inner) not in foreign:
                return inner
    return nominal(trait)


def _arguments(node: Node | None) -> list[Node]:
    """Return the names of the types inside a type, without its own."""
    head = nominal(node)
    found: list[Node] = []
    todo = deque([node] if node is not None else [])
    while todo:
        one = todo.popleft()
        if one.type == "type_identifier" and (head is None or one.id != head.id):
            found.append(one)
        todo.extend(one.named_children)
    return found


def _text(node: Node) -> str:
    return node.text.decode("utf-8", "replace") if node.text is not None else ""
