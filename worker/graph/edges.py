"""Who refers to what: strong edges where a name binds, weak ones where it might."""

import sys
from collections import defaultdict
from typing import NamedTuple

from worker.graph.binding import Binder, Kind, Value
from worker.graph.index import MODULE, Index
from worker.graph.opening import Opening
from worker.graph.resolver import InRepository, Unresolved
from worker.source.facts import Dynamic, DynamicForm, FileFacts, ImportForm, Language, Reference, ReferenceForm, SymbolKind
from worker.source.languages import module_of
from worker.source.python_giving import pass_on

_LOOK_AROUND = frozenset({"unittest", "doctest", "pdb", "code", "inspect"})
_SHORTEST_FOLDER = 3
_HANDED_ON = "an object of its class, or the class itself, is handed on"


class Edge(NamedTuple):
    """A reference from one node to another, at a line of the source's file. `reason` "" makes it strong."""

    source: int
    target: int
    line: int
    reason: str = ""


class Edges:
    """Every edge of a repository. Weak edges by name are kept as names: one `x.close()` may mean a hundred methods."""

    def __init__(self, index: Index, binder: Binder) -> None:
        self.index = index
        self.binder = binder
        self.opening = Opening(index, binder)
        self.strong: dict[int, dict[int, int]] = defaultdict(dict)
        """source -> target -> first line"""
        self.weak: dict[int, dict[int, tuple[int, str]]] = defaultdict(dict)
        """source -> target -> (first line, reason)"""
        self.named: dict[int, dict[str, tuple[int, str]]] = defaultdict(dict)
        """source -> name -> (first line, reason): every symbol of that name may be meant"""
        self.incoming: dict[int, list[Edge]] = defaultdict(list)
        """Written references that bind: target -> edges, one per line."""
        self.imported: dict[str, dict[str, int]] = defaultdict(dict)
        """file -> importing file -> line"""
        self.bound: dict[tuple[str, int, str], set[int]] = defaultdict(set)
        """(file, line, name) -> what the name binds to there; -1 where it does not bind for sure"""
        self._others = frozenset(index.source.others)
        self._modules = {file: module_of(facts.language) for file, facts in index.source.files.items()}
        self._any: dict[tuple[str, frozenset[SymbolKind]], tuple[list[int], dict[str, list[int]]]] = {}
        self._borrows = any(facts.borrows for facts in index.source.files.values())
        self._given_names = {name for facts in index.source.files.values() for name in facts.given_names}
        kept = [(one.name, kept_as) for facts in index.source.files.values() for one, kept_as in facts.kept]
        pass_on(self._given_names, kept)
        for facts in index.source.files.values():
            self._read(facts)
            self._kept(facts)
            for text, line, scope in facts.paths:
                source = index.enclosing(facts.file, scope)
                for number in self.opening.opened(text, facts.file):
                    self.add(source, number, line, f"a string names it or what holds it ({facts.file}:{line})")
        self._structure()
        for facts in index.source.files.values():
            for dynamic in facts.dynamic:
                self._dynamic(facts, dynamic)

    # -- adding -----------------------------------------------------------------------------------------------------------

    def add(self, source: int, target: int, line: int, reason: str = "") -> None:
        """Note an edge that is not written as a name."""
        if source == target:
            return
        if reason:
            self.weak[source].setdefault(target, (line, reason))
        else:
            self.strong[source].setdefault(target, line)

    def _refer(self, source: int, target: int, line: int) -> None:
        self.add(source, target, line)
        self.incoming[target].append(Edge(source, target, line))

    def _name(self, source: int, name: str, line: int, reason: str) -> None:
        if name in self.index.named:
            self.named[source].setdefault(name, (line, reason))

    # -- references -------------------------------------------------------------------------------------------------------

    def _read(self, facts: FileFacts) -> None:
        index, file = self.index, facts.file
        for one in facts.imports:
            source = index.enclosing(file, one.scope)
            target = self.binder.target(file, one)
            if isinstance(target, Unresolved):
                self._name(source, one.imported or "", one.line, f"imported from {one.module}, {target.reason}")
            for value in self.binder.module_values(file, one):
                if value.kind is Kind.FILE:
                    self._import(source, file, value.text, one.line)
            if isinstance(target, InRepository):
                for run in target.runs:
                    self._import(source, file, run, one.line)
            if one.imported is not None and one.form is ImportForm.NAMED:
                self._named_import(source, file, one.scope, one.local or one.imported, one.imported, one.line)
            if one.form is ImportForm.DYNAMIC:
                for value in self.binder.module_values(file, one):
                    self._whole(source, value, one.line, "its module is imported by name")
        for reference in facts.references:
            self._reference(facts, reference)

    def _import(self, source: int, importer: str, file: str, line: int) -> None:
        module = self.index.find(file, MODULE)
        if module is not None and file != importer:
            self.add(source, module, line)
            self.imported[file].setdefault(importer, line)

    def _named_import(self, source: int, file: str, scope: str, local: str, imported: str, line: int) -> None:
        for value in self.binder.lookup(file, scope, local):
            if value.kind is Kind.FILE:
                self._import(source, file, value.text, line)
            elif value.kind is Kind.SYMBOL:
                self.bound[(file, line, imported)].add(value.node)
                if not self._modules[file].files_are_modules:
                    self.imported[self.index.nodes[value.node].file].setdefault(file, line)
            elif value.kind is Kind.UNKNOWN:
                self._name(source, imported, line, value.text)
                self.bound[(file, line, imported)].add(-1)

    def _reference(self, facts: FileFacts, one: Reference) -> None:
        name = one.name
        if one.form is ReferenceForm.STRING:
            if name in self.index.named:
                self._name(self.index.enclosing(facts.file, one.scope), name, one.line, "its name is in a string")
                self.bound[(facts.file, one.line, name)].add(-1)
            return
        source = self.index.enclosing(facts.file, one.scope)
        if one.form is ReferenceForm.NAME:
            values = self.binder.lookup(facts.file, one.scope, name)
        else:
            values = self._attribute(facts.file, one)
        sure = bool(values)
        for value in values:
            if value.kind is Kind.SYMBOL:
                if not one.store:
                    self._refer(source, value.node, one.line)
                self.bound[(facts.file, one.line, name)].add(value.node)
                if one.given and self._is_class(value):
                    self._open(source, value.node, one.line, _HANDED_ON)
            elif value.kind is Kind.FILE and not one.as_receiver:
                self._whole(source, value, one.line, "its module is passed on as a value")
            elif value.kind is Kind.UNKNOWN:
                sure = False
        if not sure and name in self.index.named:
            reason = "an attribute of that name is used" if one.form is ReferenceForm.ATTRIBUTE else "the name is used unbound"
            self._name(source, name, one.line, reason)
            self.bound[(facts.file, one.line, name)].add(-1)

    def _kept(self, facts: FileFacts) -> None:
        """Follow objects that are kept under a name which is handed on somewhere."""
        for one, kept_as in facts.kept:
            if kept_as not in self._given_names:
                continue
            path = one.name if one.receiver is None else f"{one.receiver}.{one.name}"
            source = self.index.enclosing(facts.file, one.scope)
            for value in self.binder.follow(facts.file, one.scope, path):
                if value.node >= 0 and self._is_class(value):
                    self._open(source, value.node, one.line, _HANDED_ON)

    def _open(self, source: int, number: int, line: int, reason: str) -> None:
        """Note that every public member of a class may be used, whatever class of its family brings it."""
        for child in self.opening.members(number):
            self.add(source, child, line, reason)

    def _attribute(self, file: str, one: Reference) -> tuple[Value, ...]:
        if one.receiver is None:
            return ()
        found: dict[Value, None] = {}
        sure = True
        for value in self.binder.follow(file, one.scope, one.receiver):
            members = self.binder.member(value, one.name) if value.kind is not Kind.SYMBOL or self._is_class(value) else ()
            sure = sure and bool(members) and not (self._borrows and value.kind is Kind.OBJECT)
            found.update(dict.fromkeys(members))
        if not sure:
            found[Value(Kind.UNKNOWN)] = None
        return tuple(found)

    def _is_class(self, value: Value) -> bool:
        return self.index.nodes[value.node].is_class

    def _whole(self, source: int, value: Value, line: int, reason: str, prefix: str = "", suffix: str = "") -> None:
        """Note that everything that a file declares or passes on at its top level may be used."""
        todo, seen = [value.text] if value.kind is Kind.FILE else [], set[str]()
        while todo:
            file = todo.pop()
            module = self.index.find(file, MODULE)
            if module is None or file in seen:
                continue
            seen.add(file)
            self.add(source, module, line, reason)
            for name, child in self.index.children.get(module, {}).items():
                if name.startswith(prefix) and name.endswith(suffix):
                    self.add(source, child, line, reason)
                    if self._is_python(file):
                        self._open(source, child, line, reason)
                    self._members(child, line, reason)
            for arrived in self.binder.passed_on(file, prefix, suffix):
                if arrived.kind is Kind.FILE:
                    todo.append(arrived.text)
                elif arrived.kind is Kind.SYMBOL:
                    self.add(source, arrived.node, line, reason)
                    if self._is_python(file):
                        self._open(source, arrived.node, line, reason)

    def _is_python(self, file: str) -> bool:
        return self.index.source.files[file].language == Language.PYTHON

    def _members(self, number: int, line: int, reason: str) -> None:
        """Note that whoever loads a JS/TS module unseen may make objects of its classes and call their methods."""
        node = self.index.nodes[number]
        if node.is_class and self.index.source.files[node.file].language != Language.PYTHON:
            for name, member in self.index.children.get(number, {}).items():
                if not name.startswith("#"):
                    self.add(number, member, line, reason)

    # -- what the structure of classes and files says ------------------------------------------------------------------------

    def _structure(self) -> None:
        index = self.index
        for node in index.nodes:
            parent = index.parent.get(node.number)
            if parent is None:
                continue
            first = node.declarations[0] if node.declarations else None
            self.add(node.number, parent, first.line_start if first is not None else 1)
            resolver = self.binder.resolvers[index.source.files[node.file].language]
            owner = index.nodes[parent].declarations[0] if index.nodes[parent].is_class else None
            outside = self._outside_bases(node.number)
            for symbol in node.declarations:
                implicit = resolver.implicit(symbol, owner, outside)
                if implicit is not None:
                    self.add(parent, node.number, symbol.line_start, "" if implicit.certain else implicit.reason)
            if node.is_class:
                self._overrides(node.number)

    def _outside_bases(self, number: int) -> tuple[str, ...]:
        """Return the outside bases of a class and, in Python, of all classes around it: what reads those may read it."""
        found: dict[str, None] = {}
        here: int | None = number
        if self._modules[self.index.nodes[number].file].members_in_scope:
            owner = number if self.index.nodes[number].is_class else self.index.parent[number]
            return self.binder.all_outside_bases(owner) if self.index.nodes[owner].is_class else ()
        while here is not None:
            if self.index.nodes[here].is_class:
                found.update(dict.fromkeys(self.binder.all_outside_bases(here)))
            elif here != number:
                break
            here = self.index.parent.get(here)
        return tuple(found)

    def _overrides(self, number: int) -> None:
        """Tie together the members of one name in a class and all its bases: who calls one may get another."""
        ancestors = self.binder.ancestors(number)
        if not ancestors:
            return
        last: dict[str, int] = {}
        for one in [number, *ancestors]:
            for name, child in self.index.children.get(one, {}).items():
                if name in last:
                    self.add(last[name], child, 1)
                    self.add(child, last[name], 1)
                last[name] = child

    # -- computed access --------------------------------------------------------------------------------------------------

    def _dynamic(self, facts: FileFacts, one: Dynamic) -> None:
        source = self.index.enclosing(facts.file, one.scope)
        reason = f"{one.reason} at {facts.file}:{one.line} may reach it"
        if one.form is DynamicForm.SCOPE:
            if one.receiver is not None and not self._from_outside(facts.file, one):
                return
            self._whole(source, Value(Kind.FILE, facts.file), one.line, reason)
            for wanted in facts.imports if facts.language == Language.PYTHON else ():
                if wanted.form is ImportForm.NAMESPACE:
                    for value in self.binder.module_values(facts.file, wanted):
                        self._whole(source, value, one.line, reason)
        elif one.form is DynamicForm.FOLDER:
            folder = one.prefix.replace(".", "/").strip("/")
            for file in self.index.source.files if folder else ():
                if f"/{file}".find(f"/{folder}/") >= 0 and self._is_python(file):
                    self._whole(source, Value(Kind.FILE, file), one.line, reason)
        elif one.form is DynamicForm.CLASS:
            self._computed_class(source, facts, one, reason)
        elif one.form is DynamicForm.GIVEN:
            self._given_away(source, facts.file, one, reason)
        elif one.form is DynamicForm.MODULE:
            self._computed_import(source, facts, one, reason)
        elif one.reason.startswith("__subclasses__"):
            self._subclasses(source, facts.file, one, reason)
        else:
            self._computed_member(source, facts.file, one, reason)

    def _from_outside(self, file: str, one: Dynamic) -> bool:
        """Whether the function called is another project's, or one of the few of the standard library that look around."""
        for value in self.binder.follow(file, one.scope, one.receiver or ""):
            if value.kind is Kind.OUTSIDE:
                package = value.text.partition(".")[0]
                return package not in sys.stdlib_module_names or package in _LOOK_AROUND
        return False

    def _given_away(self, source: int, file: str, one: Dynamic, reason: str) -> None:
        for value in self.binder.follow(file, one.scope, one.receiver or ""):
            if value.node >= 0 and self._is_class(value):
                below = self.binder.descendants(value.node) if value.kind is Kind.OBJECT else []
                for number in [value.node, *self.binder.ancestors(value.node), *below]:
                    for name, child in self.index.children.get(number, {}).items():
                        if not name.startswith("#"):
                            self.add(source, child, one.line, reason)

    def _computed_import(self, source: int, facts: FileFacts, one: Dynamic, reason: str) -> None:
        path = one.prefix.replace(".", "/").strip("/")
        python = facts.language == Language.PYTHON
        folder = None if python else self._package_folder(facts.file)
        for file, other in self.index.source.files.items():
            if self._modules[file].family != self._modules[facts.file].family:
                continue
            if python and path and len(path) < _SHORTEST_FOLDER:
                wanted = file.startswith(path) or f"/{path}" in file
            else:
                wanted = path in file if path else not self.imported.get(file)
            # A file that is imported by name for one thing may be loaded for another.
            if folder is not None and other.language != Language.PYTHON:
                wanted = wanted or file.startswith(folder)
            if wanted or (python and not path and other.language == Language.PYTHON):
                self._whole(source, Value(Kind.FILE, file), one.line, reason)

    def _package_folder(self, file: str) -> str:
        """Return the folder of the nearest package.json, with its slash; "" for the root."""
        folder = file
        while folder := folder.rpartition("/")[0]:
            if f"{folder}/package.json" in self._others:
                return f"{folder}/"
        return ""

    def _computed_class(self, source: int, facts: FileFacts, one: Dynamic, reason: str) -> None:
        """Note that a class may be loaded by its name: one that such a name fits, or one that can be handled by its base."""
        for node in self.index.nodes:
            if node.is_class and self.index.source.files[node.file].language == facts.language:
                fits = (one.prefix or one.suffix) and node.name.startswith(one.prefix) and node.name.endswith(one.suffix)
                if fits or any(symbol.bases for symbol in node.declarations):
                    self.add(source, node.number, one.line, reason)

    def _subclasses(self, source: int, file: str, one: Dynamic, reason: str) -> None:
        values = self.binder.follow(file, one.scope, one.receiver) if one.receiver is not None else ()
        bases = [value.node for value in values if value.kind in (Kind.SYMBOL, Kind.OBJECT)]
        for base in bases or list(self.binder.subclasses):
            for number in self.binder.descendants(base):
                self.add(source, number, one.line, reason)

    def _computed_member(self, source: int, file: str, one: Dynamic, reason: str) -> None:
        values = self.binder.follow(file, one.scope, one.receiver) if one.receiver is not None else ()
        followed = [value for value in values if value.kind is not Kind.UNKNOWN]
        for value in followed:
            if value.kind is Kind.FILE:
                self._whole(source, value, one.line, reason, one.prefix, one.suffix)
            elif value.kind in (Kind.SYMBOL, Kind.OBJECT):
                for number in self.binder.family(value.node):
                    for name, child in self.index.children.get(number, {}).items():
                        if name.startswith(one.prefix) and name.endswith(one.suffix):
                            self.add(source, child, one.line, reason)
        if values and len(followed) == len(values) and not any(self._plain(value) for value in followed):
            return
        if one.prefix or one.suffix:
            for name in self.index.named:
                if name.startswith(one.prefix) and name.endswith(one.suffix):
                    self._name(source, name, one.line, reason)
            return
        for number in self._any_member(file, one.only):
            self.add(source, number, one.line, reason)

    def _any_member(self, file: str, only: frozenset[SymbolKind]) -> list[int]:
        """Return the members that code in `file` can mean which looks for any: not those that the language keeps from it."""
        module = self._modules[file]
        key = (module.family, only)
        if key not in self._any:
            seen: list[int] = []
            hidden: dict[str, list[int]] = defaultdict(list)
            for number, parent in self.index.parent.items():
                node = self.index.nodes[number]
                fits = not only or any(symbol.kind in only for symbol in node.declarations)
                if node.name.startswith("_") or not fits or self._modules[node.file].family != module.family:
                    continue
                if self.index.nodes[parent].is_class:
                    shown = not module.members_in_scope or any(symbol.exported for symbol in node.declarations)
                    (seen if shown else hidden[node.file]).append(number)
            self._any[key] = (seen, hidden)
        seen, hidden = self._any[key]
        return [*seen, *hidden.get(file, ())]

    def _plain(self, value: Value) -> bool:
        """Whether the value is a function or a variable: its members are those of something else."""
        return value.kind is Kind.SYMBOL and not self._is_class(value)
