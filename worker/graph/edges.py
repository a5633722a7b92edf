"""Who refers to what: strong edges where a name binds, weak ones where it might."""

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from worker.graph.binding import WHOLE, Binder
from worker.graph.index import MODULE, Index
from worker.graph.opening import Opening
from worker.graph.resolver import External, InRepository, Unresolved
from worker.graph.unseen import Unseen
from worker.graph.value import Kind, Value
from worker.graph.weak import Weak
from worker.graph.whole import Whole
from worker.source.facts import FileFacts, ImportForm, Reference, ReferenceForm
from worker.source.languages import module_of
from worker.source.module import LanguageModule
from worker.source.python_giving import pass_on

_HANDED_ON = "an object of its class, or the class itself, is handed on"
_PYTHON = "python"
_LINE_BITS = 32
UNSURE = -1
NO_SYMBOL = -2
"""What a name binds to that means a local variable or something else which is no symbol."""
_BY_WORD = {
    ReferenceForm.STRING: "its name is in a string",
    ReferenceForm.TOKEN: "its name is among the arguments of a macro",
}
_KEYS = {ReferenceForm.NAME: "", ReferenceForm.STRING: " ", ReferenceForm.TOKEN: "  "}
"""What stands for the receiver of what has none: nothing but attributes of something unknown has None."""


class Meaning(NamedTuple):
    """What a name means wherever it is written the same way in the same scope."""

    source: int
    """The node whose code it is."""
    values: tuple[Value, ...]
    nodes: tuple[int, ...]
    """The symbols among `values`."""
    plain: bool
    """Nothing but symbols, none of them a class."""
    unsure: str
    """Why symbols of that name somewhere else may be meant too; "" where that is out of the question."""
    free: bool = False
    """Only symbols that are no members may be meant."""
    nothing: bool = False
    """It means no symbol for sure: a local variable, for example."""


