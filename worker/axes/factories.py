"""Factories with one caller: functions that only construct one class out of what they are given, for one place."""

import re
from collections.abc import Iterator
from itertools import groupby

from tree_sitter import Node

from app.domain.axis import Axis, Severity, Verdict
from app.domain.finding import Claim, Related, Suggestion
from worker.axes.quoting import Lines
from worker.axes.shapes import SHAPES, Function, call_of, functions, statements, text_of_node
from worker.axes.trees import Trees
from worker.graph.graph import Graph
from worker.source.classify import is_shown
from worker.source.facts import FileFacts, Language, Source, Symbol, SymbolKind

RULE = "overengineering.one-caller-factory"
_LANGUAGES = frozenset({Language.PYTHON, Language.JAVASCRIPT, Language.TYPESCRIPT, Language.TSX})
_LONGEST = 8
"""Lines of a function that can do nothing but construct."""
_CALLED = re.compile(r"(?<![\w.$'\"])([\w$]+)\s*\(")


def prove(source: Source, graph: Graph, lines: Lines, trees: Trees) -> Iterator[Claim]:
    """Yield a claim of the rule `overengineering.one-caller-factory` per function that nothing but one call stands for."""
    libraries = {source.files[file].language for file in graph.published}
    candidates = [
        node.declarations[0]
        for node in graph.index.nodes
        if len(node.declarations) == 1 and _may_be_one(source, node.declarations[0], lines, libraries)
    ]
    hits = graph.words.places({one.name for one in candidates})
    used_once = [(one, use) for one in candidates if (use := _only_use(source, graph, one, lines, hits[one.name])) is not None]
    for file, members in groupby(used_once, lambda each: each[0].file):
        read = source.files[file]
        root = trees.root(file)
        # Once per file: a file of thousands of functions would else be gone through for each of them.
        declared = {(each.name, each.name_line): each for each in functions(root, read.language)} if root is not None else {}
        for one, use in members:
            function = declared.get((one.name, one.name_line))
            made = _constructed(read, graph, function) if function is not None else None
            if made is not None:
                yield _claim(lines, one, made, *use)


def _may_be_one(source: Source, one: Symbol, lines: Lines, libraries: set[Language]) -> bool:
    read = source.files[one.file]
    if read.language not in _LANGUAGES or one.kind is not SymbolKind.FUNCTION or one.parent is not None:
        return False
    if one.exported and read.language in libraries:
        return False
    if read.is_test or is_shown(one.file) or one.decorators or one.held or one.docstring or one.is_async or read.dunder_all:
        return False
    if one.line_end - one.line_start >= _LONGEST or any(a <= one.line_end and one.line_start <= b for a, b in read.broken):
        return False
    # Who explained it had a reason for it.
    body = range(max(one.line_start - 1, 1), one.line_end + 1)
    return not any(at in read.comment_lines or re.search(r"\s(#|//)\s", lines.of(one.file)[at - 1]) for at in body)


def _only_use(source: Source, graph: Graph, one: Symbol, lines: Lines, hits: list[tuple[str, int]]) -> tuple[str, int] | None:
    """Return the one place that calls it; None where another names it, hands it on, replaces it, or may find it by name."""
    uses = []
    for file, line in hits:
        read = source.files.get(file)
        if read is None or read.is_test or is_shown(file):
            return None
        if (file, line) == (one.file, one.name_line) or line in read.comment_lines:
            continue
        if any(each.line == line and each.imported == one.name == each.local for each in read.imports):
            continue
        uses.append((file, line))
    if len(uses) != 1:
        return None
    file, line = uses[0]
    called = one.name in _CALLED.findall(lines.of(file)[line - 1])
    known = {(place.file, place.line) for place in graph.callers(one.file, one.qualname)}
    own = file == one.file and one.line_start <= line <= one.line_end
    return uses[0] if called and uses[0] in known and not own else None


def _constructed(read: FileFacts, graph: Graph, function: Function) -> str | None:
    """Return the class that the function constructs from its own parameters, just as they come; None if it does more."""
    shape = SHAPES[read.language]
    body = statements(function.body)
    if len(body) != 1 or function.takes_any or any(one.optional for one in function.parameters):
        return None
    node = body[0]
    if node.type == shape.gives and len(node.named_children) == 1:
        node = node.named_children[0]
    python = read.language == Language.PYTHON
    if node.type != ("call" if python else "new_expression"):
        return None
    callee = node.child_by_field_name("function" if python else "constructor")
    if callee is None or callee.type != "identifier" or node.child_by_field_name("type_arguments") is not None:
        return None
    name = text_of_node(callee)
    if not _says_no_more(function, name) or not _is_own_class(graph, read.file, callee):
        return None
    call = call_of(node, shape)
    given = [text_of_node(one) for one in call.positional]
    given += [word for word, value in call.keywords.items() if text_of_node(value) == word]
    taken = [one.name for one in function.parameters]
    handed_on = not call.spread and given == taken and len(call.positional) + len(call.keywords) == len(taken)
    return name if handed_on else None


def _says_no_more(function: Function, name: str) -> bool:
    """Whether the type of what it returns is no wider than the class, and it has no types of its own."""
    inner = function.node.child_by_field_name("value") or function.node
    result = inner.child_by_field_name("return_type")
    typed = function.node.child_by_field_name("type") or inner.child_by_field_name("type_parameters")
    return typed is None and (result is None or text_of_node(result).lstrip(": ").strip("\"'") == name)


def _is_own_class(graph: Graph, file: str, callee: Node) -> bool:
    bound = graph.bound_at(file, callee.start_point[0] + 1, text_of_node(callee))
    if bound is None or len(bound) != 1:
        return False
    ((where, qualname),) = bound
    number = graph.index.find(where, qualname)
    return number is not None and [one.kind for one in graph.index.nodes[number].declarations] == [SymbolKind.CLASS]


def _claim(lines: Lines, one: Symbol, made: str, file: str, line: int) -> Claim:
    return lines.claim(
        axis=Axis.OVERENGINEERING,
        rule=RULE,
        verdict=Verdict.OVER,
        severity=Severity.LOW,
        confidence=0.9,
        file=one.file,
        symbol=one.qualname,
        first=one.line_start,
        last=one.line_end,
        title=f"`{one.name}` only constructs `{made}`, for one caller",
        message=f"`{one.name}` hands what it is given to `{made}` as it comes, and only `{file}:{line}` calls it: "
        "a second name for the class that readers have to look through.",
        suggestion=Suggestion(description=f"Construct `{made}` where it is needed, and delete `{one.name}`."),
        more=(lines.quote(file, line, line),),
        related=(Related(file=file, line_start=line, line_end=line, relation="caller"),),
    )
