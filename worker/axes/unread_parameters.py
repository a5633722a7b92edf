"""Parameters that do nothing: never read in a private function, or an option that no caller ever sets."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.axis import Axis, Severity, Verdict
from app.domain.finding import Claim, Suggestion
from worker.axes.quoting import Lines
from worker.axes.shapes import SHAPES, Call, Function, Parameter, Parsed, Shape, called_by, functions, is_stub, text_of_node
from worker.graph.graph import Graph
from worker.source.classify import is_shown
from worker.source.facts import DynamicForm, FileFacts, Language, Source, Symbol, SymbolKind
from worker.source.grammars import ParseTooSlowError

UNREAD = "overengineering.unread-parameter"
UNSET = "overengineering.unset-option"

_CODE = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
_ON_PURPOSE = re.compile(r"_.*|unused.*|dummy.*|ignored?(_.*)?|args|kwargs|ctx|context|t|self|cls|this", re.IGNORECASE)
_SEES_ALL = re.compile(rb"\b(?:locals|vars|eval|exec|arguments|inspect|currentframe|signature)\b")
_LATER = re.compile(
    rb"(?:#|//|\*).*\b(?:currently|for now|not yet|to-?do|fixme|future|reserved|placeholder|compat|unused)", re.IGNORECASE
)
"""A comment that says the function is to become, or was, something else."""
_QUOTED_CALLS = 3
_FEWEST_OF_FAMILY = 3
"""So many parameters that several functions take alike are a signature that they keep to."""
_SWITCHES = frozenset({"none", "null", "undefined", "true", "false"})
"""Defaults that switch something on or off. A number or a text in that place is a constant with a name, and welcome there."""


@dataclass(frozen=True, slots=True)
class Private:
    """A private function, and every call of it that there is."""

    read: FileFacts
    symbol: Symbol
    function: Function
    calls: tuple[tuple[str, Call], ...]
    """(file, call)"""
    shift: int
    kept: frozenset[str]
    """Parameters that belong to a signature which others keep to."""


def prove(source: Source, graph: Graph, lines: Lines) -> Iterator[Claim]:
    """Yield at most one claim of each rule for a private function all of whose calls are seen."""
    for language, groups in _groups(source, graph).items():
        for files in groups:
            try:
                found = _privates(source, graph, files, lines)
            except ParseTooSlowError:
                continue
            for one in found:
                yield from _unread(lines, one, SHAPES[language])
                yield from _unset(lines, one)


def _groups(source: Source, graph: Graph) -> dict[Language, list[list[str]]]:
    """Return the files among which a private name is seen: each alone, in Go those of a package."""
    shared: dict[Language, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for file, read in source.files.items():
        if read.language in SHAPES:
            shared[read.language][file.rpartition("/")[0] if read.language == "go" else file].append(file)
    return {
        language: [
            files
            for files in groups.values()
            if not any(source.files[file].parse_errors for file in files)
            and not all(source.files[file].is_test or is_shown(file) for file in files)
        ]
        for language, groups in shared.items()
    }


def _privates(source: Source, graph: Graph, files: list[str], lines: Lines) -> list[Private]:
    wanted = {
        (file, one.name, one.name_line): one
        for file in files
        if not source.files[file].is_test
        for one in _private_in(source.files[file])
    }
    if not wanted:
        return []
    language = source.files[files[0]].language
    shape = SHAPES[language]
    parsed = {file: Parsed("\n".join(lines.of(file)).encode(), language) for file in files}
    declared = {file: functions(one.root, language) for file, one in parsed.items()}
    times = Counter(one.name for those in declared.values() for one in those)
    families = Counter(_names(one) for those in declared.values() for one in those)
    found = []
    for file, those in declared.items():
        for one in those:
            symbol = wanted.get((file, one.name, one.name_line))
            if symbol is None or times[one.name] > 1 or not one.parameters or _in_family(one, families):
                continue
            if _is_custom(graph, lines, symbol):
                continue
            text = one.node.text or b""
            if is_stub(one, shape) or _SEES_ALL.search(text) or _LATER.search(text):
                continue
            calls = _calls(source, parsed, symbol, one, shape)
            if calls and not (_seen_elsewhere(source.files[file], symbol) and _elsewhere(graph, one.name, files)):
                shift = 1 if symbol.kind is SymbolKind.METHOD and language == Language.PYTHON else 0
                found.append(Private(source.files[file], symbol, one, tuple(calls), shift, _in_service(one, families)))
    return found


def _names(one: Function) -> tuple[str, ...]:
    return tuple(parameter.name for parameter in one.parameters if parameter.name not in ("self", "cls"))


def _in_family(one: Function, families: Counter[tuple[str, ...]]) -> bool:
    """Whether another function takes just the same: they are made to be called alike."""
    return len(_names(one)) > 1 and families[_names(one)] > 1


def _is_custom(graph: Graph, lines: Lines, symbol: Symbol) -> bool:
    """Whether another file declares it in the very same words: each part of the program has one of its own."""
    head = lines.of(symbol.file)[symbol.name_line - 1].strip()
    nodes = (graph.index.nodes[number] for number in graph.index.named.get(symbol.name, ()))
    others = (one for node in nodes for one in node.declarations if one.file != symbol.file)
    return any(lines.of(one.file)[one.name_line - 1].strip() == head for one in others)


def _in_service(one: Function, families: Counter[tuple[str, ...]]) -> frozenset[str]:
    """Return what several others take alike, if this one takes all of it and more: it does the work for some of them."""
    own = set(_names(one))
    taken = (each for each, times in families.items() if times > 1 and len(each) >= _FEWEST_OF_FAMILY and own > set(each))
    return frozenset().union(*taken)


def _private_in(read: FileFacts) -> list[Symbol]:
    by_name = {one.qualname: one for one in read.symbols}
    return [one for one in read.symbols if _is_private(read, one, by_name.get(one.parent or ""))]


def _is_private(read: FileFacts, one: Symbol, parent: Symbol | None) -> bool:
    """Whether nobody outside of the file (in Go: of the package) can call it, by what its own lines say."""
    if one.kind not in _CODE or one.decorators or one.held:
        return False
    if any(
        dynamic.form in (DynamicForm.MEMBER, DynamicForm.SCOPE) and one.name.startswith(dynamic.prefix)
        for dynamic in read.dynamic
    ):
        return False
    nested = parent is not None and parent.kind in _CODE
    if read.language == Language.PYTHON:
        if parent is not None and not nested and parent.bases:
            return False
        return nested or (one.name.startswith("_") and not one.name.endswith("__"))
    if read.language == "go":
        return parent is None and one.kind is SymbolKind.FUNCTION and not one.exported and one.name not in ("main", "init")
    if one.kind is SymbolKind.METHOD:
        return one.name.startswith("#")
    is_module = bool(read.imports or read.exports)
    return nested or (is_module and parent is None and not one.exported)


def _seen_elsewhere(read: FileFacts, symbol: Symbol) -> bool:
    """Whether another file could name it all the same: Python's underscore is a habit, no lock."""
    return read.language == Language.PYTHON and symbol.name.startswith("_")


