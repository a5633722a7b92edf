"""Python code that reaches names unseen: `getattr`, computed imports, `eval`, introspection."""

import re

from tree_sitter import Node

from worker.source.facts import Dynamic, DynamicForm, Import, ImportForm, ReferenceForm, SymbolKind
from worker.source.python_scopes import Scope, ScopeKind
from worker.source.python_walk import PythonWalk

_MEMBER_CALLS = frozenset({"getattr", "vars", "dir", "inspect.getmembers", "getmembers"})
_SCOPE_CALLS = frozenset({"eval", "exec", "globals", "locals", "execfile"})
_MODULE_CALLS = frozenset(
    {"import_module", "__import__", "run_module", "run_path", "load_module", "load_source", "SourceFileLoader"}
    | {"spec_from_file_location", "load_extension", "load_extensions"}
)
_WATCHED = _MODULE_CALLS | {"getattr", "vars", "__getattribute__", "eval", "exec", "globals"}
_SPECIAL = re.compile("|".join(sorted(_MODULE_CALLS | {"__dict__", r"sys\.modules", "__getattribute__"})))
_PATH_SECOND = frozenset({"spec_from_file_location", "SourceFileLoader", "load_source"})
"""Calls whose second argument says which file is loaded."""
_FOLDER_LISTS = frozenset({"glob", "iglob", "rglob", "listdir", "scandir", "walk", "iterdir"})
_LOOK_AROUND = frozenset({"Fire", "lex", "yacc", "testmod"})
"""Functions that look at the names of the file that calls them."""
_END_OF_NAME = re.compile(r"([A-Za-z_]\w{2,})$")
_END_OF_PATH = re.compile(r"([\w./-]+)[./][\w-]*$")
_LONGEST_END = 500
"""Characters before a gap in which a name or a path may begin: each of them is tried as its first."""
_START_OF_NAME = re.compile(r"(\w{3,})")
_LITERAL = re.compile(r"""["']([\w./-]*\w)""")
_MODULE_SCANS = frozenset({"iter_modules", "walk_packages"})
_NAME_TAKERS = frozenset({"attrgetter", "methodcaller", "import_string", "resolve_name", "patch"})
_IN_OBJECTS = frozenset({SymbolKind.VARIABLE, SymbolKind.TYPE})
"""What may be in the dictionary of an object, as a field: its class has the rest."""
_HOLDS_METHODS = re.compile(
    r"cls|class|type|mod|plugin|package|pkg|namespace|^ns$|base|owner|parent|handler|target|subject|func|main|lib|api"
)
"""In names of what may be a class or a module."""
_FORMAT_HOLE = re.compile(r"%[sdr]|\{[^}]{0,200}\}")


def computed_access(reader: PythonWalk, call: Node, scope: Scope) -> None:
    """Note what the call `call` reaches without naming it, or names in a string."""
    function, holder = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    if function is None or holder is None or function.end_byte - function.start_byte > 200:
        return
    called = reader.string_of(function)
    last = called.rpartition(".")[2]
    arguments = [one for one in holder.named_children if one.type != "comment"]
    line = call.start_point[0] + 1
    if not arguments and (scope.kind is ScopeKind.MODULE or last in _LOOK_AROUND):
        text = reader.receiver_text(function)
        if text is not None:
            reader.reach(Dynamic(DynamicForm.SCOPE, f"{called}()", line, scope.qualname, text), scope)
    if last == "__getattribute__" and arguments:
        _member(reader, "getattr", [function.named_children[0], *arguments][-2:], line, scope)
    elif called in _MEMBER_CALLS and (arguments or called == "getattr"):
        _member(reader, called, arguments, line, scope)
    elif called == "type" and len(arguments) == 3:
        reader.facts.borrows = True
    elif last in _MODULE_CALLS:
        _module(reader, last, arguments, line, scope)
    elif last in _MODULE_SCANS:
        reader.reach(Dynamic(DynamicForm.MODULE, f"{last}(…)", line, scope.qualname), scope)
    elif last == "__subclasses__":
        receiver = called.rpartition(".")[0] or None
        reader.reach(Dynamic(DynamicForm.MEMBER, "__subclasses__()", line, scope.qualname, receiver), scope)
    elif called in _SCOPE_CALLS or (called in ("vars", "dir") and not arguments):
        reader.reach(Dynamic(DynamicForm.SCOPE, f"{called}(…)", line, scope.qualname), scope)
    elif last in _FOLDER_LISTS:
        folder = _LITERAL.search(reader.string_of(call))
        if folder is not None:
            reader.reach(Dynamic(DynamicForm.MODULE, f"{last}(…)", line, scope.qualname, None, folder[1]), scope)
    elif last in ("attrgetter", "methodcaller") and arguments and arguments[0].type != "string":
        prefix, suffix = literal_ends(reader, arguments[0])
        reader.reach(Dynamic(DynamicForm.MEMBER, f"{last}(…)", line, scope.qualname, None, prefix, suffix), scope)
    elif last in _NAME_TAKERS and arguments and arguments[0].type == "string":
        for name in re.findall(r"[^\W\d]\w*", reader.content(arguments[0])):
            reader.use(name, arguments[0], scope, ReferenceForm.STRING)


