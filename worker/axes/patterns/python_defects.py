"""Wrong Python that takes the syntax tree or the graph to see."""

import builtins
import re
from weakref import WeakKeyDictionary

from tree_sitter import Node

from app.domain.axis import Severity
from worker.axes.patterns.pattern import Match, Pattern, above, code_children, walk
from worker.axes.patterns.python_names import binds, rebinds
from worker.axes.patterns.python_nan import nan
from worker.axes.patterns.rule import defect
from worker.graph.graph import Graph
from worker.source.facts import SymbolKind

_HIGH, _MEDIUM = Severity.HIGH, Severity.MEDIUM
_HARMLESS_DECORATORS = frozenset({"staticmethod", "classmethod", "abstractmethod", "abc.abstractmethod", "override"})
_CALLABLE = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})


def name_of_call(call: Node) -> Node | None:
    """Return the last name of what is called."""
    function = call.child_by_field_name("function")
    if function is None or function.type == "identifier":
        return function
    return function.child_by_field_name("attribute") or function.child_by_field_name("property")


def coroutine(match: Match) -> bool:
    """A call of a coroutine function of the repository that nothing awaits."""
    name = name_of_call(match.node("call"))
    if name is None or not _may_be_async(match, match.text(name)):
        return False
    bound = match.bound(name)
    match.words["name"] = match.text(name)
    plain = all(one.is_async and one.kind in _CALLABLE and set(one.decorators) <= _HARMLESS_DECORATORS for one in bound)
    return bool(bound) and plain and not any(rebinds(match.file, one) for one in bound)


_async: WeakKeyDictionary[Graph, frozenset[str]] = WeakKeyDictionary()


def _may_be_async(match: Match, name: str) -> bool:
    """Whether anything called like that, anywhere, is a coroutine function: cheaper to know than what a name means."""
    graph = match.file.graph
    if graph not in _async:
        files = graph.source.files.values()
        found = {symbol.name for facts in files for symbol in facts.symbols if symbol.is_async}
        renamed = [(one.local, one.imported) for facts in files for one in facts.imports if one.local != one.imported]
        while more := {local for local, imported in renamed if imported in found and local is not None} - found:
            found |= more
        _async[graph] = frozenset(found)
    return name in _async[graph]


def not_called(match: Match) -> bool:
    """A condition that names a function of the repository and does not call it."""
    node = match.node("name")
    if not may_be_function(match, match.text(node)):
        return False
    bound = match.bound(node)
    match.words["name"] = match.text(node)
    return bool(bound) and all(one.kind in _CALLABLE and not one.decorators for one in bound)


def may_be_function(match: Match, name: str) -> bool:
    """Whether a function is called like that, or the file renames what it imports: cheaper to know than what a name means."""
    index = match.file.graph.index
    if any(symbol.kind in _CALLABLE for number in index.named.get(name, ()) for symbol in index.nodes[number].declarations):
        return True
    return any(one.local == name != one.imported for one in match.file.facts.imports)


_CHANGES = frozenset(
    {
        "append", "extend", "insert", "add", "update", "setdefault", "pop", "popitem", "remove", "discard", "clear", "sort",
        "reverse",
    }
)  # fmt: skip
_MEANT_TO_STAY = re.compile(r"cache|memo|seen|registry|store|pool|^_|static|counter|state", re.IGNORECASE)


def mutated_default(match: Match) -> bool:
    """A list, dict or set as a default that the function changes."""
    name = match.text(match.node("name"))
    function = above(match.node("here"), "function_definition")
    body = function.child_by_field_name("body") if function is not None else None
    # A function in a function gets its default anew each time; a default that holds something is meant to be kept.
    if function is None or body is None or _MEANT_TO_STAY.search(name) or above(function, "function_definition") is not None:
        return False
    value = match.node("here").child_by_field_name("value")
    if value is not None and value.type != "call" and value.named_child_count:
        return False
    changed = 0
    for node in walk(body):
        if node.type != "identifier" or match.text(node) != name:
            continue
        change = _changes(match, node)
        if change is None:
            return False
        if change:
            changed = changed or node.start_point[0] + 1
    match.words |= {"name": name, "line": str(changed)}
    return bool(changed)


def _changes(match: Match, node: Node) -> bool | None:
    """Whether the use of a name changes its value; None where the name gets another value."""
    parent = node.parent
    if parent is None:
        return False
    if parent.type in ("assignment", "named_expression", "for_statement", "as_pattern_target", "pattern_list"):
        target = parent.child_by_field_name("left") or parent.child_by_field_name("name")
        return None if target == node or parent.type in ("as_pattern_target", "pattern_list") else False
    if parent.type == "augmented_assignment":
        return parent.child_by_field_name("left") == node
    if parent.type == "attribute" and parent.child_by_field_name("object") == node:
        called = parent.parent is not None and parent.parent.type == "call"
        return called and match.text(parent.child_by_field_name("attribute")) in _CHANGES
    if parent.type == "subscript" and parent.child_by_field_name("value") == node:
        around = parent.parent
        return around is not None and (
            around.type == "delete_statement"
            or (around.type in ("assignment", "augmented_assignment") and around.child_by_field_name("left") == parent)
        )
    return False


