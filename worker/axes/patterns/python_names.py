"""Python names that may mean something else than they seem to: bound anew in a file, or put in place of a function."""

import re
from weakref import WeakKeyDictionary

from tree_sitter import Node

from worker.axes.patterns.pattern import walk
from worker.axes.patterns.place import File
from worker.graph.graph import Graph
from worker.source.facts import Language, Symbol
from worker.source.words import text_of

_IMPORTS = frozenset({"import_statement", "import_from_statement", "future_import_statement"})
_BINDING_FIELDS = {
    "assignment": "left", "augmented_assignment": "left", "named_expression": "name", "for_statement": "left",
    "for_in_clause": "left", "class_definition": "name", "function_definition": "name", "type_alias_statement": "left",
}  # fmt: skip
_GROUPS = frozenset({"pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern", "tuple", "list"})
_BINDING_NODES = frozenset(
    {
        "as_pattern_target", "parameters", "lambda_parameters", "global_statement", "nonlocal_statement", "typed_parameter",
        "delete_statement", "case_pattern",
    }
)  # fmt: skip
_NAMED_FIRST = frozenset({"default_parameter", "typed_default_parameter"})
_UNSEEN = re.compile(r"\bexec\(|\bglobals\(\)|\b(?:builtins|__builtins__)\b")


def binds(inside: Node, names: set[str]) -> bool:
    """Whether anything in the file may give one of the names a value: `ConnectionError` may be another library's."""
    root = inside
    while root.parent is not None:
        root = root.parent
    if _UNSEEN.search((root.text or b"").decode("utf-8", "replace")):
        return True
    wanted = {name.encode() for name in names}
    return any(
        node.type == "wildcard_import" or (node.type == "identifier" and node.text in wanted and _is_bound(node))
        for node in walk(root)
    )


def _is_bound(node: Node) -> bool:
    around = node.parent
    while around is not None and around.type in _GROUPS:
        node, around = around, around.parent
    if around is None:
        return False
    if around.type in ("dotted_name", "aliased_import"):
        while around is not None and around.type in ("dotted_name", "aliased_import"):
            around = around.parent
        return around is not None and around.type in _IMPORTS
    if around.type in _BINDING_NODES:
        return True
    field = "name" if around.type in _NAMED_FIRST else _BINDING_FIELDS.get(around.type)
    return field is not None and around.child_by_field_name(field) == node


_MAKES_MORE = re.compile(r"\bsetattr\(\s*[^,()]+,\s*[^\"'\s]|\b__getattribute__\b|\bmetaclass\s*=|\b__set_name__\b")
_HARMLESS = re.compile(r"(?:[\w.]*\.)?(?:dataclass|define|frozen|mutable|attrs|final|total_ordering|runtime_checkable)\b")


def rebinds(file: File, symbol: Symbol) -> bool:
    """Whether something may put another function in place of `symbol`: `self.push = sync(self.push)`, a decorated class.

    Tests replace what they like for a while, and change nothing for others.
    """
    source = file.source
    at_home = re.compile(rf"^[ \t]*{re.escape(symbol.name)}\s*(?::[^=\n]+)?=(?!=)", re.MULTILINE)
    home = text_of(source.root, symbol.file)
    if at_home.search(home) or _MAKES_MORE.search(home) or _MAKES_MORE.search(file.text):
        return True
    number = file.graph.index.find(symbol.file, symbol.parent) if symbol.parent is not None else None
    owners = file.graph.index.nodes[number].declarations if number is not None else ()
    if any(not _HARMLESS.match(one) for owner in owners for one in owner.decorators):
        return True
    return symbol.name in _put_in_place(file.graph)


_PUT_IN_PLACE = re.compile(
    r"\.(\w+)\s*(?::[^=\n]+)?=(?!=)|setattr\(\s*[^,]+,\s*[\"'](\w+)[\"']|\[\s*[\"'](\w+)[\"']\s*\]\s*=(?!=)"
)
_put: WeakKeyDictionary[Graph, frozenset[str]] = WeakKeyDictionary()


def _put_in_place(graph: Graph) -> frozenset[str]:
    """Return the names that are set from outside of their class or module: members, attributes by text, entries by name."""
    if graph not in _put:
        files = graph.source.files.items()
        python = (path for path, facts in files if facts.language == Language.PYTHON and not facts.is_test)
        found = (_PUT_IN_PLACE.findall(text_of(graph.source.root, path)) for path in python)
        _put[graph] = frozenset(name for groups in found for names in groups for name in names if name)
    return _put[graph]
