"""Conventions: how this repository usually does things, mined by counting, and the few places that depart from it."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from enum import StrEnum

from app.domain.axis import Axis, Severity, Verdict
from app.domain.finding import Claim, Related
from worker.axes import siblings
from worker.axes.habit_cases import cases
from worker.axes.habits import ENOUGH, OVERWHELMING, departures
from worker.axes.quoting import Lines
from worker.graph.graph import Graph
from worker.source.classify import is_shown
from worker.source.facts import Source, Symbol, SymbolKind

RULE = "conventions.naming"
_EXAMPLES = 3


class Style(StrEnum):
    """How the words of a name are joined. Names of one word in lower case belong to none: they fit both styles."""

    SNAKE = "snake_case"
    CAMEL = "camelCase"
    PASCAL = "PascalCase"
    SCREAMING = "SCREAMING_CASE"


_STYLES = {
    Style.SCREAMING: re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+|[A-Z][A-Z0-9]{2,}"),
    Style.SNAKE: re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+"),
    Style.PASCAL: re.compile(r"[A-Z][a-z0-9]+([A-Z][a-z0-9]*)*|([A-Z][a-z0-9]+)+[A-Z]*"),
    Style.CAMEL: re.compile(r"[a-z]+[a-z0-9]*([A-Z][a-z0-9]*)+"),
}
_DRIFT: dict[Style, frozenset[Style]] = {
    Style.SNAKE: frozenset({Style.CAMEL}),
    Style.CAMEL: frozenset({Style.SNAKE}),
    Style.PASCAL: frozenset({Style.SNAKE, Style.CAMEL}),
    Style.SCREAMING: frozenset({Style.CAMEL}),
}
"""By the usual style, those that nobody chooses on purpose. A function in PascalCase is a factory that stands for a class, a
class in capitals an acronym or somebody else's structure: people who wrote them meant it."""
_KINDS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CLASS, SymbolKind.CONSTANT})


_DESCRIPTOR = {"__get__", "__set__", "__set_name__"}
"""A class with such methods is used like `property`, and named like it."""
_COMPONENTS = frozenset({"javascript", "typescript", "tsx"})
"""Languages in which a function in PascalCase is a component or a factory, and the rest are none."""


def style_of(name: str) -> Style | None:
    """Return the style of a name; None for names of one word, with leading underscores or in no style."""
    return next((style for style, pattern in _STYLES.items() if pattern.fullmatch(name)), None)


def prove(source: Source, graph: Graph) -> list[Claim]:
    """Return one claim per name, and per file and habit, that is not as nearly all others of its kind."""
    lines = Lines(source)
    return [
        *_names(source, graph, lines),
        *departures(lines, cases(source, lines)),
        *siblings.prove(source, graph, lines),
    ]


def _names(source: Source, graph: Graph, lines: Lines) -> Iterator[Claim]:
    named: dict[tuple[str, SymbolKind], list[tuple[Symbol, Style]]] = defaultdict(list)
    for file, read in source.files.items():
        # In Go the first letter says who may see a name: no habit, but the language.
        if read.is_test or read.parse_errors or is_shown(file) or read.language == "go":
            continue
        # The stand-in for what an older version lacks bears the name of what it stands for.
        imported = {each.local for each in read.imports}
        for one in read.symbols:
            style = style_of(one.name)
            if style is not None and one.kind in _KINDS and _is_free(one, graph) and one.name not in imported:
                named[(str(read.language), one.kind)].append((one, style))
    for (language, kind), those in sorted(named.items()):
        if kind is SymbolKind.FUNCTION and language in _COMPONENTS:
            those = [(one, style) for one, style in those if style is not Style.PASCAL]
        if those:
            yield from _departures(lines, kind, those, graph.published)


def _is_free(one: Symbol, graph: Graph) -> bool:
    """Whether whoever wrote the symbol chose its name: no override, no protocol, no framework's hook, not made by a call."""
    if one.decorators or one.made_by:
        return False
    own = graph.index.find(one.file, one.qualname)
    if one.kind is SymbolKind.CLASS and own is not None and _DESCRIPTOR & set(graph.index.children.get(own, {})):
        return False
    if one.parent is None:
        return one.kind is not SymbolKind.METHOD
    number = graph.index.find(one.file, one.parent)
    owner = graph.index.nodes[number] if number is not None else None
    return owner is not None and owner.is_class and not any(symbol.bases for symbol in owner.declarations)


def _departures(
    lines: Lines, kind: SymbolKind, those: list[tuple[Symbol, Style]], published: Collection[str]
) -> Iterator[Claim]:
    counts = Counter(style for _, style in those)
    usual, often = counts.most_common(1)[0]
    total = often + sum(counts[style] for style in _DRIFT[usual])
    if total < ENOUGH or often < OVERWHELMING * total or often == total:
        return
    examples = [one for one, style in those if style is usual][:_EXAMPLES]
    shown = ", ".join(f"`{one.name}`" for one in examples)
    for one, style in those:
        # Others may use a published name already: it can't be changed any more.
        if style not in _DRIFT[usual] or (one.exported and one.file in published):
            continue
        yield lines.claim(
            axis=Axis.CONVENTIONS,
            rule=RULE,
            verdict=Verdict.DRIFT,
            severity=Severity.LOW,
            confidence=round(often / total, 2),
            file=one.file,
            symbol=one.qualname,
            first=one.name_line,
            last=one.name_line,
            title=f"The {kind} `{one.qualname}` is named in {style}, the others in {usual}",
            message=f"{often} of {total} names of this kind are in {usual} ({shown}); `{one.name}` is in {style}.",
            related=tuple(
                Related(
                    file=each.file, symbol=each.qualname, line_start=each.name_line, line_end=each.name_line, relation="cause"
                )
                for each in examples
            ),
        )
