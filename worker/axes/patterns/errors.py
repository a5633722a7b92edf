"""Classes that are surely errors, and whose making does nothing else: JavaScript, Java and C#."""

import re

from tree_sitter import Node

from worker.axes.patterns.pattern import JS, Match, walk
from worker.source.facts import Symbol, SymbolKind

_JS = frozenset(
    {"Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError", "AggregateError",
     "DOMException"}
)  # fmt: skip
_JAVA = re.compile(
    r"(?:java\.\w+\.)?(?:(?:Runtime|IllegalArgument|IllegalState|NullPointer|UnsupportedOperation|IndexOutOfBounds|Arithmetic"
    r"|ClassCast|NumberFormat|Security|Interrupted|CloneNotSupported|IO|UncheckedIO|FileNotFound|EOF|NoSuchElement"
    r"|ConcurrentModification|Timeout|Execution|Parse|SQL|DateTime|URISyntax|MalformedURL)?Exception"
    r"|AssertionError|Error|Throwable)"
)
_CSHARP = re.compile(
    r"(?:System\.(?:\w+\.)*)?(?:Argument|ArgumentNull|ArgumentOutOfRange|InvalidOperation|NotSupported|NotImplemented|Format"
    r"|NullReference|IndexOutOfRange|InvalidCast|KeyNotFound|ObjectDisposed|Timeout|OperationCanceled|UnauthorizedAccess|IO"
    r"|FileNotFound|InvalidData|Overflow|Application|System|Aggregate|Http(?:Request)|Json)?Exception"
)
_CONSTRUCTORS = frozenset({"method_definition", "constructor_declaration", "compact_constructor_declaration"})
_CALLS = frozenset(
    {"call_expression", "invocation_expression", "method_invocation", "new_expression", "object_creation_expression",
     "await_expression"}
)  # fmt: skip
_PLAIN = re.compile(r"super|Error\.captureStackTrace|Object\.setPrototypeOf")


def only_an_error(match: Match, node: Node) -> bool:
    """Whether a class named in `new` is an error of the language, or one of the repository that extends such a one.

    The constructor of the latter does nothing but hand on and assign: only then is nothing done by making one.
    """
    return _is_error(match, match.text(node), match.file.path, frozenset())


def _is_error(match: Match, name: str, path: str, seen: frozenset[str]) -> bool:
    plain = re.split("<", name)[0]
    short = plain.rpartition(".")[2]
    if short in seen:
        return False
    found = _declared(match, short, path)
    if not found:
        return _is_builtin(match, plain, path)
    if len(found) > 1 or len(found[0].bases) == 0 or found[0].kind is not SymbolKind.CLASS:
        return False
    return _does_nothing(match, found[0]) and _is_error(match, found[0].bases[0], found[0].file, seen | {short})


def _declared(match: Match, name: str, path: str) -> list[Symbol]:
    """Return what the repository declares under a name: anywhere in Java and C#, in the file or where it imports from in JS."""
    source = match.file.source
    language = match.file.facts.language
    kinds = (SymbolKind.CLASS, SymbolKind.TYPE, SymbolKind.FUNCTION, SymbolKind.VARIABLE, SymbolKind.CONSTANT)
    alike = JS if language in JS else (language,)
    return [
        one
        for file in source.files.values()
        if file.language in alike
        for one in file.symbols
        if one.name == name and one.kind in kinds and (language not in JS or file.file == path or one.exported)
    ]


def _is_builtin(match: Match, name: str, path: str) -> bool:
    language = match.file.facts.language
    if language in JS:
        imports = match.file.source.files[path].imports
        return name in _JS and all(one.local != name for one in imports)
    return (_JAVA if language == "java" else _CSHARP).fullmatch(name) is not None


def _does_nothing(match: Match, symbol: Symbol) -> bool:
    """Whether the constructors and initial values of a class call nothing but their base."""
    root = match.root_of(symbol.file)
    if root is None:
        return False
    lines = range(symbol.line_start - 1, symbol.line_end)
    inside = [one for one in walk(root) if one.start_point[0] in lines and one.end_point[0] in lines]
    for one in inside:
        if one.type not in _CONSTRUCTORS or not _is_constructor(one):
            continue
        for call in walk(one):
            function = call.child_by_field_name("function")
            said = (function.text or b"").decode() if function is not None else ""
            if call.type in _CALLS and not _PLAIN.fullmatch(said):
                return False
    return True


def _is_constructor(node: Node) -> bool:
    name = node.child_by_field_name("name")
    return node.type != "method_definition" or (name is not None and name.text == b"constructor")
