"""Python values that are handed on: whoever gets an object may call any of its methods."""

from tree_sitter import Node

from worker.source.python_walk import PythonWalk

_KEEP_TO_THEMSELVES = frozenset(
    {
        "isinstance",
        "issubclass",
        "print",
        "repr",
        "str",
        "len",
        "id",
        "hash",
        "bool",
        "int",
        "float",
        "super",
        "hasattr",
        "cast",
    }
    | {"getattr", "setattr", "delattr", "vars", "dir", "type", "callable"}
)
"""Functions that call no public method of what they are given."""
_PASS_THROUGH = frozenset({"parenthesized_expression", "await"})
_HARMLESS = frozenset({"type", "except_clause", "class_pattern", "case_pattern", "del_statement", "expression_statement"})
_SELF_GIVERS = frozenset({"__enter__", "__aenter__", "__iter__", "__aiter__"})


def given(reader: PythonWalk, node: Node) -> tuple[bool, str | None]:
    """Say what happens to the value of the name or chain `node`, or to the object that a call of it makes.

    Returns (handed on, name under which the object is kept).
    """
    called = False
    here, parent = node, node.parent
    while parent is not None:
        if parent.type == "call" and here == parent.child_by_field_name("function"):
            called = True
        elif parent.type not in _PASS_THROUGH:
            break
        here, parent = parent, parent.parent
    if parent is None or parent.type in _HARMLESS:
        return False, None
    if parent.type == "attribute":
        return False, None
    if parent.type == "subscript" and here == parent.child_by_field_name("value"):
        return False, None
    if parent.type == "argument_list":
        return _argument(reader, parent), None
    if parent.type == "keyword_argument" and parent.parent is not None and parent.parent.parent is not None:
        return parent.parent.parent.type != "class_definition", None
    if parent.type == "assignment":
        return _assigned(reader, parent.child_by_field_name("left"))
    if parent.type == "as_pattern" and called:
        return _assigned(reader, parent.child_by_field_name("alias"))
    if parent.type == "as_pattern":
        return parent.parent is None or parent.parent.type != "except_clause", None
    if parent.type == "with_item" and called:
        return False, None
    if parent.type == "return_statement" and not called and _in_protocol(reader, parent):
        return False, None
    return True, None


def _argument(reader: PythonWalk, arguments: Node) -> bool:
    around = arguments.parent
    if around is None or around.type == "class_definition":
        return False
    function = around.child_by_field_name("function")
    return function is None or reader.string_of(function).rpartition(".")[2] not in _KEEP_TO_THEMSELVES


def _assigned(reader: PythonWalk, target: Node | None) -> tuple[bool, str | None]:
    while target is not None and target.type == "as_pattern_target" and target.named_child_count == 1:
        target = target.named_children[0]
    if target is None:
        return True, None
    text = reader.string_of(target)
    if target.type == "identifier" or (target.type == "attribute" and text.partition(".")[0] in ("self", "cls")):
        return False, text.rpartition(".")[2]
    return True, None


def _in_protocol(reader: PythonWalk, node: Node) -> bool:
    """Whether a `return self` is one that the language asks for."""
    here: Node | None = node
    while here is not None and here.type != "function_definition":
        here = here.parent
    name = here.child_by_field_name("name") if here is not None else None
    return name is not None and reader.string_of(name) in _SELF_GIVERS


def pass_on(given_names: set[str], kept: list[tuple[str, str]]) -> None:
    """Add to `given_names` each name whose value is kept under another (name, other) that is handed on."""
    sources: dict[str, list[str]] = {}
    for name, kept_as in kept:
        sources.setdefault(kept_as, []).append(name)
    todo = [name for name in sources if name in given_names]
    while todo:
        for name in sources.get(todo.pop(), ()):
            if name not in given_names:
                given_names.add(name)
                todo.append(name)
