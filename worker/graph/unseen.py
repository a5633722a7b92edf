"""What code that reaches names unseen may mean: computed members and imports, `eval`, objects that are given away."""

import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from worker.graph.index import MODULE
from worker.graph.value import Kind, Value
from worker.graph.weak import Names
from worker.graph.whole import Opened
from worker.source.facts import Dynamic, DynamicForm, FileFacts, ImportForm, Language, SymbolKind
from worker.source.languages import module_of
from worker.source.module import LanguageModule

if TYPE_CHECKING:
    from worker.graph.edges import Edges

_LOOK_AROUND = frozenset({"unittest", "doctest", "pdb", "code", "inspect"})
_MAKES = re.compile(
    r"(?!Fire$|Main$)[A-Z]|(get|create|make|new|load_dotenv|patch|configure|set|as)(_|[A-Z]|$)|declarative_base$|automap_base$"
)
"""Names of classes, and of functions that make or set something: called with nothing, they do not look at who calls them."""
_OF_MODULE = re.compile(r"(getattr|vars|dir)\(_?(\w+_)?(mod|module|imported|package|pkg|(import_module|__import__)\(\))(,|\))")
_SHORTEST_FOLDER = 3


class Unseen:
    """Adds the weak edges of computed access. What several places may reach alike is one group."""

    def __init__(self, edges: "Edges") -> None:
        self._edges = edges
        self._index = edges.index
        self._binder = edges.binder
        self._others = frozenset(edges.index.source.others)
        self._folders: dict[str, Opened] = {}
        self._loaded: dict[tuple[str, bool, str | None, bool], Opened] = {}
        self._looked_into: dict[str, bool] = {}
        self._given: dict[tuple[int, bool], tuple[int, ...]] = {}
        self._families: dict[tuple[int, str, str, frozenset[SymbolKind]], tuple[int, ...]] = {}
        self._matching: dict[tuple[str, str], Names] = {}
        self._members: dict[tuple[str, frozenset[SymbolKind]], tuple[tuple[int, ...], dict[str, tuple[int, ...]]]] = {}
        self._classes: dict[tuple[Language, str, str], tuple[int, ...]] = {}

    def note(self, facts: FileFacts, one: Dynamic) -> None:
        """Note what a place may reach."""
        source = self._index.enclosing(facts.file, one.scope)
        reason = f"{one.reason} at {facts.file}:{one.line} may reach it"
        if one.form is DynamicForm.SCOPE:
            self._scope(source, facts, one, reason)
        elif one.form is DynamicForm.FOLDER:
            self._open(source, self._in_folder(one.prefix.replace(".", "/").strip("/")), reason)
        elif one.form is DynamicForm.CLASS:
            self._edges.weak.add(source, self._computed_class(facts.language, one), reason)
        elif one.form is DynamicForm.GIVEN:
            for value in self._binder.follow(facts.file, one.scope, one.receiver or ""):
                number = self._edges.only_class(value.text) if value.kind is Kind.FILE else None
                given = value if number is None else Value(Kind.SYMBOL, node=number)
                if given.node >= 0 and self._edges.is_class(given):
                    self._edges.weak.add(source, self._given_away(given), reason)
        elif one.form is DynamicForm.MODULE:
            self._open(source, self._computed_import(facts, one), reason)
        elif one.reason.startswith("__subclasses__"):
            values = self._binder.follow(facts.file, one.scope, one.receiver) if one.receiver is not None else ()
            bases = [value.node for value in values if value.kind in (Kind.SYMBOL, Kind.OBJECT)]
            for group in [self._binder.kin.descendants(base) for base in bases] or [self._all_subclasses]:
                self._edges.weak.add(source, group, reason)
        else:
            self._computed_member(source, facts.file, one, reason)

    def _open(self, source: int, opened: Opened, reason: str) -> None:
        self._edges.weak.add(source, opened.numbers, reason)
        for number, members in opened.makers:
            self._edges.weak.add(number, members, reason)

    def _scope(self, source: int, facts: FileFacts, one: Dynamic, reason: str) -> None:
        if one.receiver is not None and not self._from_outside(facts.file, one):
            return
        self._edges.open_whole(source, facts.file, reason)
        for wanted in facts.imports if facts.language == Language.PYTHON else ():
            if wanted.form is ImportForm.NAMESPACE:
                for value in self._binder.module_values(facts.file, wanted):
                    if value.kind is Kind.FILE:
                        self._edges.open_whole(source, value.text, reason)

    def _from_outside(self, file: str, one: Dynamic) -> bool:
        """Whether the function called is another project's, or one of the few of the standard library that look around."""
        for value in self._binder.follow(file, one.scope, one.receiver or ""):
            if value.kind is Kind.OUTSIDE:
                package = value.text.partition(".")[0]
                last = value.text.rpartition(".")[2]
                return package in _LOOK_AROUND or (package not in sys.stdlib_module_names and not _MAKES.match(last))
        return False

    def _in_folder(self, folder: str) -> Opened:
        """Open the Python files in folders of that path, at any depth."""
        known = self._folders.get(folder)
        if known is None:
            files = self._index.source.files.items() if folder else ()
            python = [file for file, facts in files if f"/{folder}/" in f"/{file}" and facts.language == Language.PYTHON]
            known = self._folders[folder] = self._edges.whole.of_all(python)
        return known

    def _given_away(self, value: Value) -> tuple[int, ...]:
        below = value.kind is Kind.OBJECT
        known = self._given.get((value.node, below))
        if known is None:
            classes = [value.node, *self._binder.kin.ancestors(value.node)]
            if below:
                classes += self._binder.kin.descendants(value.node)
            members = (item for number in classes for item in self._index.children.get(number, {}).items())
            known = self._given[value.node, below] = tuple(child for name, child in members if not name.startswith("#"))
        return known

    def _computed_import(self, facts: FileFacts, one: Dynamic) -> Opened:
        path = one.prefix.replace(".", "/").strip("/")
        python = facts.language == Language.PYTHON
        folder = None if python else self._package_folder(facts.file)
        whole = not python or self._is_looked_into(facts.file)
        known = self._loaded.get((path, python, folder, whole))
        if known is None:
            wanted = [
                file
                for file in self._index.source.files
                if self._language(file).family == self._language(facts.file).family
                and (
                    self._may_be_loaded(file, path, python=python)
                    # A file that is imported by name for one thing may be loaded for another.
                    or (folder is not None and file.startswith(folder))
                    or (python and not path)
                )
            ]
            if python and not path:
                known = self._any_module(wanted, whole=whole)
            else:
                known = self._run_time(self._edges.whole.of_all(wanted)) if whole else Opened(tuple(self._tops(wanted)), ())
            self._loaded[path, python, folder, whole] = known
        return known

    def _run_time(self, opened: Opened) -> Opened:
        """Leave out types: what is loaded when the program runs has none left."""
        return Opened(tuple(number for number in opened.numbers if not self._only_type(number)), opened.makers)

    def _only_type(self, number: int) -> bool:
        declared = self._index.nodes[number].declarations
        return bool(declared) and all(one.kind is SymbolKind.TYPE for one in declared)

    def _any_module(self, files: list[str], *, whole: bool) -> Opened:
        """Return what is reached in Python files when any may be loaded, of whose names nothing is known.

        Files that nobody imports are there to be loaded. In the others a name that is put together may mean a public function
        or class; their constants are read by those who know them, and whoever makes an object writes the names of its methods.
        """
        numbers = dict.fromkeys(self._tops(files))
        for file in files:
            if not self._edges.imported.get(file):
                package = file.endswith("__init__.py")
                numbers.update(
                    dict.fromkeys(self._edges.whole.of(file).numbers if package else self._edges.opening.whole(file))
                )
        for top in self._tops(files) if whole else ():
            for name, child in self._index.children.get(top, {}).items():
                kinds = {symbol.kind for symbol in self._index.nodes[child].declarations}
                if not name.startswith("_") and not kinds <= {SymbolKind.CONSTANT, SymbolKind.VARIABLE}:
                    numbers[child] = None
                    if not self._edges.incoming.get(child):
                        # Nobody else makes objects of it, so nothing is known of what becomes of them.
                        numbers.update(dict.fromkeys(self._edges.opening.members(child)))
        return Opened(tuple(numbers), ())

    def _tops(self, files: list[str]) -> Iterator[int]:
        for file in files:
            number = self._index.find(file, MODULE)
            if number is not None:
                yield number

    def _is_looked_into(self, file: str) -> bool:
        """Whether who gets a module from `file` may look for names in it: code there or in what imports it does so."""
        known = self._looked_into.get(file)
        if known is None:
            around = (file, *self._edges.imported.get(file, ()))
            known = self._looked_into[file] = any(self._looks_into(self._index.source.files[one]) for one in around)
        return known

    @staticmethod
    def _looks_into(facts: FileFacts) -> bool:
        return any(
            one.form is DynamicForm.SCOPE or (one.form is DynamicForm.MEMBER and one.receiver not in ("self", "cls"))
            for one in facts.dynamic
            if not one.reason.startswith(("a name that", "__subclasses__"))
        )

    def _may_be_loaded(self, file: str, path: str, *, python: bool) -> bool:
        if python and path and len(path) < _SHORTEST_FOLDER:
            return file.startswith(path) or f"/{path}" in file
        return path in file if path else not self._edges.imported.get(file)

    def _package_folder(self, file: str) -> str:
        """Return the folder of the nearest package.json, with its slash; "" for the root."""
        folder = file
        while folder := folder.rpartition("/")[0]:
            if f"{folder}/package.json" in self._others:
                return f"{folder}/"
        return ""

    def _computed_class(self, language: Language, one: Dynamic) -> tuple[int, ...]:
        """Return the classes that may be loaded by name: those that it fits, and those that can be handled by a base."""
        key = (language, one.prefix, one.suffix)
        known = self._classes.get(key)
        if known is None:
            named = bool(one.prefix or one.suffix)
            known = self._classes[key] = tuple(
                node.number
                for node in self._index.nodes
                if node.is_class
                and self._index.source.files[node.file].language == language
                and (
                    (named and node.name.startswith(one.prefix) and node.name.endswith(one.suffix))
                    or any(symbol.bases for symbol in node.declarations)
                )
            )
        return known

    @cached_property
    def _all_subclasses(self) -> tuple[int, ...]:
        bases = self._binder.kin.bases()
        return tuple(dict.fromkeys(number for base in bases for number in self._binder.kin.descendants(base)))

    def _computed_member(self, source: int, file: str, one: Dynamic, reason: str) -> None:
        values = self._binder.follow(file, one.scope, one.receiver) if one.receiver is not None else ()
        followed = [value for value in values if value.kind is not Kind.UNKNOWN]
        for value in followed:
            if value.kind is Kind.FILE:
                self._edges.open_whole(source, value.text, reason, one.prefix, one.suffix)
            elif value.kind in (Kind.SYMBOL, Kind.OBJECT):
                self._edges.weak.add(source, self._in_family(value.node, one), reason)
        if values and len(followed) == len(values) and not any(self._plain(value) for value in followed):
            return
        if self._is_loaded_there(file, one):
            return
        if one.prefix or one.suffix:
            self._edges.weak.name(source, self._names(one.prefix, one.suffix), one.line, reason)
        else:
            for group in self._any_member(file, one.only):
                self._edges.weak.add(source, group, reason)

    def _is_loaded_there(self, file: str, one: Dynamic) -> bool:
        """Whether what is looked into is the module that a computed import beside it brings, which has been opened."""
        return _OF_MODULE.match(one.reason) is not None and any(
            other.form is DynamicForm.MODULE and other.scope == one.scope for other in self._index.source.files[file].dynamic
        )

    def _in_family(self, number: int, wanted: Dynamic) -> tuple[int, ...]:
        key = (number, wanted.prefix, wanted.suffix, wanted.only)
        known = self._families.get(key)
        if known is None:
            members = (item for one in self._binder.kin.family(number) for item in self._index.children.get(one, {}).items())
            known = self._families[key] = tuple(
                child
                for name, child in members
                if name.startswith(wanted.prefix)
                and name.endswith(wanted.suffix)
                and (not wanted.only or any(symbol.kind in wanted.only for symbol in self._index.nodes[child].declarations))
            )
        return known

    def _names(self, prefix: str, suffix: str) -> Names:
        """Return the names that start and end so, in the order in which the index has them."""
        known = self._matching.get((prefix, suffix))
        if known is None:
            if prefix:
                found = [name for name in _starting(self._sorted, prefix) if name.endswith(suffix)]
            else:
                found = [name[::-1] for name in _starting(self._backwards, suffix[::-1])]
            known = self._matching[prefix, suffix] = Names(sorted(found, key=self._order.__getitem__))
        return known

    @cached_property
    def _order(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self._index.named)}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._index.named)

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(name[::-1] for name in self._index.named)

    def _any_member(self, file: str, only: frozenset[SymbolKind]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the members that code in `file` can mean which looks for any: those that all see, and the file's own.

        Objects of another family of languages have no members here.
        """
        module = self._language(file)
        key = (module.family, only)
        if key not in self._members:
            self._members[key] = self._members_of(module, only)
        seen, hidden = self._members[key]
        return seen, hidden.get(file, ())

    def _members_of(
        self, module: LanguageModule, only: frozenset[SymbolKind]
    ) -> tuple[tuple[int, ...], dict[str, tuple[int, ...]]]:
        seen: list[int] = []
        hidden: dict[str, list[int]] = defaultdict(list)
        for number, parent in self._index.parent.items():
            node = self._index.nodes[number]
            if node.name.startswith("_") or not self._index.nodes[parent].is_class:
                continue
            if self._language(node.file).family != module.family:
                continue
            if not only or any(symbol.kind in only for symbol in node.declarations):
                shown = not module.members_in_scope or any(symbol.exported for symbol in node.declarations)
                (seen if shown else hidden[node.file]).append(number)
        return tuple(seen), {file: tuple(numbers) for file, numbers in hidden.items()}

    def _language(self, file: str) -> LanguageModule:
        return module_of(self._index.source.files[file].language)

    def _plain(self, value: Value) -> bool:
        """Whether the value is a function or a variable: its members are those of something else."""
        return value.kind is Kind.SYMBOL and not self._edges.is_class(value)


def _starting(words: list[str], start: str) -> list[str]:
    """Return the words that start so, of a sorted list."""
    first = bisect_left(words, start)
    last = first
    while last < len(words) and words[last].startswith(start):
        last += 1
    return words[first:last]
