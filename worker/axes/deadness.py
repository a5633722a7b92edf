"""Which unreachable symbols are dead beyond doubt: their names stand nowhere that is not explained."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from app.domain.evidence import Region
from worker.graph.graph import Graph
from worker.graph.index import MODULE, Node
from worker.source.facts import FileFacts, ImportForm, Language, Source
from worker.source.languages import module_of

Hit = tuple[str, int]
"""(file, line)"""


@dataclass(frozen=True, slots=True)
class Dead:
    """A symbol (or a file's top level) that nothing uses, and where its name stands nevertheless."""

    node: Node
    regions: tuple[Region, ...]
    """Its own lines: one range per declaration."""
    mentions: tuple[Hit, ...]
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
        self._by_file: dict[str, list[int]] = defaultdict(list)
        for node in candidates:
            for file in {region.file for region in self._regions[node.number]}:
                self._by_file[file].append(node.number)
        self._written: dict[str, Counter[tuple[int, str]]] = {}

    def dead(self) -> list[Dead]:
        """Return the candidates of which every mention is explained.

        A mention inside another dead symbol explains itself only as long as that one stays dead: so they are taken out until
        nothing changes.
        """
        alive: set[int] = set()
        changed = True
        while changed:
            changed = False
            for number, node in self._candidates.items():
                if number not in alive and not self._explained(node, alive):
                    alive.add(number)
                    changed = True
        return [
            Dead(node, self._regions[number], self._mentions(node))
            for number, node in self._candidates.items()
            if number not in alive
        ]

    def _mentions(self, node: Node) -> tuple[Hit, ...]:
        return tuple(dict.fromkeys(hit for hit in self._hits[node.name] if not self._within(node.number, hit)))

    def _within(self, number: int, hit: Hit) -> bool:
        return any(one.file == hit[0] and one.line_start <= hit[1] <= one.line_end for one in self._regions[number])

    def _explained(self, node: Node, alive: set[int]) -> bool:
        counted = Counter(self._hits[node.name])
        return all(self._within(node.number, hit) or self._innocent(node, hit, times, alive) for hit, times in counted.items())

    def _innocent(self, node: Node, hit: Hit, times: int, alive: set[int]) -> bool:
        file, line = hit
        facts = self._source.files.get(file)
        if facts is None or self._is_text_for(node, facts):
            return False
        if line in facts.comment_lines:
            return True
        if self._tests_count and facts.is_test:
            return True
        if any(number not in alive and self._within(number, hit) for number in self._by_file.get(file, ())):
            return True
        return self._only_passed_on(node, facts, line) or self._means_another(node, facts, line, times)

    def _is_text_for(self, node: Node, facts: FileFacts) -> bool:
        """Whether the file may name what other languages declare: a script does."""
        module = module_of(facts.language)
        return module.searched_as_text and module.family != module_of(self._source.files[node.file].language).family

    def _only_passed_on(self, node: Node, facts: FileFacts, line: int) -> bool:
        """Whether the line only exports or imports the name; an import that says it is there on purpose counts as use."""
        if any(one.line == line and node.name in (one.name, one.local) for one in facts.exports):
            return True
        imports = [one for one in facts.imports if one.line == line and one.imported == node.name]
        renamed = [one for one in imports if one.form is not ImportForm.REEXPORT and one.local != one.imported]
        if not imports or renamed or "noqa" in self._line(facts.file, line):
            return False
        on_purpose = any(one.imported == one.local and f"as {one.local}" in self._line(facts.file, line) for one in imports)
        return facts.language != Language.PYTHON or not on_purpose

    def _line(self, file: str, line: int) -> str:
        return self._graph.place(file, line).text

    def _means_another(self, node: Node, facts: FileFacts, line: int, times: int) -> bool:
        """Whether each word of that name on the line is known to declare or to mean another symbol."""
        written = self._written.get(facts.file)
        if written is None:
            written = Counter((one.line, one.name) for one in facts.references)
            written.update((one.name_line, one.name) for one in facts.symbols)
            self._written[facts.file] = written
        if written[(line, node.name)] < times:
            return False
        bound = self._graph.bound_at(facts.file, line, node.name)
        declares = any(one.name_line == line and one.name == node.name for one in facts.symbols)
        used = any(one.line == line and one.name == node.name for one in facts.references)
        if used and (bound is None or (node.file, node.qualname) in bound):
            return False
        return used or declares


def regions_of(node: Node, source: Source) -> tuple[Region, ...]:
    """Return the lines of a symbol, one range per declaration; for a file's top level the whole file."""
    if node.qualname == MODULE:
        return (Region(file=node.file, line_start=1, line_end=source.files[node.file].lines),)
    return tuple(
        dict.fromkeys(Region(file=one.file, line_start=one.line_start, line_end=one.line_end) for one in node.declarations)
    )