def _elsewhere(graph: Graph, name: str, files: list[str]) -> bool:
    return any(file not in files for file in graph.words.files_with(name))


def _calls(source: Source, parsed: dict[str, Parsed], symbol: Symbol, one: Function, shape: Shape) -> list[tuple[str, Call]]:
    """Return every call from outside of the function; nothing where its name stands anywhere that is no call."""
    found: list[tuple[str, Call]] = []
    outside = False
    for file, tree in parsed.items():
        for node in tree.words(one.name):
            if node == one.name_node or node.start_point[0] + 1 in source.files[file].comment_lines or "comment" in node.type:
                continue
            call = called_by(node, shape, member=symbol.kind is SymbolKind.METHOD)
            if call is None:
                return []
            found.append((file, call))
            outside = outside or not (file == symbol.file and one.node.start_byte <= node.start_byte < one.node.end_byte)
    return found if outside else []


def _unread(lines: Lines, one: Private, shape: Shape) -> Iterator[Claim]:
    unread = [parameter for parameter in one.function.parameters if _is_unread(one, parameter)]
    if not unread:
        return
    names = ", ".join(f"`{parameter.name}`" for parameter in unread)
    said = [parameter for parameter in unread if len(_passed(one, parameter, shape)) > 1]
    message = f"The body of `{one.symbol.qualname}` never reads {names}, and {_callers(one)}."
    if said:
        values = " and ".join(f"`{value}`" for value in sorted(_passed(one, said[0], shape))[:2])
        message += f" Callers pass {values} for `{said[0].name}` as if it made a difference."
    yield _claim(
        lines,
        one,
        UNREAD,
        title=f"`{one.symbol.qualname}` takes {names} and never reads {'it' if len(unread) == 1 else 'them'}",
        message=message,
        advice=f"Remove {names} from `{one.symbol.qualname}` and from its calls, or use what the callers pass.",
        severity=Severity.MEDIUM if said else Severity.LOW,
    )