_OPENERS = {
    "open": "the file", "io.open": "the file", "gzip.open": "the file", "bz2.open": "the file", "lzma.open": "the file",
    "socket.socket": "the socket", "socket.create_connection": "the socket", "sqlite3.connect": "the connection",
    "psycopg.connect": "the connection", "psycopg2.connect": "the connection", "pymysql.connect": "the connection",
    "smtplib.SMTP": "the connection", "ftplib.FTP": "the connection", "zipfile.ZipFile": "the archive",
    "tarfile.open": "the archive", "codecs.open": "the file",
}  # fmt: skip
_CLOSES = frozenset({"close", "quit", "detach", "release", "shutdown", "__exit__", "terminate"})


def never_closed(match: Match) -> bool:
    """Something opened into a local name that is only read from or written to, and never closed or handed on."""
    opener = _OPENERS[match.text(match.node("opener"))]
    name = match.text(match.node("name"))
    function = above(match.node("here"), "function_definition", "lambda", "class_definition")
    call = match.node("opener").parent
    arguments = match.text(call.child_by_field_name("arguments")) if call is not None else ""
    wraps = re.search(r"fp\b|file\w*\b|io\b|stream|buffer|BytesIO|fileobj", arguments, re.IGNORECASE)
    if opener == "the archive" and wraps:
        return False
    if function is None or function.type != "function_definition":
        return False
    if match.text(match.node("opener")) == "open" and binds(match.node("here"), {"open"}):
        return False
    statement = match.node("here").parent
    if statement is None or statement.type != "expression_statement":
        return False
    used = 0
    for node in walk(function):
        if node.type != "identifier" or match.text(node) != name or node == match.node("name"):
            continue
        parent = node.parent
        if parent is None or not _only_uses(match, node, parent):
            return False
        used += 1
    match.words |= {"name": name, "thing": opener}
    return used > 0


def _only_uses(match: Match, node: Node, parent: Node) -> bool:
    """Whether a name is only read from or written to: `f.read()`, `for line in f`."""
    if parent.type == "for_statement":
        return parent.child_by_field_name("right") == node
    if parent.type != "attribute" or parent.child_by_field_name("object") != node:
        return False
    called = (
        parent.parent is not None and parent.parent.type == "call" and parent.parent.child_by_field_name("function") == parent
    )
    return called and match.text(parent.child_by_field_name("attribute")) not in _CLOSES


def shadowed_handler(match: Match) -> bool:
    """A handler behind one that catches a base class of its exception already.

    An exception that the file imports or makes itself may be called like one of Python's and be none of its children.
    """
    caught: list[tuple[str, type]] = []
    for clause in match.node("here").children:
        if clause.type != "except_clause":
            continue
        names = _names_of_handler(match, clause)
        known = [kind for name in names if isinstance(kind := getattr(builtins, name, None), type)]
        if len(known) == len(names) and known and caught:
            shadows = [next((name for name, base in caught if issubclass(kind, base)), "") for kind in known]
            if all(shadows) and not binds(match.node("here"), {*names, *shadows}):
                match.captures = {**match.captures, "here": [clause]}
                match.words |= {"name": ", ".join(names), "base": shadows[0]}
                return True
        caught += [(kind.__name__, kind) for kind in known if issubclass(kind, BaseException)]
    return False


def _names_of_handler(match: Match, clause: Node) -> list[str]:
    children = [child for child in code_children(clause) if child.type != "block"]
    if not children:
        return []
    value = children[0]
    if value.type == "as_pattern":
        value = value.named_children[0]
    texts = [match.text(one) for one in (value.named_children if value.type == "tuple" else [value])]
    return texts if all(text.isidentifier() for text in texts) else []


def unchanged_attribute(match: Match) -> bool:
    """`self.x = self.x` in a function with a parameter `x` that it does not use otherwise."""
    name = match.text(match.node("name"))
    function = above(match.node("here"), "function_definition")
    if function is None or name != match.text(match.node("other")):
        return False
    parameters = function.child_by_field_name("parameters")
    body = function.child_by_field_name("body")
    if parameters is None or body is None or not re.search(rf"[(,\s*]{re.escape(name)}\s*[,:=)]", match.text(parameters)):
        return False
    match.words["name"] = name
    return not any(node.type == "identifier" and match.text(node) == name and not _is_attribute(node) for node in walk(body))


def _is_attribute(node: Node) -> bool:
    parent = node.parent
    return parent is not None and parent.type == "attribute" and parent.child_by_field_name("attribute") == node