def bare_access(reader: PythonWalk, node: Node, name: str, line: int, scope: Scope) -> None:
    """Note a function of introspection that is used as a value: `partial(getattr, x)`, `load = import_module`."""
    if name not in _WATCHED:
        return
    if node.parent is not None and node.parent.type == "call" and node == node.parent.child_by_field_name("function"):
        return
    if name in ("getattr", "vars", "__getattribute__"):
        reader.reach(Dynamic(DynamicForm.MEMBER, f"{name} as a value", line, scope.qualname), scope)
    elif name in _MODULE_CALLS:
        reader.reach(Dynamic(DynamicForm.MODULE, f"{name} as a value", line, scope.qualname), scope)
    elif name in ("eval", "exec", "globals"):
        reader.reach(Dynamic(DynamicForm.SCOPE, f"{name} as a value", line, scope.qualname), scope)


def special_attribute(reader: PythonWalk, node: Node, scope: Scope) -> None:
    """Note `x.__dict__` and `sys.modules[…]`, which hold every name of something, anywhere in a chain."""
    if _SPECIAL.search(reader.string_of(node)) is None:
        return
    part = node
    while part.type == "attribute":
        _special_part(reader, part, scope)
        part = part.named_children[0]


def _special_part(reader: PythonWalk, node: Node, scope: Scope) -> None:
    text = reader.string_of(node)[-200:]
    line = node.start_point[0] + 1
    last = text.rpartition(".")[2]
    if last == "__dict__":
        receiver = reader.receiver_text(node.named_children[0])
        only = _kept_in(receiver, reader.string_of(node.named_children[0]))
        reach = Dynamic(DynamicForm.MEMBER, f"{receiver or '…'}.__dict__", line, scope.qualname, receiver, only=only)
        reader.reach(reach, scope)
    elif text == "sys.modules" and node.parent is not None and node.parent.type == "subscript":
        key = node.parent.child_by_field_name("subscript")
        if key is None or reader.string_of(key) == "__name__":
            reader.reach(Dynamic(DynamicForm.SCOPE, "sys.modules[__name__]", line, scope.qualname), scope)
        elif key.type != "string" or any(part.type == "interpolation" for part in key.named_children):
            prefix, suffix = literal_ends(reader, key)
            reader.reach(Dynamic(DynamicForm.MODULE, "sys.modules[…]", line, scope.qualname, None, prefix, suffix), scope)
    elif last in _MODULE_CALLS or last == "__getattribute__":
        bare_access(reader, node, last, line, scope)


def computed_name(reader: PythonWalk, node: Node, scope: Scope) -> None:
    """Note a text that is put together and may be a name, or the path of a module: `f"on_{x}"`, `"pkg." + x`."""
    prefix, suffix = literal_ends(reader, node)
    line = node.start_point[0] + 1
    if "." in prefix or "/" in prefix:
        folder = _END_OF_PATH.search(prefix[-_LONGEST_END:])
        if folder is not None:
            reason = "a path that is put together"
            reader.reach(Dynamic(DynamicForm.FOLDER, reason, line, scope.qualname, None, folder[1]), scope)
    start, end = _END_OF_NAME.search(prefix[-_LONGEST_END:]), _START_OF_NAME.match(suffix)
    if start is not None or end is not None:
        ends = (start[1] if start else "", end[1] if end else "")
        reader.reach(Dynamic(DynamicForm.MEMBER, "a name that is put together", line, scope.qualname, None, *ends), scope)


