"""Functions that only pass their parameters on to another one: a second name for it that readers have to look through."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from app.domain.axis import Axis, Severity, Verdict
from app.domain.finding import Claim, Related, Suggestion
from worker.axes.quoting import Lines
from worker.axes.trees import Trees, captures, words
from worker.graph.graph import Graph
from worker.graph.index import Node as Named
from worker.source.classify import is_shown
from worker.source.facts import FileFacts, Source, Symbol, SymbolKind

RULE = "utility.low-value"
CONFIDENCE = 0.85
MOST_CALLERS = 2
"""A name that more places use is worth having, whatever stands behind it."""
_LONGEST = 8
"""Lines of a function that can do nothing but pass on."""

_SCRIPT = """
(program (function_declaration) @function)
(program (lexical_declaration (variable_declarator value: (arrow_function) @function)))
(program (export_statement (function_declaration) @function))
(program (export_statement (lexical_declaration (variable_declarator value: (arrow_function) @function))))
"""
QUERIES = {
    "python": "(module (function_definition) @function)",
    "javascript": _SCRIPT,
    "typescript": _SCRIPT,
    "tsx": _SCRIPT,
    "go": "(source_file (function_declaration) @function)",
    "rust": "(source_file (function_item) @function)",
}
"""By language: functions at the top level. Methods are left alone: they override, implement, or make a facade."""
_ANSWERS = frozenset({"return_statement", "expression_statement", "return_expression", "expression_list", "statement_list"})
_CALLS = frozenset({"call", "call_expression"})
_SPREAD = frozenset({"list_splat", "dictionary_splat", "spread_element", "variadic_argument"})
_GATHERED = frozenset({"list_splat_pattern", "dictionary_splat_pattern", "rest_pattern"})


@dataclass(frozen=True, slots=True)
class Shape:
    """A function as it is written: what it takes, of which types, what it gives, and its body."""

    parameters: tuple[str, ...]
    types: tuple[str, ...]
    result: str
    body: Node


def prove(source: Source, graph: Graph, lines: Lines, trees: Trees) -> Iterator[Claim]:
    """Yield a claim of the rule `utility.low-value` per private function that only forwards to one other function."""
    candidates = [node for node in graph.index.nodes if _may_be_one(source, graph, node, lines)]
    hits = graph.words.places({node.name for node in candidates})
    for node in candidates:
        symbol = node.declarations[0]
        if not _is_only_called(source, graph, symbol, lines, hits[node.name]):
            continue
        target = _target(source, graph, symbol, trees)
        if target is not None:
            yield _claim(graph, symbol, target, lines)


def _may_be_one(source: Source, graph: Graph, node: Named, lines: Lines) -> bool:
    if len(node.declarations) != 1:
        return False
    one, facts = node.declarations[0], source.files[node.file]
    if facts.language not in QUERIES or one.kind is not SymbolKind.FUNCTION or one.parent is not None or one.exported:
        return False
    if facts.is_test or is_shown(node.file) or one.decorators or one.held or one.docstring:
        return False
    if one.line_end - one.line_start >= _LONGEST or any(a <= one.line_end and one.line_start <= b for a, b in facts.broken):
        return False
    above = one.line_start - 1
    body = range(max(above, 1), one.line_end + 1)
    # Who explained it had a reason for it.
    if any(at in facts.comment_lines or re.search(r"\s(#|//)\s", lines.of(node.file)[at - 1]) for at in body):
        return False
    if not 1 <= len(graph.callers(node.file, node.qualname)) <= MOST_CALLERS:
        return False
    return graph.reach(node.file, node.qualname).state == "reachable"


def _is_only_called(source: Source, graph: Graph, symbol: Symbol, lines: Lines, hits: list[tuple[str, int]]) -> bool:
    """Whether every place that names the function calls it there: nobody hands it on, replaces it, or may find it by name."""
    callers = {(place.file, place.line) for place in graph.callers(symbol.file, symbol.qualname)}
    for file, line in hits:
        facts = source.files.get(file)
        if facts is None:
            return False
        if line in facts.comment_lines or (file == symbol.file and line == symbol.name_line):
            continue
        text = lines.of(file)[line - 1]
        called = len(re.findall(rf"(?<![\w.$'\"]){re.escape(symbol.name)}\s*\(", text))
        if (file, line) not in callers or called != len(re.findall(rf"\b{re.escape(symbol.name)}\b", text)):
            return False
        if symbol.line_start <= line <= symbol.line_end and file == symbol.file:
            return False
    return True


def _target(source: Source, graph: Graph, symbol: Symbol, trees: Trees) -> Symbol | None:
    """Return the function to which everything goes; None where the function does anything else, or is another shape."""
    own = _shape(source.files[symbol.file], symbol, trees)
    call = _only_call(own.body) if own is not None else None
    if own is None or call is None or not own.parameters:
        return None
    function, arguments = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    if function is None or arguments is None or function.type != "identifier":
        return None
    given = tuple(_given(one) for one in arguments.named_children)
    if given != own.parameters:
        return None
    bound = graph.bound_at(symbol.file, function.start_point[0] + 1, words(function))
    if bound is None or len(bound) != 1:
        return None
    ((file, qualname),) = bound
    number = graph.index.find(file, qualname)
    found = graph.index.nodes[number].declarations if number is not None else []
    if len(found) != 1 or found[0].kind is not SymbolKind.FUNCTION or found[0].parent is not None or found[0].decorators:
        return None
    target = found[0]
    other = _shape(source.files[target.file], target, trees)
    same = other is not None and (own.types, own.result) == (other.types, other.result)
    alike = same and symbol.is_async == target.is_async and target.qualname != symbol.qualname
    return target if alike and len(own.parameters) == len(own.types) else None


def _shape(facts: FileFacts, symbol: Symbol, trees: Trees) -> Shape | None:
    root = trees.root(symbol.file)
    if root is None or facts.language not in QUERIES:
        return None
    for node in captures(facts.language, QUERIES[facts.language], root).get("function", ()):
        holder = node.parent if node.type == "arrow_function" and node.parent is not None else node
        name, body = holder.child_by_field_name("name"), node.child_by_field_name("body")
        if name is None or body is None or words(name) != symbol.name or name.start_point[0] + 1 != symbol.name_line:
            continue
        if holder.child_by_field_name("type") is not None or node.child_by_field_name("type_parameters") is not None:
            return None
        taken = node.child_by_field_name("parameters") or node.child_by_field_name("parameter")
        result = node.child_by_field_name("return_type") or node.child_by_field_name("result")
        read = _parameters(taken) if taken is not None else []
        if read is None:
            return None
        types = tuple(type_ for _, type_ in read)
        return Shape(tuple(name for name, _ in read), types, words(result) if result is not None else "", body)
    return None


def _parameters(taken: Node) -> list[tuple[str, str]] | None:
    """Return (name, type as written) of each parameter; None where one has a default, a pattern, or no name."""
    if taken.type == "identifier":
        return [(words(taken), "")]
    found: list[tuple[str, str]] = []
    for one in taken.named_children:
        type_ = one.child_by_field_name("type")
        written = re.sub(r"\s+", "", words(type_)) if type_ is not None else ""
        if one.type in ("identifier", *_GATHERED):
            found.append((words(one), ""))
        elif one.type in ("typed_parameter", "required_parameter", "parameter") and one.child_by_field_name("value") is None:
            inner = one.child_by_field_name("pattern") or one.named_children[0]
            if inner.type not in ("identifier", *_GATHERED):
                return None
            found.append((words(inner), written))
        elif one.type in ("parameter_declaration", "variadic_parameter_declaration"):
            names = one.children_by_field_name("name")
            if not names:
                return None
            dots = "..." if one.type.startswith("variadic") else ""
            found.extend((dots + words(name), dots + written) for name in names)
        else:
            return None
    return found


def _given(argument: Node) -> str:
    """Return an argument in the words of a parameter: the name, with its dots or stars where many are passed on."""
    if argument.type == "variadic_argument":
        return "..." + words(argument).removesuffix("...").strip()
    return words(argument) if argument.type in ("identifier", *_SPREAD) else "\0"


def _only_call(body: Node) -> Node | None:
    """Return the call that is all there is in a body."""
    node = body
    while node.type not in _CALLS:
        inner = node.named_children
        if len(inner) != 1:
            return None
        if node is not body and node.type not in (*_ANSWERS, "await", "await_expression", "parenthesized_expression"):
            return None
        node = inner[0]
    return node


def _claim(graph: Graph, symbol: Symbol, target: Symbol, lines: Lines) -> Claim:
    callers = graph.callers(symbol.file, symbol.qualname)
    places = " and ".join(f"{place.file}:{place.line}" for place in callers)
    return lines.claim(
        axis=Axis.UTILITY,
        rule=RULE,
        verdict=Verdict.LOW_VALUE,
        severity=Severity.LOW,
        confidence=CONFIDENCE,
        file=symbol.file,
        symbol=symbol.qualname,
        first=symbol.line_start,
        last=symbol.line_end,
        title=f"The function `{symbol.qualname}` only passes its parameters on to `{target.qualname}`",
        message=(
            f"`{symbol.qualname}` takes what `{target.qualname}` ({target.file}:{target.line_start}) takes, hands it on "
            f"as it is, and returns the answer. Nothing but {places} uses it, so it is only a second name to look through."
        ),
        suggestion=Suggestion(description=f"Call `{target.qualname}` at {places} and delete `{symbol.qualname}`."),
        related=tuple(
            Related(file=place.file, line_start=place.line, line_end=place.line, relation="caller") for place in callers
        ),
    )
