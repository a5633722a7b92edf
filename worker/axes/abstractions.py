"""Abstractions that stand for one thing only: a base with one implementation, a class that only hands on what it is told."""

import re
from collections import defaultdict
from collections.abc import Iterator

from tree_sitter import Node

from app.domain.axis import Axis, Severity, Verdict
from app.domain.finding import Claim, Related, Suggestion
from worker.axes.quoting import Lines
from worker.axes.shapes import SHAPES, Function, Shape, call_of, functions, statements, text_of_node
from worker.graph.graph import Graph
from worker.source.classify import is_shown
from worker.source.facts import FileFacts, Language, Source, Symbol, SymbolKind
from worker.source.grammars import ParseTooSlowError, parse

SINGLE = "overengineering.single-implementation"
PASS_THROUGH = "overengineering.pass-through"  # noqa: S105 - a rule's name, no password

_ABSTRACT_BASE = re.compile(r"(?:abc\.)?ABC|metaclass\s*=\s*(?:abc\.)?ABCMeta")
_ABSTRACT_METHOD = re.compile(r"(?:abc\.)?abstract(?:method|property)")
_ABSTRACT_CLASS = re.compile(r"^\s*(?:export\s+)?(?:default\s+)?abstract\s+class\b")
_LOOKS_FOR_MORE = re.compile(r"__subclasses__|__init_subclass__|entry_points|\bplugins?\b|\bregister", re.IGNORECASE)
_INTERNAL = re.compile(r"(^|/)(_[^/_][^/]*|internal)(/|$|\.)")
_CLASSES = {
    "python": "class_definition",
    "javascript": "class_declaration",
    "typescript": "class_declaration",
    "tsx": "class_declaration",
}
_MADE_BY = frozenset({"__init__", "constructor"})
_FEWEST_METHODS = 2


def prove(source: Source, graph: Graph, lines: Lines) -> Iterator[Claim]:
    """Yield a claim for each internal base class with one implementation, and for each class that only forwards to a field."""
    libraries = {source.files[file].language for file in graph.published}

    def is_internal(one: Symbol) -> bool:
        """Whether users of a published package can't have been meant to derive from it or to use it."""
        return bool(_INTERNAL.search(one.file)) or one.name.startswith("_") or source.files[one.file].language not in libraries

    derived: dict[str, list[Symbol]] = defaultdict(list)
    named: dict[str, int] = defaultdict(int)
    for read in source.files.values():
        for one in read.symbols:
            named[one.name] += one.kind in (SymbolKind.CLASS, SymbolKind.TYPE)
            for base in one.bases:
                derived[re.split(r"[\[<(]", base)[0].strip().rpartition(".")[2]].append(one)
    for file, read in source.files.items():
        if read.is_test or read.parse_errors or is_shown(file) or read.language not in _CLASSES:
            continue
        for one in read.symbols:
            if one.kind is not SymbolKind.CLASS:
                continue
            heirs = derived.get(one.name, [])
            if len(heirs) == 1 and named[one.name] == 1 and _is_abstract(read, one, lines) and is_internal(one):
                yield from _single(source, graph, lines, one, heirs[0])
        yield from (claim for owner, claim in _forwarders(read, lines, derived) if is_internal(owner))


def _is_abstract(read: FileFacts, one: Symbol, lines: Lines) -> bool:
    if read.language == Language.PYTHON:
        abstract = [
            member
            for member in read.symbols
            if member.parent == one.qualname and any(_ABSTRACT_METHOD.fullmatch(text) for text in member.decorators)
        ]
        return bool(abstract) and len(one.bases) == 1 and _ABSTRACT_BASE.fullmatch(one.bases[0]) is not None
    return _ABSTRACT_CLASS.match(lines.of(one.file)[one.name_line - 1]) is not None and not one.bases and not one.decorators


def _single(source: Source, graph: Graph, lines: Lines, base: Symbol, heir: Symbol) -> Iterator[Claim]:
    if base.parent is not None or heir.parent is not None or len(heir.bases) != 1:
        return
    if source.files[heir.file].is_test or base.file.rpartition("/")[0] != heir.file.rpartition("/")[0]:
        return
    places = graph.words.places({base.name})[base.name]
    # A name that tests, examples or pages know is there for others to derive from, or to be replaced in tests.
    if any(file not in source.files or source.files[file].is_test or is_shown(file) for file, _ in places):
        return
    text = "\n".join(lines.of(base.file)[max(0, base.line_start - 3) : base.line_end])
    if _LOOKS_FOR_MORE.search(text):
        return
    yield _claim(
        lines,
        SINGLE,
        base,
        title=f"The abstract class `{base.name}` has one implementation, `{heir.name}`",
        message=f"Nothing in the repository but `{heir.name}` derives from `{base.name}`, no test replaces it, and it is not "
        "part of what the package offers. Whoever reads a call through the base has to look up the one class it can mean.",
        advice=f"Fold `{base.name}` into `{heir.name}`; take it out again when there is a second implementation.",
        other=heir,
    )


