"""Running patterns: per file one parse, one query made of all patterns, one look per match."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from weakref import WeakKeyDictionary

from tree_sitter import Query, QueryCursor

from app.domain.axis import Axis
from app.domain.finding import Claim
from worker.axes.patterns.all import PATTERNS
from worker.axes.patterns.pattern import Match, Pattern
from worker.axes.patterns.place import File, is_aside
from worker.axes.patterns.rule import OWN_TOOL, claim
from worker.graph.graph import Graph
from worker.source.facts import Language, Source
from worker.source.grammars import ParseTooSlowError, grammar, parse


class Engine:
    """Patterns, ready to be run."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = patterns
        self._compiled: dict[Language, tuple[Query, list[Pattern]] | None] = {}

    def claims(self, source: Source, graph: Graph) -> Iterator[Claim]:
        """Yield a claim per match that holds. Tests and examples are left aside, as what matters little to them."""
        for path, facts in source.files.items():
            compiled = self._query(facts.language)
            if compiled is None or facts.is_test or is_aside(path):
                continue
            yield from self._in_file(File(source, graph, facts), *compiled)

    def _query(self, language: Language) -> tuple[Query, list[Pattern]] | None:
        if language not in self._compiled:
            spoken = [(one, text) for one in self._patterns if (text := one.query(language))]
            self._compiled[language] = _joined(spoken, language) if spoken else None
        return self._compiled[language]

    @staticmethod
    def _in_file(file: File, query: Query, owners: list[Pattern]) -> Iterator[Claim]:
        try:
            root = parse(file.code, file.facts.language).root_node
        except ParseTooSlowError:
            return
        seen: set[tuple[str, int]] = set()
        for number, captures in QueryCursor(query).matches(root):
            pattern = owners[number]
            if "here" not in captures:
                continue
            match = Match(file, captures)
            if not pattern.look(match):
                continue
            first, last = match.node("here"), match.captures["here"][-1]
            line, end = first.start_point[0] + 1, last.end_point[0] + (last.end_point[1] > 0 or last is first)
            place = file.place(line, max(line, end))
            if place is not None and (pattern.told.id, line) not in seen:
                seen.add((pattern.told.id, line))
                yield claim(pattern.told, place, match.words, OWN_TOOL, pattern.told.id, match.severity)


def _joined(spoken: Sequence[tuple[Pattern, str]], language: Language) -> tuple[Query, list[Pattern]]:
    """Make one query of many, and say whose each of its patterns is. A query is costly to make, so each text is in one only."""
    begins = [0, *accumulate(len(text.encode()) + 1 for _, text in spoken)]
    query = Query(grammar(language), "\n".join(text for _, text in spoken))
    starts = (query.start_byte_for_pattern(number) for number in range(query.pattern_count))
    return query, [spoken[bisect_right(begins, start) - 1][0] for start in starts]


@cache
def _engine() -> Engine:
    return Engine(PATTERNS)


@cache
def _axes() -> frozenset[Axis]:
    return frozenset(one.told.axis for one in PATTERNS)


_told: WeakKeyDictionary[Graph, dict[Axis, list[Claim]]] = WeakKeyDictionary()
"""What one axis was told while another one asked: they share one look at each file."""


def told_of(axis: Axis, source: Source, graph: Graph) -> list[Claim]:
    """Return the claims of all patterns along an axis. Handed out once: who asks again has all looked at again."""
    waiting = _told.get(graph, {})
    if axis not in waiting:
        waiting = _told[graph] = {told: [] for told in _axes()}
        for one in _engine().claims(source, graph):
            waiting[one.axis].append(one)
    return waiting.pop(axis, [])