def uncalled_method(match: Match) -> bool:
    """`f.close` as a statement."""
    match.words["code"] = match.text(match.node("here"))
    parent = match.node("here").parent
    return parent is not None and above(parent, "try_statement") is None


PATTERNS = (
    Pattern(defect(
        "missing-await", _HIGH, "`{name}` is a coroutine function, and its call is not awaited",
        "Calling `{name}` only makes a coroutine. Nothing awaits it, so its body never runs.",
        "Write `await {name}(…)`, or give the coroutine to a task.", error=True,
    ), {"python": "(expression_statement (call) @call) @here"}, coroutine),
    Pattern(defect(
        "coroutine-as-condition", _HIGH, "This condition is always true: `{name}` is not awaited",
        "`{name}` is a coroutine function. Its call gives a coroutine, which is always true, and its body never runs.",
        "Write `await {name}(…)`.", error=True,
    ), {"python": """
        (if_statement condition: (call) @call @here)
        (elif_clause condition: (call) @call @here)
        (while_statement condition: (call) @call @here)
        (not_operator argument: (call) @call @here)
        """}, coroutine),
    Pattern(defect(
        "function-as-condition", _HIGH, "`{name}` is asked for, but not called",
        "`{name}` is a function of this repository. Without parentheses the condition asks whether it "
        "exists, which is always true.",
        "Call it: `{name}()`.",
    ), {"python": "\n".join(
        f'(({around}: {name} @here) (#match? @name "^_?(is|has|can|should|needs|was|must|may)_"))'
        for around in ("if_statement condition", "elif_clause condition", "while_statement condition", "not_operator argument",
                       "boolean_operator left", "boolean_operator right")
        for name in ("(identifier) @name", "(attribute attribute: (identifier) @name)")
    )}, not_called),
    Pattern(defect(
        "mutated-default", _HIGH, "All calls share the default of `{name}`, and line {line} changes it",
        "The default is made once, when the function is defined. What one call puts into it is still there in the next.",
        "Use `None` as the default and make the value in the function.",
    ), {"python": """
        (default_parameter name: (identifier) @name value: [(list) (dictionary)]) @here
        (typed_default_parameter name: (identifier) @name value: [(list) (dictionary)]) @here
        ((default_parameter name: (identifier) @name
          value: (call function: (identifier) @_f arguments: (argument_list) @_a)) @here
          (#any-of? @_f "list" "dict" "set" "defaultdict") (#eq? @_a "()"))
        """}, mutated_default),
    Pattern(defect(
        "never-closed", _MEDIUM, "`{name}` is opened and never closed",
        "The function opens {thing} and neither closes it nor hands it on. It stays open until the garbage collector comes by: "
        "descriptors run out under load, and what was written may not be on disk when it is read.",
        "Open it with `with`.",
    ), {"python": f"""
        ((assignment left: (identifier) @name right: (call function: [(identifier) (attribute)] @opener)) @here
          (#any-of? @opener {" ".join(f'"{one}"' for one in _OPENERS)}))
        """}, never_closed),
    Pattern(defect(
        "shadowed-handler", _HIGH, "This handler never runs: `except {base}` above takes `{name}`",
        "Handlers are asked in order, and `{base}` is a base class of `{name}`: the handler for it is never reached.",
        "Put the special exception first.",
    ), {"python": "(try_statement) @here"}, shadowed_handler),
    Pattern(defect(
        "attribute-assigned-to-itself", _HIGH, "`self.{name} = self.{name}` ignores the parameter `{name}`",
        "The attribute is assigned to itself. The parameter of the same name, which nothing else uses, is lost.",
        "Write `self.{name} = {name}`.",
    ), {"python": """
        (assignment
          left: (attribute object: (identifier) @_a attribute: (identifier) @name)
          right: (attribute object: (identifier) @_b attribute: (identifier) @other)
          (#eq? @_a "self") (#eq? @_b "self")) @here
        """}, unchanged_attribute),
    Pattern(defect(
        "method-not-called", _MEDIUM, "`{code}` is named, but not called",
        "Without parentheses the statement looks the method up and does nothing with it.",
        "Write `{code}()`.",
    ), {"python": """
        ((expression_statement . (attribute attribute: (identifier) @_m) .) @here
          (#any-of? @_m "close" "flush" "commit" "rollback" "start" "stop" "join" "save" "clear" "cancel" "shutdown" "acquire"
            "release" "disconnect" "terminate" "kill"))
        """}, uncalled_method),
    Pattern(defect(
        "compared-with-nan", _HIGH, "`{code}` never finds NaN",
        "NaN equals nothing, not even itself: `==` with it is always false and `!=` always true.",
        "Use `math.isnan(…)`.", error=True,
    ), {"python": "(comparison_operator) @here"}, nan),
)  # fmt: skip