class Edges:
    """Every edge of a repository. Weak edges by name are kept as names: one `x.close()` may mean a hundred methods."""

    def __init__(self, index: Index, binder: Binder) -> None:
        self.index = index
        self.binder = binder
        self.opening = Opening(index, binder)
        self.whole = Whole(index, binder, self.opening)
        self.strong: dict[int, dict[int, int]] = defaultdict(dict)
        """source -> target -> first line"""
        self.overrides: dict[int, set[int]] = defaultdict(set)
        """Members of one name in a class and its bases: where one is used the other is, as long as its own class is,
        and neither can go without the other."""
        self.weak = Weak()
        self.incoming: dict[int, array[int]] = defaultdict(lambda: array("q"))
        """Written references that bind: target -> (source, line) of each, in one number."""
        self.imported: dict[str, dict[str, int]] = defaultdict(dict)
        """file -> importing file -> line"""
        self._bound: dict[str, dict[tuple[int, str], set[int]]] = {}
        self._python_only: dict[str, bool] = {}
        self._met_strangers: dict[str, bool] = {}
        """file -> whether it imports packages of other projects"""
        self._borrows = any(facts.borrows for facts in index.source.files.values())
        self._given_names = {name for facts in index.source.files.values() for name in facts.given_names}
        kept = [(one.name, kept_as) for facts in index.source.files.values() for one, kept_as in facts.kept]
        pass_on(self._given_names, kept)
        for facts in index.source.files.values():
            self._read(facts)
            self._kept(facts)
            for text, line, scope in facts.paths:
                source = index.enclosing(facts.file, scope)
                for numbers in self.opening.opened(text, facts.file):
                    self.weak.add(source, numbers, f"a string names it or what holds it ({facts.file}:{line})")
        self._structure()
        unseen = Unseen(self)
        for facts in index.source.files.values():
            for dynamic in facts.dynamic:
                unseen.note(facts, dynamic)

    # -- adding -----------------------------------------------------------------------------------------------------------

    def add(self, source: int, target: int, line: int) -> None:
        """Note a strong edge that is not written as a name."""
        if source != target:
            self.strong[source].setdefault(target, line)

    def name(self, source: int, name: str, line: int, reason: str) -> None:
        """Note that any symbol of a name may be meant."""
        if name in self.index.named:
            self.weak.name(source, name, line, reason)

    def callers(self, target: int) -> Iterator[tuple[int, int]]:
        """Yield (source, line) of each written reference that binds to `target`."""
        for packed in self.incoming.get(target, ()):
            yield packed >> _LINE_BITS, packed & ((1 << _LINE_BITS) - 1)

    def open_whole(self, source: int, file: str, reason: str, prefix: str = "", suffix: str = "") -> None:
        """Note that everything that a file declares or passes on at its top level may be used."""
        opened = self.whole.of(file, prefix, suffix)
        self.weak.add(source, opened.numbers, reason)
        for number, members in opened.makers:
            self.weak.add(number, members, reason)

    # -- references -------------------------------------------------------------------------------------------------------

    def _read(self, facts: FileFacts) -> None:
        index, file = self.index, facts.file
        for one in facts.imports:
            source = index.enclosing(file, one.scope)
            target = self.binder.target(file, one)
            if isinstance(target, Unresolved):
                self.name(source, one.imported or "", one.line, f"imported from {one.module}, {target.reason}")
            for value in self.binder.module_values(file, one):
                if value.kind is Kind.FILE:
                    self._import(source, file, value.text, one.line)
            if isinstance(target, InRepository):
                for run in target.runs:
                    self._import(source, file, run, one.line)
            if one.imported is not None and one.form is ImportForm.NAMED:
                for value in self.binder.lookup(file, one.scope, one.local or one.imported):
                    if value.kind is Kind.FILE:
                        self._import(source, file, value.text, one.line)
                    elif value.kind is Kind.SYMBOL and not self._language(file).files_are_modules:
                        self.imported[index.nodes[value.node].file].setdefault(file, one.line)
                    elif value.kind is Kind.UNKNOWN:
                        self.name(source, one.imported, one.line, value.text)
            if one.form is ImportForm.DYNAMIC:
                for value in self.binder.module_values(file, one):
                    if value.kind is Kind.FILE:
                        self.open_whole(source, value.text, "its module is imported by name")
        self._refer(facts)

    def _import(self, source: int, importer: str, file: str, line: int) -> None:
        module = self.index.find(file, MODULE)
        if module is not None and file != importer:
            self.add(source, module, line)
            self.imported[file].setdefault(importer, line)

    def _refer(self, facts: FileFacts) -> None:
        """Note the edges of a file's references. What a name means is looked up once for all places that write it alike."""
        meanings: dict[tuple[str, str, str | None], Meaning | None] = {}
        strong, incoming, named = self.strong, self.incoming, self.index.named
        name_form = ReferenceForm.NAME
        for one in facts.references:
            name, line, form, scope, receiver, store = one[:6]
            # Most attributes are those of local variables, and no symbol is called like them.
            if receiver is None and form is not name_form and name not in named:
                continue
            key = (name, scope, receiver or _KEYS.get(form))
            try:
                meaning = meanings[key]
            except KeyError:
                meaning = self._meaning(facts.file, one)
                if meaning.unsure:
                    note = self.weak.free_name if meaning.free else self.weak.name
                    note(meaning.source, name, line, meaning.unsure)
                # What binds to nothing has been said with its first place.
                meanings[key] = meaning = meaning if meaning.values else None
            if meaning is None:
                continue
            if not store and meaning.nodes:
                source = meaning.source
                place = source << _LINE_BITS | line
                targets = strong[source]
                for number in meaning.nodes:
                    if number != source and number not in targets:
                        targets[number] = line
                    incoming[number].append(place)
            if not meaning.plain:
                self._pass_on(one, meaning)

    def _meaning(self, file: str, one: Reference) -> Meaning:
        source = self.index.enclosing(file, one.scope)
        known = one.name in self.index.named
        if one.form not in _BY_WORD and known and self._language(file).family != _PYTHON and self._only_python(one.name):
            # No other language can write the name of something in Python but in a string.
            return Meaning(source, (), (), True, "", nothing=True)
        if one.form in _BY_WORD:
            return Meaning(source, (), (), True, _BY_WORD[one.form] if known else "")
        is_name = one.form is ReferenceForm.NAME
        values = self.binder.lookup(file, one.scope, one.name) if is_name else self._attribute(file, one)
        if not one.as_receiver and not self._language(file).files_are_modules:
            values = tuple(value for value in values if value.kind is not Kind.FILE)
        sure = bool(values) and all(value.kind is not Kind.UNKNOWN for value in values)
        reason = "the name is used unbound" if is_name else "an attribute of that name is used"
        of_use = tuple(value for value in values if value.kind is Kind.SYMBOL or value.kind is Kind.FILE)
        nodes = tuple(value.node for value in of_use if value.kind is Kind.SYMBOL)
        plain = len(nodes) == len(of_use) and not any(self.index.nodes[number].is_class for number in nodes)
        if sure or not known:
            return Meaning(source, of_use, nodes, plain, "")
        free = is_name and not self._language(file).types_are_scopes
        nothing = free and one.name not in self.index.free
        return Meaning(source, of_use, nodes, plain, "" if nothing else reason, free, nothing)

    def _pass_on(self, one: Reference, meaning: Meaning) -> None:
        """Note classes and modules that go where nobody follows them."""
        for value in meaning.values:
            if value.kind is Kind.FILE:
                if not one.as_receiver and (number := self.only_class(value.text)) is not None:
                    self.weak.add(meaning.source, number, "its module is passed on as a value")
                elif not one.as_receiver:
                    self.open_whole(meaning.source, value.text, "its module is passed on as a value")
            elif one.given:
                self._hand_on(meaning.source, value.node)

    def only_class(self, file: str) -> int | None:
        """Return the class that a module of JS/TS is as a whole (`module.exports = Reader`), where it offers nothing else.

        Whether objects of it are given away is seen where it is imported, as with a class that is imported by its name.
        """
        facts = self.index.source.files[file]
        if len(facts.exports) != 1 or facts.exports[0].name != WHOLE:
            return None
        if any(one.form in (ImportForm.REEXPORT, ImportForm.REEXPORT_STAR) for one in facts.imports):
            return None
        number = self.index.find(file, facts.exports[0].local)
        return number if number is not None and self.index.nodes[number].is_class else None

    def _kept(self, facts: FileFacts) -> None:
        """Follow objects that are kept under a name which is handed on somewhere."""
        for one, kept_as in facts.kept:
            if kept_as not in self._given_names:
                continue
            path = one.name if one.receiver is None else f"{one.receiver}.{one.name}"
            source = self.index.enclosing(facts.file, one.scope)
            for value in self.binder.follow(facts.file, one.scope, path):
                if value.node >= 0 and self.is_class(value):
                    self._hand_on(source, value.node)

    def _hand_on(self, source: int, number: int) -> None:
        """Note that whoever gets an object of the class may use its members; another project those with an underscore, too."""
        file = self.index.nodes[source].file
        met = self._met_strangers.get(file)
        if met is None:
            targets = (self.binder.target(file, one) for one in self.index.source.files[file].imports)
            packages = [target.package for target in targets if isinstance(target, External)]
            met = any(package.partition(".")[0] not in sys.stdlib_module_names for package in packages)
            self._met_strangers[file] = met
        self.weak.add(source, self.opening.members(number, protected=met), _HANDED_ON)

    def _attribute(self, file: str, one: Reference) -> tuple[Value, ...]:
        if one.receiver is None:
            return ()
        found: dict[Value, None] = {}
        sure = True
        for value in self.binder.follow(file, one.scope, one.receiver):
            members = self.binder.member(value, one.name) if value.kind is not Kind.SYMBOL or self.is_class(value) else ()
            sure = sure and bool(members) and not (self._borrows and value.kind is Kind.OBJECT) and not self._is_merged(value)
            found.update(dict.fromkeys(members))
        if not sure:
            found[Value(Kind.UNKNOWN)] = None
        return tuple(found)

    def _is_merged(self, value: Value) -> bool:
        """Whether several types of one name in a namespace may be meant, where each could pass a member on (Rust's `Deref`)."""
        if value.node < 0:
            return False
        own = [one for one in self.index.nodes[value.node].declarations if not one.reopens]
        return len(own) > 1 and not self._language(own[0].file).types_are_scopes

    def _only_python(self, name: str) -> bool:
        known = self._python_only.get(name)
        if known is None:
            files = {self.index.nodes[number].file for number in self.index.named[name]}
            known = self._python_only[name] = all(self._language(file).family == _PYTHON for file in files)
        return known

    def _language(self, file: str) -> LanguageModule:
        return module_of(self.index.source.files[file].language)

    def is_class(self, value: Value) -> bool:
        """Whether a value that is a node is a class, or an object of one."""
        return self.index.nodes[value.node].is_class

    def bound_at(self, file: str, line: int, name: str) -> set[int]:
        """Return what a name binds to at a line; UNSURE is among it where that is not sure."""
        table = self._bound.get(file)
        if table is None:
            table = self._bound[file] = self._bind(self.index.source.files[file]) if file in self.index.source.files else {}
        return table.get((line, name), set())

    def _bind(self, facts: FileFacts) -> dict[tuple[int, str], set[int]]:
        found: dict[tuple[int, str], set[int]] = defaultdict(set)
        for one in facts.imports:
            if one.imported is not None and one.form is ImportForm.NAMED:
                for value in self.binder.lookup(facts.file, one.scope, one.local or one.imported):
                    if value.kind is Kind.SYMBOL:
                        found[(one.line, one.imported)].add(value.node)
                    elif value.kind is Kind.UNKNOWN:
                        found[(one.line, one.imported)].add(UNSURE)
        meanings: dict[tuple[str, ReferenceForm, str, str | None], Meaning] = {}
        for reference in facts.references:
            key = (reference.name, reference.form, reference.scope, reference.receiver)
            meaning = meanings.get(key)
            if meaning is None:
                meaning = meanings[key] = self._meaning(facts.file, reference)
            if meaning.nodes or meaning.unsure or meaning.nothing:
                place = found[(reference.line, reference.name)]
                place.update(meaning.nodes)
                if meaning.unsure:
                    place.add(UNSURE)
                if meaning.nothing:
                    place.add(NO_SYMBOL)
        return dict(found)

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
                if implicit is None or parent == node.number:
                    continue
                if implicit.certain:
                    self.add(parent, node.number, symbol.line_start)
                else:
                    self.weak.add(parent, node.number, implicit.reason)
            if node.is_class:
                self._overrides(node.number)

    def _outside_bases(self, number: int) -> tuple[str, ...]:
        """Return the outside bases of a class and, in Python, of all classes around it: what reads those may read it."""
        found: dict[str, None] = {}
        here: int | None = number
        if self._language(self.index.nodes[number].file).members_in_scope:
            owner = number if self.index.nodes[number].is_class else self.index.parent[number]
            return self.binder.kin.all_outside_bases(owner) if self.index.nodes[owner].is_class else ()
        while here is not None:
            if self.index.nodes[here].is_class:
                found.update(dict.fromkeys(self.binder.kin.all_outside_bases(here)))
            elif here != number:
                break
            here = self.index.parent.get(here)
        return tuple(found)

    def _overrides(self, number: int) -> None:
        """Tie together the members of one name in a class and all its bases: who calls one may get another."""
        ancestors = self.binder.kin.ancestors(number)
        if not ancestors:
            return
        last: dict[str, int] = {}
        for one in [number, *ancestors]:
            for name, child in self.index.children.get(one, {}).items():
                if name in last:
                    self.overrides[last[name]].add(child)
                    self.overrides[child].add(last[name])
                last[name] = child