def _forwarders(read: FileFacts, lines: Lines, derived: dict[str, list[Symbol]]) -> Iterator[tuple[Symbol, Claim]]:
    classes = {
        (one.name, one.name_line): one
        for one in read.symbols
        if one.kind is SymbolKind.CLASS and not one.bases and not one.decorators and not derived.get(one.name)
    }
    text = lines.of(read.file)
    forwards = re.compile(r"\b(?:self|this)\.#?\w+\.\w+\(")
    if not any(
        sum(bool(forwards.search(line)) for line in text[one.line_start - 1 : one.line_end]) >= _FEWEST_METHODS
        for one in classes.values()
    ):
        return
    try:
        root = parse("\n".join(text).encode(), read.language).root_node
    except ParseTooSlowError:
        return
    methods: dict[int, list[Function]] = defaultdict(list)
    for function in functions(root, read.language):
        body = function.node.parent
        around = body.parent if body is not None else None
        if around is not None and around.type == _CLASSES[read.language]:
            methods[around.start_byte].append(function)
        elif body is not None and body.type == "decorated_definition":
            holder = body.parent.parent if body.parent is not None else None
            if holder is not None:
                methods[holder.start_byte].append(function)
    for members in methods.values():
        owner = members[0].node.parent
        while owner is not None and owner.type != _CLASSES[read.language]:
            owner = owner.parent
        name = owner.child_by_field_name("name") if owner is not None else None
        one = classes.get((text_of_node(name), name.start_point[0] + 1)) if name is not None else None
        field = (
            _only_field(members, SHAPES[read.language])
            if one is not None and owner is not None and _only_methods(owner)
            else None
        )
        if one is not None and field is not None:
            count = sum(member.name not in _MADE_BY for member in members)
            yield (
                one,
                _claim(
                    lines,
                    PASS_THROUGH,
                    one,
                    title=f"`{one.name}` only hands on to its field `{field}`",
                    message=f"Each of the {count} methods of `{one.name}` calls its namesake of `{field}` with the same "
                    "arguments and returns its answer: the class adds a layer and nothing else.",
                    advice=f"Let the callers of `{one.name}` use the object behind `{field}` themselves, and delete the class.",
                ),
            )


def _only_methods(owner: Node) -> bool:
    """Whether a class holds methods alone: no decorated ones, no constants, no tricks."""
    body = owner.child_by_field_name("body")
    plain = ("function_definition", "method_definition", "comment", "public_field_definition", "field_definition")
    return body is not None and all(
        one.type in plain or (one.type == "expression_statement" and one.named_children[0].type == "string")
        for one in body.named_children
    )


def _only_field(members: list[Function], shape: Shape) -> str | None:
    """Return the field to which every method but the constructor hands on what it is given."""
    fields: set[str | None] = set()
    for member in members:
        if member.name in _MADE_BY:
            if len(statements(member.body)) > 1:
                return None
        elif member.name.startswith("__"):
            return None
        else:
            fields.add(_forwarded_to(member, shape))
    others = sum(member.name not in _MADE_BY for member in members)
    return fields.pop() if len(fields) == 1 and others >= _FEWEST_METHODS else None


def _forwarded_to(member: Function, shape: Shape) -> str | None:
    body = statements(member.body)
    if len(body) != 1 or member.takes_any:
        return None
    node = body[0]
    while node.type in (shape.gives, "expression_statement", "await", "await_expression") and len(node.named_children) == 1:
        node = node.named_children[0]
    if node.type != shape.call:
        return None
    call = call_of(node, shape)
    callee = node.child_by_field_name("function")
    found = re.fullmatch(r"(?:self|this)\.(#?\w+)\.(\w+)", text_of_node(callee) if callee is not None else "")
    taken = [parameter.name for parameter in member.parameters if parameter.name not in shape.own]
    given = [text_of_node(one) for one in call.positional]
    given += [name for name, value in call.keywords.items() if text_of_node(value) == name]
    if (
        found is None
        or found[2] != member.name
        or call.spread
        or given != taken
        or len(call.keywords) + len(call.positional) != len(taken)
    ):
        return None
    return found[1]


def _claim(
    lines: Lines, rule: str, one: Symbol, *, title: str, message: str, advice: str, other: Symbol | None = None
) -> Claim:
    quotes = (lines.quote(other.file, other.name_line, other.name_line),) if other is not None else ()
    related = (
        (
            Related(
                file=other.file, symbol=other.qualname, line_start=other.name_line, line_end=other.name_line, relation="caller"
            ),
        )
        if other is not None
        else ()
    )
    last = one.line_end if rule == PASS_THROUGH else one.name_line
    return lines.claim(
        axis=Axis.OVERENGINEERING,
        rule=rule,
        verdict=Verdict.OVER,
        severity=Severity.LOW,
        confidence=0.95,
        file=one.file,
        symbol=one.qualname,
        first=one.name_line,
        last=last,
        title=title,
        message=message,
        suggestion=Suggestion(description=advice),
        more=(*quotes,),
        related=related,
        hashed=(one.name_line, one.line_end),
    )