def _member(reader: PythonWalk, called: str, arguments: list[Node], line: int, scope: Scope) -> None:
    receiver = reader.receiver_text(arguments[0]) if arguments else None
    if arguments and _is_this_module(reader.string_of(arguments[0])):
        reader.reach(Dynamic(DynamicForm.SCOPE, f"{called}(this module, …)", line, scope.qualname), scope)
        return
    prefix = suffix = ""
    if called == "getattr" and len(arguments) > 1:
        name = arguments[1]
        if name.type == "string" and not any(part.type == "interpolation" for part in name.named_children):
            reader.use(reader.content(name), name, scope, ReferenceForm.ATTRIBUTE, receiver=receiver)
            return
        prefix, suffix = literal_ends(reader, name)
    reason = f"{called}({receiver or '…'}, …)" if called == "getattr" else f"{called}({receiver or '…'})"
    only = _kept_in(receiver, reader.string_of(arguments[0])) if called == "vars" and arguments else frozenset[SymbolKind]()
    reader.reach(Dynamic(DynamicForm.MEMBER, reason, line, scope.qualname, receiver, prefix, suffix, only), scope)


def _kept_in(receiver: str | None, written: str) -> frozenset[SymbolKind]:
    """Return the kinds of members that the dictionary of an object may hold; empty for any: it may be a class."""
    last = (receiver or written).rpartition(".")[2]
    return _IN_OBJECTS if last.isidentifier() and last.islower() and not _HOLDS_METHODS.search(last) else frozenset()


def _is_this_module(text: str) -> bool:
    return text.replace(" ", "") == "sys.modules[__name__]"


def _module(reader: PythonWalk, last: str, arguments: list[Node], line: int, scope: Scope) -> None:
    if not arguments:
        return
    name = arguments[1] if last in _PATH_SECOND and len(arguments) > 1 else arguments[0]
    if name.type == "string" and not any(part.type == "interpolation" for part in name.named_children):
        written = reader.content(name)
        module = written.lstrip(".")
        if last == "run_path" or last in _PATH_SECOND:
            return
        reader.facts.imports.append(
            Import(ImportForm.DYNAMIC, module, line, level=len(written) - len(module), scope=scope.qualname)
        )
        return
    prefix, suffix = literal_ends(reader, name)
    reader.reach(Dynamic(DynamicForm.MODULE, f"{last}(…)", line, scope.qualname, None, prefix, suffix), scope)


def literal_ends(reader: PythonWalk, name: Node) -> tuple[str, str]:
    """Return the literal start and end of a computed name: `f"do_{x}"`, `"do_" + x`, `"do_%s" % x`, `"{}_x".format(y)`."""
    if name.type == "string":
        parts = [part for part in name.named_children if part.type in ("string_content", "interpolation")]
        if not parts:
            return "", ""
        prefix = reader.string_of(parts[0]) if parts[0].type == "string_content" else ""
        suffix = reader.string_of(parts[-1]) if len(parts) > 1 and parts[-1].type == "string_content" else ""
        return prefix, suffix
    if name.type == "binary_operator":
        left, right = name.child_by_field_name("left"), name.child_by_field_name("right")
        if left is not None and left.type == "string" and _FORMAT_HOLE.search(reader.content(left)):
            return _around_holes(reader.content(left))
        prefix = literal_ends(reader, left)[0] if left is not None and left.type in ("string", "binary_operator") else ""
        suffix = reader.content(right) if right is not None and right.type == "string" else ""
        return prefix, suffix
    if name.type == "call":
        function = name.child_by_field_name("function")
        target = function.child_by_field_name("object") if function is not None and function.type == "attribute" else None
        if target is not None and target.type == "string":
            return _around_holes(reader.content(target))
    return "", ""


def _around_holes(template: str) -> tuple[str, str]:
    pieces = _FORMAT_HOLE.split(template)
    return pieces[0], pieces[-1] if len(pieces) > 1 else ""
