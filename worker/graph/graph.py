"""The reference graph of a repository, and the questions it answers."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.domain.evidence import Place
from worker.graph import told
from worker.graph.binding import Binder
from worker.graph.edges import NO_SYMBOL, UNSURE, Edges
from worker.graph.index import MODULE, Index, Node
from worker.graph.resolver import Offers, Outside, Root, RootKind
from worker.graph.value import Kind, Value
from worker.graph.weak import Seen
from worker.source.facts import Export, Import, ImportForm, Language, ReferenceForm, Source, Symbol
from worker.source.languages import module_of
from worker.source.words import Words, text_of, texts, words_of

State = Literal["reachable", "unknown", "test_only", "unreachable"]

_REACHABLE, _UNKNOWN, _TEST_ONLY = 3, 2, 1
_STATES: dict[int, State] = {3: "reachable", 2: "unknown", 1: "test_only", 0: "unreachable"}


@dataclass(frozen=True, slots=True)
class Reach:
    """How a symbol is reached. `roots` is how many roots the search started from; `reasons` say why it is unknown."""

    state: State
    reasons: tuple[str, ...]
    referrers: tuple[Place, ...]
    roots: int


class Way(NamedTuple):
    """Where an import leads: to files, and whether it brings one of them as a whole."""

    files: tuple[str, ...]
    module: bool


class Graph:
    """Answers for one repository, computed once. Files and qualnames that it does not know raise KeyError."""

    def __init__(self, source: Source, index: Index, edges: Edges, roots: list[Root], outside: list[Outside]) -> None:
        self.source = source
        self.index = index
        self.roots = roots
        self.words = Words(source, {node.name for node in index.nodes})
        self.published = frozenset(one.file for one in outside if one.to_others)
        """Files that hold something which users of a published package may reach."""
        self.loaded: frozenset[int] = frozenset()
        """Nodes that frameworks or files of other languages may use, so far as they are no offer to users of a package."""
        self._edges = edges
        self._binder: Binder = edges.binder
        self._level = [0] * len(index.nodes)
        self._why: dict[int, str] = {}
        self._waiting: dict[int, list[tuple[int, str]]] = {}
        """Members that are used once the class around them is, by that class."""
        self._lines: dict[str, list[str]] = {}
        self._told: dict[str, Counter[tuple[int, str]]] = {}
        self._importing: dict[str, dict[str, int]] = {}
        for file, importers in edges.imported.items():
            for importer, line in importers.items():
                self._importing.setdefault(importer, {})[file] = line
        self._search(outside)

    # -- questions --------------------------------------------------------------------------------------------------------

    def reach(self, file: str, qualname: str) -> Reach:
        """Say how a symbol is reached; `qualname` "" asks about the file's top level."""
        number = self._number(file, qualname)
        state = self.state(number)
        reasons = (self._why[number],) if number in self._why else ()
        return Reach(state, reasons, self.callers(file, qualname), len(self.roots))

    def state(self, number: int) -> State:
        """Say how the node `number` is reached, without the places."""
        return _STATES[self._level[number]]

    def callers(self, file: str, qualname: str) -> tuple[Place, ...]:
        """Return the places that refer to a symbol by a name which binds to it; for a file, the places that import it."""
        number = self._number(file, qualname)
        if qualname == MODULE:
            return tuple(self.place(importer, line) for importer, line in sorted(self._edges.imported.get(file, {}).items()))
        nodes = self.index.nodes
        found = {(nodes[source].file, line) for source, line in self._edges.callers(number)}
        return tuple(self.place(where, line) for where, line in sorted(found))

    def users(self, number: int) -> list[int]:
        """Return the nodes that refer to the node `number` by its name; for a file, those that import it."""
        if self.index.nodes[number].qualname == MODULE:
            file = self.index.nodes[number].file
            importers = (self.index.find(importer, MODULE) for importer in self._edges.imported.get(file, {}))
            return sorted(importer for importer in importers if importer is not None)
        return sorted({source for source, _ in self._edges.callers(number)})

    def tied(self, number: int) -> list[int]:
        """Return the members that a member overrides, or that override it: none of them can go without the others."""
        return sorted(self._edges.overrides.get(number, ()))

    def targets(self, number: int, seen: Seen) -> Iterator[int]:
        """Yield the nodes that a node refers to, surely or possibly, without the groups and names that `seen` has had."""
        yield from self._edges.strong.get(number, ())
        yield from sorted(self._edges.overrides.get(number, ()))
        for target, _ in self._maybe(number, seen):
            yield target

    def importers(self, file: str) -> tuple[str, ...]:
        """Return the files that import `file`, sorted."""
        return tuple(sorted(self._edges.imported.get(file, {})))

    def imports(self, file: str) -> tuple[str, ...]:
        """Return the files of the repository that `file` imports, sorted."""
        return tuple(sorted(self._importing.get(file, {})))

    def neighbours(self, file: str, limit: int = 8) -> tuple[str, ...]:
        """Return the files most tied to `file`, most first: by how often names bind across, then imports."""
        weight: dict[str, int] = {}
        for number in self._numbers_in(file):
            for target in self._edges.strong.get(number, {}):
                self._weigh(weight, self.index.nodes[target].file, 2)
            for source, _ in self._edges.callers(number):
                self._weigh(weight, self.index.nodes[source].file, 2)
        for other in (*self.importers(file), *self.imports(file)):
            self._weigh(weight, other, 1)
        weight.pop(file, None)
        return tuple(sorted(weight, key=lambda other: (-weight[other], other))[:limit])

    def bound_at(self, file: str, line: int, name: str) -> frozenset[tuple[str, str]] | None:
        """Return the symbols that `name` binds to at a line, as (file, qualname); None when that is not sure."""
        numbers = self._edges.bound_at(file, line, name)
        if not numbers or UNSURE in numbers:
            return None
        nodes = self.index.nodes
        return frozenset((nodes[one].file, nodes[one].qualname) for one in numbers if one != NO_SYMBOL)

    def leads_to(self, file: str, wanted: Import, node: Node) -> bool | None:
        """Say whether an import in `file` brings `node`; None when nobody knows what it brings."""
        return self._is(self._binder.arrives(file, wanted), node)

    def leads_into(self, file: str, wanted: Import, *, by_module: bool = False) -> Way | None:
        """Say which files an import in `file` takes what it brings from: none where it leads out of here; None: nobody knows.

        `by_module`: the module that it names, whatever that one passes on.
        """
        modules = self._binder.module_values(file, wanted)
        values = modules if by_module or wanted.imported is None else self._binder.arrives(file, wanted)
        if values and all(value.kind is Kind.OUTSIDE for value in values):
            return Way((), module=False)
        if not values or any(value.kind not in (Kind.FILE, Kind.SYMBOL, Kind.OBJECT) for value in values):
            return None
        files = {value.text if value.kind is Kind.FILE else self.index.nodes[value.node].file for value in values}
        return Way(tuple(sorted(files)), module=any(value.kind is Kind.FILE for value in values))

    def brought(self, file: str, wanted: Import) -> tuple[Symbol, ...]:
        """Return the declarations that an import in `file` brings, so far as they are known."""
        nodes = (self.index.nodes[value.node] for value in self._binder.arrives(file, wanted) if value.kind is Kind.SYMBOL)
        return tuple(symbol for node in nodes for symbol in node.declarations)

    def passes_on(self, file: str, export: Export, node: Node) -> bool:
        """Say whether what a module exports is `node`, so far as is known."""
        return self._is(self._binder.lookup(file, MODULE, export.local), node) is not False

    @staticmethod
    def _is(values: tuple[Value, ...], node: Node) -> bool | None:
        module = node.file if node.qualname == MODULE else None
        if any(value.node == node.number or (value.kind is Kind.FILE and value.text == module) for value in values):
            return True
        return False if values and all(value.kind is not Kind.UNKNOWN for value in values) else None

    def place(self, file: str, line: int) -> Place:
        """Return a line of a file as it stands there."""
        lines = self._lines.get(file)
        if lines is None:
            lines = self._lines[file] = text_of(self.source.root, file).replace("\r\n", "\n").split("\n")
        return Place(file=file, line=max(line, 1), text=lines[line - 1] if 0 < line <= len(lines) else "")

    # -- the search -------------------------------------------------------------------------------------------------------

    def _number(self, file: str, qualname: str) -> int:
        number = self.index.find(file, qualname)
        if number is None:
            raise KeyError(f"{file}: no symbol {qualname!r}")
        return number

    def _numbers_in(self, file: str) -> list[int]:
        facts = self.source.files[file]
        names = dict.fromkeys([MODULE, *(symbol.qualname for symbol in facts.symbols)])
        return [number for name in names if (number := self.index.find(file, name)) is not None]

    def _weigh(self, weight: dict[str, int], file: str, amount: int) -> None:
        weight[file] = weight.get(file, 0) + amount

    def _search(self, outside: list[Outside]) -> None:
        production = [number for root in self.roots if root.kind is RootKind.PRODUCTION for number in self._root(root)]
        reached = self._spread(dict.fromkeys(production, ""), {}, _REACHABLE)
        seeds: dict[int, str] = {}
        for_others: set[int] = set()
        for one in outside:
            number = self.index.find(one.file, one.qualname)
            if number is None:
                continue
            if one.with_parent:
                self._edges.weak.add(self.index.parent[number], number, one.reason)
            elif one.qualname == MODULE:
                offered = self._offered(number, one.offers)
                seeds.update(dict.fromkeys(offered, one.reason))
                note = for_others.update if one.to_others else for_others.difference_update
                note(offered)
                if self.source.files[one.file].language == Language.PYTHON:
                    for part in offered:
                        for member in self._edges.opening.members(part):
                            if seeds.setdefault(member, one.reason) == one.reason and one.to_others:
                                for_others.add(member)
            else:
                seeds.setdefault(number, one.reason)
        named = self._named_elsewhere()
        self.loaded = frozenset({*(seeds.keys() - for_others), *named})
        seen = Seen()
        for number in reached:
            for target, reason in self._maybe(number, seen):
                if target not in named:
                    named[target] = reason
        self._spread(seeds, named, _UNKNOWN)
        tests = [number for root in self.roots if root.kind is RootKind.TEST for number in self._root(root)]
        self._spread(dict.fromkeys(tests, ""), {}, _TEST_ONLY)

    def _root(self, root: Root) -> list[int]:
        number = self.index.find(root.file, root.qualname)
        return [number] if number is not None else []

    def _offered(self, module: int, offers: Offers) -> list[int]:
        """Return a file's top level and what it offers, seen through re-exports and stars."""
        if offers == "nothing":
            return [module]
        found: dict[int, None] = {}
        todo = [module]
        while todo:
            number = todo.pop()
            if number in found:
                continue
            found[number] = None
            file = self.index.nodes[number].file
            facts = self.source.files[file]
            names = {symbol.name for symbol in facts.symbols if symbol.parent is None and not symbol.name.startswith("_")}
            names |= {export.name for export in facts.exports} | set(facts.dunder_all or ())
            used = {one.name for one in facts.references if one.form is ReferenceForm.NAME} if offers == "own" else ()
            for one in facts.imports:
                if one.local in used:
                    continue
                names |= {name for name in (one.exported_as, one.local) if name and not name.startswith("_") and not one.scope}
                if one.form in (ImportForm.STAR, ImportForm.REEXPORT_STAR):
                    targets = [self.index.find(value.text, MODULE) for value in self._binder.module_values(file, one)]
                    todo.extend(target for target in targets if target is not None)
            for name in sorted(names):
                found.update(dict.fromkeys(value.node for value in self._binder.offered(file, name) if value.node >= 0))
        return [*found, *(member for number in found for member in self._public_members(number))]

    def _public_members(self, number: int) -> list[int]:
        """Return what users of a class that is offered may call; in Python its resolver says so."""
        nodes = self.index.nodes
        if not nodes[number].is_class or self.source.files[nodes[number].file].language == Language.PYTHON:
            return []
        classes = [number, *self._binder.kin.ancestors(number)]
        return [
            child
            for one in classes
            for name, child in self.index.children.get(one, {}).items()
            if not name.startswith("#") and (one != number or any(symbol.exported for symbol in nodes[child].declarations))
        ]

    def _maybe(self, number: int, seen: Seen) -> Iterator[tuple[int, str]]:
        """Yield what a node may reach by a weak edge, and why; groups that `seen` knows are left out."""
        return self._edges.weak.of(number, self.index.nodes[number].file, seen, self.index)

    def _spread(self, seeds: dict[int, str], named: dict[int, str], level: int) -> list[int]:
        """Give `level` to the seeds and to all that they reach; nodes that have a higher one keep it.

        What is only reached by a name waits for what it is declared in: an attribute of some object can be no method of a class
        that is never used.
        """
        todo: deque[int] = deque()
        done: list[int] = []
        waiting = self._waiting
        levels, parents = self._level, self.index.parent

        def take(number: int, why: str) -> None:
            taking = [(number, why)]
            while taking:
                number, why = taking.pop()
                if levels[number] == 0:
                    levels[number] = level
                    if why and level == _UNKNOWN:
                        self._why[number] = why
                    todo.append(number)
                    if number in waiting:
                        taking.extend(reversed(waiting.pop(number)))

        def maybe(number: int, why: str) -> None:
            if levels[number]:
                return
            parent = parents.get(number)
            if parent is None or levels[parent]:
                take(number, why)
            else:
                waiting.setdefault(parent, []).append((number, why))

        for number, why in seeds.items():
            take(number, why)
        for number, why in named.items():
            maybe(number, why)
        seen = Seen()
        while todo:
            number = todo.popleft()
            done.append(number)
            for target in self._edges.strong.get(number, ()):
                if levels[target] == 0:
                    node = self.index.nodes[number]
                    take(target, f"used by {node.qualname or node.file}, of which it is unknown whether it is used")
            for target in sorted(self._edges.overrides.get(number, ())):
                maybe(target, "it is called where the member that it overrides is")
            if level != _REACHABLE:
                for target, reason in self._maybe(number, seen):
                    maybe(target, reason)
        return done

    def _family(self, file: str) -> str:
        return module_of(self.source.files[file].language).family

    def told_at(self, file: str, line: int, name: str) -> bool:
        """Whether each mention of a name on a line of a file that is no code is plain text for people."""
        if told.is_told(file) or file in self.source.reports:
            return True
        if not told.tells(file):
            return False
        return self._told_in(file)[line, name] >= words_of(self.place(file, line).text).count(name)

    def _told_in(self, file: str) -> Counter[tuple[int, str]]:
        """Return how often a word on a line of a file is plain text for people."""
        known = self._told.get(file)
        if known is None:
            known = self._told[file] = Counter(told.words_told(file, text_of(self.source.root, file)))
        return known

    def _names_used(self, file: str) -> list[str]:
        """Return the names that a file which is no code may use."""
        if told.is_told(file):
            return []
        names = self.words.names_in(file)
        plain = names if told.tells(file) else []
        if not plain:
            return names
        said = self._told_in(file)
        places = self.words.places(plain, [file])
        counted = ((name, Counter(line for _, line in places[name])) for name in plain)
        innocent = {name for name, lines in counted if all(said[line, name] >= often for line, often in lines.items())}
        return [name for name in names if name not in innocent]

    def _named_elsewhere(self) -> dict[int, str]:
        """Return the symbols whose names stand in text that is no code of an understood language, or in broken syntax.

        A script is such text for all languages but its own.
        """
        names = self.index.named
        seeds: dict[int, str] = {}
        opened: set[int] = set()
        elsewhere = texts(self.source)
        for file in elsewhere:
            own = self._family(file) if file in self.source.files else ""
            for name in self._names_used(file):
                for number in names.get(name, ()):
                    if not own or self._family(self.index.nodes[number].file) != own:
                        seeds.setdefault(number, f"its name is in {file}")
            reason = f"{file} names it or what holds it"
            for numbers in self._edges.opening.opened(text_of(self.source.root, file), file):
                if id(numbers) not in opened:
                    opened.add(id(numbers))
                    for number in numbers:
                        seeds.setdefault(number, reason)
        for facts in self.source.files.values():
            read = 0
            for first, last in facts.broken:
                # Ranges are sorted, and one may lie in another.
                for line in range(max(first, read + 1), last + 1):
                    read = line
                    for word in words_of(self.place(facts.file, line).text):
                        for number in names.get(word, ()):
                            seeds.setdefault(number, f"its name is in broken syntax ({facts.file}:{line})")
                for symbol in facts.symbols:
                    if symbol.line_start <= last and first <= symbol.line_end:
                        seeds.setdefault(self._number(facts.file, symbol.qualname), f"broken syntax at {facts.file}:{first}")
        return seeds