def _is_unread(one: Private, parameter: Parameter) -> bool:
    if _ON_PURPOSE.fullmatch(parameter.name) or parameter.name in one.kept:
        return False
    text = one.function.node.text or b""
    start = one.function.node.start_byte
    for found in re.finditer(rb"(?<![\w$])" + re.escape(parameter.name.encode()) + rb"(?![\w$])", text):
        node = one.function.node.descendant_for_byte_range(start + found.start(), start + found.end())
        if node is None or node == parameter.node:
            continue
        if node.start_point[0] + 1 in one.read.comment_lines or "comment" in node.type:
            continue
        return False
    # A type that depends on the function's own type parameters may be all that the parameter is for.
    generic = one.function.node.child_by_field_name("type_parameters")
    return generic is None


def _passed(one: Private, parameter: Parameter, shape: Shape) -> set[str]:
    """Return the constants that the calls pass for a parameter."""
    given = (call.given(parameter, one.shift) for _, call in one.calls if not call.spread)
    return {text_of_node(node) for node in given if node is not None and node.type in shape.literals}


def _unset(lines: Lines, one: Private) -> Iterator[Claim]:
    if any(call.spread for _, call in one.calls):
        return
    unset = [
        parameter
        for parameter in one.function.parameters
        if parameter.optional
        and (parameter.default is None or parameter.default.type in _SWITCHES)
        and not _ON_PURPOSE.fullmatch(parameter.name)
        and all(call.given(parameter, one.shift) is None for _, call in one.calls)
        and not _is_unread(one, parameter)
    ]
    if not unset:
        return
    names = ", ".join(
        f"`{parameter.name}`" + (f" (`{text_of_node(parameter.default)}`)" if parameter.default is not None else "")
        for parameter in unset
    )
    bare = ", ".join(f"`{parameter.name}`" for parameter in unset)
    yield _claim(
        lines,
        one,
        UNSET,
        title=f"No caller of `{one.symbol.qualname}` ever sets {bare}",
        message=f"`{one.symbol.qualname}` is private, {_callers(one)}, and all of them leave {names} at "
        f"{'its default' if len(unset) == 1 else 'their defaults'}: whatever else the body does for "
        f"{'another value' if len(unset) == 1 else 'other values'} never runs.",
        advice=f"Put the default in the place of {bare} and drop the branches that can't be taken.",
        severity=Severity.LOW,
    )


def _callers(one: Private) -> str:
    return f"it has {len(one.calls)} call{'' if len(one.calls) == 1 else 's'}"


def _claim(lines: Lines, one: Private, rule: str, *, title: str, message: str, advice: str, severity: Severity) -> Claim:
    symbol = one.symbol
    last = max(one.function.name_line, *(parameter.node.start_point[0] + 1 for parameter in one.function.parameters))
    calls = list(dict.fromkeys((file, call.line) for file, call in one.calls))[:_QUOTED_CALLS]
    return lines.claim(
        axis=Axis.OVERENGINEERING,
        rule=rule,
        verdict=Verdict.OVER,
        severity=severity,
        confidence=0.95,
        file=symbol.file,
        symbol=symbol.qualname,
        first=symbol.name_line,
        last=last,
        title=title,
        message=message,
        suggestion=Suggestion(description=advice),
        more=[lines.quote(file, line, line) for file, line in calls],
        hashed=(symbol.name_line, symbol.line_end),
    )
