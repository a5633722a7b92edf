"""Public names of a published package that nothing is said about, in a project that documents the others."""

from collections import defaultdict
from collections.abc import Iterator

from app.domain.axis import Axis, Severity, Verdict
from app.domain.finding import Claim, Suggestion
from worker.axes.quoting import Lines
from worker.graph.graph import Graph
from worker.graph.index import MODULE
from worker.source.classify import is_shown
from worker.source.facts import Language, Source, Symbol, SymbolKind

RULE = "documentation.undocumented"
_KINDS = frozenset({SymbolKind.FUNCTION, SymbolKind.CLASS})
USUALLY = 0.8
"""The share of public names that a project documents from which on the others are omissions."""
_FEWEST_LINES = 4
_FEWEST = 5


def prove(source: Source, graph: Graph) -> Iterator[Claim]:
    """Yield a claim for each undocumented public function or class, by language, where nearly all others are documented."""
    lines = Lines(source)
    public: dict[Language, list[Symbol]] = defaultdict(list)
    for file, read in graph.source.files.items():
        if not read.is_test and not read.parse_errors and not is_shown(file) and _offered(graph, file):
            public[read.language] += [one for one in read.symbols if _is_public(one)]
    for symbols in public.values():
        bare = [one for one in symbols if not one.docstring]
        if len(symbols) - len(bare) < max(_FEWEST, USUALLY * len(symbols)):
            continue
        for one in bare:
            if one.line_end - one.line_start + 1 >= _FEWEST_LINES:
                yield _claim(lines, one, len(symbols) - len(bare), len(symbols))


def _offered(graph: Graph, file: str) -> bool:
    return any(reason.startswith("public API") for reason in graph.reach(file, MODULE).reasons)


def _is_public(one: Symbol) -> bool:
    return one.parent is None and one.exported and one.kind in _KINDS and not one.name.startswith("_") and not one.decorators


def _claim(lines: Lines, one: Symbol, documented: int, public: int) -> Claim:
    return lines.claim(
        axis=Axis.DOCUMENTATION,
        rule=RULE,
        verdict=Verdict.UNDOCUMENTED,
        severity=Severity.LOW,
        confidence=0.9,
        file=one.file,
        symbol=one.qualname,
        first=one.line_start,
        last=one.name_line,
        title=f"The public {one.kind} `{one.qualname}` has no documentation",
        message=(
            f"`{one.qualname}` is part of what this package offers. {documented} of its {public} public functions and "
            "classes are documented, this one is not."
        ),
        suggestion=Suggestion(description=f"Say what `{one.qualname}` does, what it takes and what it returns."),
        hashed=(one.line_start, one.line_end),
    )
