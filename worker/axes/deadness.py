"""Which unreachable symbols are dead beyond doubt: their names stand nowhere that is not explained."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from app.domain.evidence import Region
from worker.graph.graph import Graph
from worker.graph.index import MODULE, Node
from worker.source.facts import FileFacts, ImportForm, Language, Source, SymbolKind
from worker.source.languages import module_of

Hit = tuple[str, int]
"""(file, line)"""

MOST_HITS = 500
"""Times that a name may stand in a repository: of a commoner one nobody can check each line, so nothing is said of it."""

_ROLE = re.compile(r":[a-z:]+:`")
"""A reference in a documentation string: what is only a value may be there for it."""


class Why(Enum):
    """Why a line that holds the name of something dead is no use of it."""

    EXPORTED = "exported there, but nobody imports it"
    REEXPORTED = "re-exported there, but nobody imports it"
    IMPORTED = "imported there, but not used"
    UNRESOLVED = "imported there from nobody knows where, but not used"
    COMMENT = "in a comment"
    UNUSED_CODE = "in code that is itself unused"
    TEST = "in a test"
    TOLD = "in a text that runs nothing"
    ANOTHER = "something else of that name"

    @property
    def goes(self) -> bool:
        """Whether the line is left without a meaning, or broken, once the symbol is deleted."""
        return self in (Why.EXPORTED, Why.REEXPORTED, Why.IMPORTED)


@dataclass(frozen=True, slots=True)
class Mention:
    """A line outside of a dead symbol that holds its name."""

    file: str
    line: int
    why: Why


@dataclass(frozen=True, slots=True)
class Dead:
    """A symbol (or a file's top level) that nothing uses, and where its name stands nevertheless."""

    node: Node
    regions: tuple[Region, ...]
    """Its own lines: one range per declaration."""
    mentions: tuple[Mention, ...]
    """Every line outside its own regions that holds its name, each one explained."""


class Search:
    """One pass over the words of a repository for a set of candidates."""

    def __init__(self, source: Source, graph: Graph, candidates: list[Node], *, tests_count: bool) -> None:
        self._source = graph.source
        self._graph = graph
        self._tests_count = tests_count
        self._candidates = {node.number: node for node in candidates}
        self._hits = graph.words.places({node.name for node in candidates})
        self._regions = {node.number: regions_of(node, source) for node in candidates}
        self._named: dict[str, list[int]] = defaultdict(list)
        self._at: dict[Hit, list[int]] = defaultdict(list)
        self._names_at: dict[Hit, set[str]] = defaultdict(set)
        for name, hits in self._hits.items():
            for hit in hits if len(hits) <= MOST_HITS else ():
                self._names_at[hit].add(name)
        for node in candidates:
            self._named[node.name].append(node.number)
            for hit in self._lines_of(node.number):
                self._at[hit].append(node.number)
        self._written: dict[str, Counter[tuple[int, str]]] = {}

    def dead(self) -> list[Dead]:
        """Return the candidates of which every mention is explained.

        A mention inside another dead symbol explains itself only as long as that one stays dead: so they are taken out until
        nothing changes.
        """
        alive = {number for number, node in self._candidates.items() if len(self._hits[node.name]) > MOST_HITS}
        # Whoever comes alive has only those looked at anew whose names stand on its lines.
        todo = dict.fromkeys(self._candidates)
        while todo:
            number, _ = todo.popitem()
            if number not in alive and not self._explained(self._candidates[number], alive):
                alive.add(number)
                todo.update(dict.fromkeys(self._named_by(number, alive)))
        return [
            Dead(node, self._regions[number], self._mentions(node, alive))
            for number, node in self._candidates.items()
            if number not in alive
        ]

    def _lines_of(self, number: int) -> Iterator[Hit]:
        """Yield the lines of a candidate on which the name of any candidate stands."""
        for region in self._regions[number]:
            for line in range(region.line_start, region.line_end + 1):
                if (region.file, line) in self._names_at:
                    yield region.file, line

    def _named_by(self, number: int, alive: set[int]) -> Iterator[int]:
        """Yield the candidates named on the lines that a candidate leaves without an excuse when it comes alive."""
        for hit in self._lines_of(number):
            if all(one in alive for one in self._at[hit]):
                for name in self._names_at[hit]:
                    yield from (other for other in self._named[name] if other not in alive)

    def _mentions(self, node: Node, alive: set[int]) -> tuple[Mention, ...]:
        outside = {hit: times for hit, times in Counter(self._hits[node.name]).items() if not self._within(node.number, hit)}
        reasons = ((hit, self._innocent(node, hit, times, alive)) for hit, times in outside.items())
        return tuple(Mention(*hit, why) for hit, why in reasons if why is not None)

    def _within(self, number: int, hit: Hit) -> bool:
        return any(one.file == hit[0] and one.line_start <= hit[1] <= one.line_end for one in self._regions[number])

    def _explained(self, node: Node, alive: set[int]) -> bool:
        counted = Counter(self._hits[node.name])
        return all(
            self._within(node.number, hit) or self._innocent(node, hit, times, alive) is not None
            for hit, times in counted.items()
        )

    def _innocent(self, node: Node, hit: Hit, times: int, alive: set[int]) -> Why | None:
        """Why the line is no use of the symbol; None when nothing explains it."""
        file, line = hit
        facts = self._source.files.get(file)
        if facts is None or self._is_text_for(node, facts):
            return Why.TOLD if self._graph.told_at(file, line, node.name) else None
        if line in facts.comment_lines:
            return None if _is_data(node) and _ROLE.search(self._line(file, line)) else Why.COMMENT
        if self._tests_count and facts.is_test_at(line):
            return Why.TEST
        if any(number not in alive for number in self._at.get(hit, ())):
            return Why.UNUSED_CODE
        passed_on = self._only_passed_on(node, facts, line)
        return Why.ANOTHER if passed_on is None and self._means_another(node, facts, line, times) else passed_on

    def _is_text_for(self, node: Node, facts: FileFacts) -> bool:
        """Whether the file may name what other languages declare: a script does."""
        module = module_of(facts.language)
        return module.searched_as_text and module.family != module_of(self._source.files[node.file].language).family

    def _only_passed_on(self, node: Node, facts: FileFacts, line: int) -> Why | None:
        """How the line only exports or imports the name; an import that says it is there on purpose counts as use."""
        exports = [one for one in facts.exports if one.line == line and node.name in (one.name, one.local)]
        if exports:
            if not any(self._graph.passes_on(facts.file, one, node) for one in exports):
                return Why.ANOTHER
            return Why.EXPORTED if facts.file == node.file else Why.REEXPORTED
        imports = [one for one in facts.imports if one.line == line and one.imported == node.name]
        renamed = [one for one in imports if one.form is not ImportForm.REEXPORT and one.local != one.imported]
        if not imports or renamed or "noqa" in self._line(facts.file, line):
            return None
        on_purpose = any(one.imported == one.local and f"as {one.local}" in self._line(facts.file, line) for one in imports)
        if facts.language == Language.PYTHON and on_purpose:
            return None
        leads = [self._graph.leads_to(facts.file, one, node) for one in imports]
        if True not in leads:
            return Why.UNRESOLVED if None in leads else Why.ANOTHER
        return Why.REEXPORTED if any(one.form is ImportForm.REEXPORT for one in imports) else Why.IMPORTED

    def _line(self, file: str, line: int) -> str:
        return self._graph.place(file, line).text

    def _means_another(self, node: Node, facts: FileFacts, line: int, times: int) -> bool:
        """Whether each word of that name on the line is known to declare something, or to mean another thing."""
        written = self._written.get(facts.file)
        if written is None:
            written = Counter((one.line, one.name) for one in facts.references)
            written.update((one.name_line, one.name) for one in facts.symbols)
            written.update(facts.asides)
            self._written[facts.file] = written
        if written[(line, node.name)] < times:
            return False
        if not any(one.line == line and one.name == node.name for one in facts.references):
            return True
        bound = self._graph.bound_at(facts.file, line, node.name)
        return bound is not None and (node.file, node.qualname) not in bound


def _is_data(node: Node) -> bool:
    return any(one.kind in (SymbolKind.CONSTANT, SymbolKind.VARIABLE) for one in node.declarations)


def regions_of(node: Node, source: Source) -> tuple[Region, ...]:
    """Return the lines of a symbol, one range per declaration; for a file's top level the whole file."""
    if node.qualname == MODULE:
        return (Region(file=node.file, line_start=1, line_end=source.files[node.file].lines),)
    return tuple(
        dict.fromkeys(Region(file=one.file, line_start=one.line_start, line_end=one.line_end) for one in node.declarations)
    )
