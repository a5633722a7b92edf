"""Whether an expression of JavaScript or TypeScript gives its value away: whoever gets an object may call any method of it."""

from collections.abc import Iterator

from worker.source.javascript_nodes import Node, Tree

_SAME_VALUE = frozenset(
    {
        "parenthesized_expression",
        "as_expression",
        "satisfies_expression",
        "non_null_expression",
        "await_expression",
        "ternary_expression",
        "spread_element",
    }
)
_TAKES = frozenset(
    {
        "array",
        "object",
        "pair",
        "return_statement",
        "yield_expression",
        "arrow_function",
        "template_substitution",
        "jsx_expression",
        "public_field_definition",
        "field_definition",
        "assignment_pattern",
        "required_parameter",
        "optional_parameter",
        "augmented_assignment_expression",
        "for_in_statement",
        "throw_statement",
        "spread_element",
        "sequence_expression",
    }
)
"""What gets a value that stands in it and passes it on."""
_TARGETS = {
    "assignment_expression": "left",
    "assignment_pattern": "left",
    "augmented_assignment_expression": "left",
    "binary_expression": "left",
    "for_in_statement": "left",
    "variable_declarator": "name",
    "public_field_definition": "name",
    "required_parameter": "pattern",
    "optional_parameter": "pattern",
    "arrow_function": "parameter",
    "pair": "key",
}
"""What stands in this field gets a value, or is asked for it, and gives none away."""
_FIELDS = frozenset({"public_field_definition", "field_definition"})
_LOOSE = frozenset({"string", "template_string", "shorthand_property_identifier_pattern", "pair_pattern"})
_EXPORTS = ("module.exports", "exports.")
_SHOWN = "="
_LEAVES = frozenset({"identifier", "this", "shorthand_property_identifier"})
_BOUND = ("bind", "call", "apply")


def given_names(tree: Tree) -> Iterator[tuple[str, Node]]:
    """Yield the plain names (and `this`) of which the value, or an object made of it, is given away, each with its place."""
    given: list[tuple[str, Node]] = []
    kept: list[tuple[str, str, Node]] = []
    shown: set[str] = set()
    stack = [tree.root]
    while stack:
        node = stack.pop()
        if node.type not in _LEAVES:
            stack.extend(reversed(node.children))
            continue
        end = _given(tree, node)
        if end is _SHOWN:
            shown.add(tree.text(node))
        elif isinstance(end, str):
            kept.append((tree.text(node), end, node))
        elif end:
            given.append((tree.text(node), node))
    names = {name for name, _ in given} | shown
    yield from given
    while found := [one for one in kept if one[1] in names]:
        kept = [one for one in kept if one[1] not in names]
        names.update(name for name, _, _ in found)
        yield from ((name, node) for name, _, node in found)


def _given(tree: Tree, node: Node) -> bool | str:
    """Say whether the value is given away; a text is the name of the variable that keeps it, `_SHOWN` that it is exported."""
    leaf = node
    while (above := node.parent) is not None:
        named = node is leaf
        if above.type in _TARGETS and above.child(_TARGETS[above.type]) is node:
            return False
        if above.type == "member_expression":
            if above.child("object") is not node or not tree.text(above).endswith(".prototype"):
                return False
            node = above
        elif (
            (above.type == "new_expression" and above.child("constructor") is node)
            or above.type in _SAME_VALUE
            or (above.type == "binary_expression" and above.has("||", "&&", "??"))
        ):
            node = above
        elif above.type == "arguments":
            return not _harmless(tree, above, node)
        elif above.type == "subscript_expression":
            index = above.child("index")
            return above.child("object") is node and index is not None and index.type not in ("string", "number")
        elif above.type == "variable_declarator":
            return _declared(tree, above, node, named=named)
        elif above.type in _FIELDS and (name := above.child("name") or above.child("property")) is not None:
            return not _kept_in_field(tree, above, tree.text(name))
        elif above.type == "assignment_expression":
            left = above.child("left")
            if left is None or left is node:
                return False
            if left.type == "member_expression" and (field := _field_of(tree, left)) is not None:
                return not _kept_in_field(tree, field, tree.text(left.child("property") or left))
            if left.type == "identifier":
                return tree.text(left)
            return _SHOWN if named and tree.text(left).startswith(_EXPORTS) else True
        elif above.type in ("export_statement", "export_specifier"):
            return _SHOWN if named else True
        elif above.type == "object" and node.type == "shorthand_property_identifier" and _exported_object(tree, above):
            return _SHOWN
        elif above.type in _TAKES:
            # `return this` makes a method that can be chained: who gets the object has it already.
            return leaf.type != "this" or above.type != "return_statement"
        else:
            return False
    return False


def _field_of(tree: Tree, left: Node) -> Node | None:
    """Return the declaration of the field that `this.name` stands for, in the class around it."""
    on, name = left.child("object"), left.child("property")
    around = left.parent
    while around is not None and around.type != "class_body":
        around = around.parent
    if on is None or on.type != "this" or name is None or around is None:
        return None
    fields = (one for one in around.inner() if one.type in _FIELDS)
    return next(
        (one for one in fields if tree.text(one.child("name") or one.child("property") or one) == tree.text(name)), None
    )


def _kept_in_field(tree: Tree, field: Node, name: str) -> bool:
    """Return whether a field is private, and all that the file does with what is in it is to take a member of that."""
    modifier = field.first("accessibility_modifier")
    hidden = name.startswith("#") or (modifier is not None and tree.text(modifier) == "private")
    if not hidden or field.first("decorator") is not None:
        return False
    for one in tree.root.descend():
        if one.type == "member_expression":
            got, above = one.child("property"), one.parent
            if got is None or tree.text(got) != name or above is None:
                continue
            followed = above.type == "member_expression" and above.child("object") is one
            if not followed and not (above.type == "assignment_expression" and above.child("left") is one):
                return False
        elif one.type in _LOOSE and tree.text(one.child("key") or one).strip("\"'`") == name:
            return False
    return True


def _declared(tree: Tree, declarator: Node, node: Node, *, named: bool) -> bool | str:
    name, around = declarator.child("name"), declarator.parent
    if declarator.child("value") is not node or name is None or name.type != "identifier":
        return False
    exported = around is not None and around.parent is not None and around.parent.type == "export_statement"
    return True if exported and not named else tree.text(name)


def _exported_object(tree: Tree, node: Node) -> bool:
    above = node.parent
    left = above.child("left") if above is not None and above.type == "assignment_expression" else None
    return left is not None and tree.text(left) == "module.exports"


def _harmless(tree: Tree, arguments: Node, node: Node) -> bool:
    """Return whether the function that is called calls no method of its argument: `console.log(x)`, `f.call(this)`."""
    call = arguments.parent
    function = call.child("function") if call is not None else None
    if function is None or function.type != "member_expression":
        return False
    on, name = tree.text(function.child("object") or function), tree.text(function.child("property") or function)
    return on == "console" or (node.type == "this" and name in _BOUND)
