"""Running patterns: per file one parse, one query made of all patterns of an axis, one look per match."""

from collections.abc import Iterator, Sequence
from functools import cache

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
    """The patterns of one axis, ready to be run."""

    def __init__(self, axis: Axis, patterns: Sequence[Pattern]) -> None:
        self._patterns = [one for one in patterns if one.told.axis is axis]
        self._compiled: dict[Language, tuple[Query, list[Pattern]] | None] = {}

    def claims(self, source: Source, graph: Graph) -> Iterator[Claim]:
        """Yield a claim per match that holds. Examples are not looked at: they leave out what does not matter to them."""
        for path, facts in source.files.items():
            compiled = self._query(facts.language)
            if compiled is None or is_aside(path):
                continue
            yield from self._in_file(File(source, graph, facts), *compiled)

    def _query(self, language: Language) -> tuple[Query, list[Pattern]] | None:
        if language not in self._compiled:
            texts: list[str] = []
            owners: list[Pattern] = []
            for one in self._patterns:
                if text := one.query(language):
                    texts.append(text)
                    owners += [one] * Query(grammar(language), text).pattern_count
            self._compiled[language] = (Query(grammar(language), "\n".join(texts)), owners) if texts else None
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
            if (file.facts.is_test and not pattern.in_tests) or "here" not in captures:
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


@cache
def engine(axis: Axis) -> Engine:
    """Return the engine of an axis with all patterns there are."""
    return Engine(axis, PATTERNS)
