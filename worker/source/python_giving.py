"""Python values that are handed on: whoever gets an object may call any of its methods."""

from tree_sitter import Node

from worker.source.python_walk import Link, PythonWalk

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
    | {"sorted", "list", "tuple", "set", "frozenset", "enumerate", "any", "all", "sum", "reversed"}
    | {"getattr", "setattr", "delattr", "vars", "dir", "type", "callable"}
)
"""Functions that call no public method of what they are given."""
_LOGGERS = frozenset({"getLogger", "get_logger"})
_NAMED_MAKERS = frozenset(
    {"TypeVar", "ParamSpec", "TypeVarTuple", "NewType", "namedtuple", "NamedTuple", "TypedDict", "ContextVar"}
)
_HOSTS_CALL = frozenset(
    {"main", "create_app", "make_app", "get_app", "handler", "lambda_handler", "application", "setup", "run"}
)
_STILL_CALLED = frozenset({"staticmethod", "classmethod", "property", "cached_property", "lru_cache", "cache"})
_PASS_THROUGH = frozenset({"parenthesized_expression", "await"})
_HARMLESS = frozenset({"type", "except_clause", "class_pattern", "case_pattern", "del_statement", "expression_statement"})
_SELF_GIVERS = frozenset({"__enter__", "__aenter__", "__iter__", "__aiter__"})


_NOTHING: tuple[bool, str | None] = (False, None)
_GIVEN: tuple[bool, str | None] = (True, None)


def given(reader: PythonWalk) -> tuple[bool, str | None]:
    """Say what happens to the value of the name or chain that is being read, or to the object that a call of it makes.

    Returns (handed on, name under which the object is kept).
    """
    called = False
    node, _, up = reader.here
    while up is not None:
        parent, kind, above = up
        # What is called stands first in its call, what is asked for an item first in its subscript.
        if kind == "call" and node.start_byte == parent.start_byte:
            called = True
        elif kind not in _PASS_THROUGH:
            break
        node, up = parent, above
    if up is None or kind in _HARMLESS or kind == "attribute":
        return _NOTHING
    if kind in ("for_statement", "for_in_clause"):
        # Its `__iter__` is called; it is the items that go on.
        return _NOTHING
    if kind == "argument_list":
        return (_argument(reader, above), None)
    if kind == "subscript":
        return _NOTHING if node.start_byte == parent.start_byte else _GIVEN
    if kind == "keyword_argument":
        outer = above[2] if above is not None else None
        return _NOTHING if outer is not None and outer[1] == "class_definition" else _GIVEN
    if kind == "assignment":
        return _assigned(reader, parent.child_by_field_name("left"))
    if kind == "as_pattern":
        if called:
            return _assigned(reader, parent.child_by_field_name("alias"))
        return _NOTHING if above is not None and above[1] == "except_clause" else _GIVEN
    if kind == "with_item":
        return _NOTHING if called else _GIVEN
    if kind == "return_statement" and not called and _in_protocol(reader, parent):
        return _NOTHING
    if kind in ("return_statement", "yield"):
        name = _called_by_name(reader, above, managed=kind == "yield")
        return (False, name) if name is not None else _GIVEN
    return _GIVEN


def is_looked_into(reader: PythonWalk) -> bool:
    """Whether the name that is being read stands first in a `getattr(x, …)`: used is what is looked for, noted on its own."""
    node, _, up = reader.here
    if up is None or up[1] != "argument_list" or up[2] is None or up[2][1] != "call" or up[0].named_children[:1] != [node]:
        return False
    function = up[2][0].child_by_field_name("function")
    return function is not None and reader.string_of(function) in ("getattr", "hasattr")


def _argument(reader: PythonWalk, call: Link | None) -> bool:
    if call is None or call[1] == "class_definition":
        return False
    function = call[0].child_by_field_name("function")
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


def _called_by_name(reader: PythonWalk, link: Link | None, *, managed: bool) -> str | None:
    """Return the name of the function around, where only who writes that name gets what it returns: it is kept under the name.

    Not so for what hosts and operators call, what a decorator may register, and methods that a base may ask for. With `managed`
    only for a context manager, which yields to its `with`.
    """
    while link is not None and link[1] not in ("function_definition", "lambda", "class_definition"):
        link = link[2]
    if link is None or link[1] != "function_definition":
        return None
    node, _, up = link
    named = node.child_by_field_name("name")
    name = reader.string_of(named) if named is not None else ""
    if name in _HOSTS_CALL or name.startswith(("__", "pytest_", "visit_", "on_")):
        return None
    decorators: list[str] = []
    if up is not None and up[1] == "decorated_definition":
        decorators = [reader.string_of(one).lstrip("@ \t").strip() for one in up[0].named_children if one.type == "decorator"]
        up = up[2]
    manages = [one for one in decorators if one.rpartition(".")[2] in ("contextmanager", "asynccontextmanager")]
    if managed != bool(manages) or any(one.rpartition(".")[2] not in _STILL_CALLED for one in decorators if one not in manages):
        return None
    while up is not None and up[1] in ("block", "if_statement", "try_statement", "else_clause", "except_clause"):
        up = up[2]
    if up is None or up[1] == "module":
        return name
    if up[1] != "class_definition" or up[0].child_by_field_name("superclasses") is not None:
        return None
    return name


def _in_protocol(reader: PythonWalk, node: Node) -> bool:
    """Whether a `return self` is one that the language asks for."""
    here: Node | None = node
    while here is not None and here.type != "function_definition":
        here = here.parent
    name = here.child_by_field_name("name") if here is not None else None
    return name is not None and reader.string_of(name) in _SELF_GIVERS


def labels(reader: PythonWalk, text: str) -> bool:
    """Whether the string that is being read only tells what is made by the call around it what it is called.

    `Pair = namedtuple("Pair", …)`, `T = TypeVar("T")`: its own name, or fields. `getLogger("shop.orders")`: any.
    """
    _, _, up = reader.here
    if up is not None and up[1] in ("list", "tuple"):
        up = up[2]
        listed = True
    else:
        listed = False
    if up is None or up[1] != "argument_list" or up[2] is None or up[2][1] != "call":
        return False
    _, _, (call, _, above) = up
    function = call.child_by_field_name("function")
    called = reader.string_of(function).rpartition(".")[2] if function is not None else ""
    if called == "namedtuple" or (called in _LOGGERS and not listed):
        return True
    target = above[0].child_by_field_name("left") if above is not None and above[1] == "assignment" else None
    return not listed and called in _NAMED_MAKERS and target is not None and reader.string_of(target) == text


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
