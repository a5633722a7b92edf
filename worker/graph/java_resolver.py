"""Java: where imports lead, where execution starts, what outsiders may use."""

from functools import cached_property

from worker.graph import java_conventions as conventions
from worker.graph.java_packages import JavaPackages, group_of
from worker.graph.java_project import library
from worker.graph.resolver import Implicit, Outside, Root, RootKind, Target
from worker.source.facts import FileFacts, Import, Source, Symbol, SymbolKind
from worker.source.words import searchable

_STARTS = frozenset({"main", "premain", "agentmain"})
_SEEN = frozenset({"public", "protected"})
_DATA = frozenset({SymbolKind.CONSTANT, SymbolKind.VARIABLE})
_MEMBERS = _DATA | {SymbolKind.METHOD}
_ANONYMOUS = "$"


class JavaResolver:
    """The Java half of a repository."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._files = [facts for facts in source.files.values() if facts.language == "java"]
        self._packages = JavaPackages(self._files)
        self._by_name: dict[str, dict[str, Symbol]] = {}
        """file -> qualname -> its first declaration"""
        self._abstract: dict[tuple[str, str], int] = {}
        """(file, qualname) -> how many abstract methods it declares"""
        self._called: dict[tuple[str, str], str] = {}
        """(file, qualname) -> an annotation of a method, which may lead others to it"""
        self._native: set[tuple[str, str]] = set()
        """(file, top-level class) of native methods"""
        for facts in self._files:
            named = self._by_name[facts.file] = {}
            for symbol in facts.symbols:
                named.setdefault(symbol.qualname, symbol)
                if symbol.kind is SymbolKind.METHOD and symbol.parent is not None:
                    for one in symbol.decorators:
                        if conventions.simple(one) not in conventions.HARMLESS:
                            self._called.setdefault((facts.file, symbol.parent), conventions.simple(one))
                if "native" in symbol.modifiers:
                    self._native.add((facts.file, symbol.qualname.partition(".")[0]))
                if "abstract" in symbol.modifiers and symbol.parent is not None:
                    key = (facts.file, symbol.parent)
                    self._abstract[key] = self._abstract.get(key, 0) + 1

    def resolve(self, _importer: str, wanted: Import) -> Target:
        """Say where `wanted` leads."""
        return self._packages.resolve(wanted)

    def submodule(self, _parent: str, _name: str) -> Target | None:
        """Files are no modules."""
        return None

    def group(self, file: str) -> str | None:
        """Name the package: its types are seen from all its files, in whatever source set they lie."""
        return group_of(self._source.files[file].namespace)

    # -- where execution starts -------------------------------------------------------------------------------------------

    def roots(self) -> list[Root]:
        """Return every file (imports and annotations of packages act by themselves), every `main`, and all of the tests."""
        found: list[Root] = []
        for facts in self._files:
            kind = RootKind.TEST if facts.is_test else RootKind.PRODUCTION
            found.append(Root(facts.file, "", "a file of a package", kind))
            for symbol in facts.symbols:
                if facts.is_test:
                    found.append(Root(facts.file, symbol.qualname, "a test", RootKind.TEST))
                elif symbol.name in _STARTS and symbol.kind is SymbolKind.METHOD:
                    found.append(Root(facts.file, symbol.qualname, f"the JVM calls {symbol.name}"))
        return found

    # -- what outsiders may use -------------------------------------------------------------------------------------------

    def public_api(self) -> list[Outside]:
        """Return what users of a library see: the public and protected members of public classes, and of what those extend."""
        reason = self._library
        if reason is None:
            return []
        bases = {base.rpartition(".")[2] for facts in self._files for symbol in facts.symbols for base in symbol.bases}
        return [
            Outside(facts.file, symbol.qualname, reason)
            for facts in self._files
            if not facts.is_test
            for symbol in facts.symbols
            if symbol.modifiers & _SEEN and self._seen(facts, symbol.parent, bases)
        ]

    @cached_property
    def _library(self) -> str | None:
        starters = {
            symbol.parent.partition(".")[0]
            for facts in self._files
            if not facts.is_test
            for symbol in facts.symbols
            if symbol.name == "main" and symbol.kind is SymbolKind.METHOD and symbol.parent
        }
        return self._loads_plugins() or library(self._source, starters)

    def _loads_plugins(self) -> str | None:
        for facts in self._files:
            if facts.is_test:
                continue
            for one in facts.imports:
                if f"{one.module}.".startswith(tuple(f"{package}." for package in conventions.PLUGINS)):
                    return f"plugins may use it ({facts.file} imports {one.module})"
            for used in facts.references:
                if used.name in conventions.LOADERS:
                    return f"plugins may use it ({facts.file}:{used.line} has a {used.name})"
        return None

    def _seen(self, facts: FileFacts, qualname: str | None, bases: set[str]) -> bool:
        """Whether outsiders can name a class, or what derives from it."""
        while qualname is not None:
            symbol = self._by_name[facts.file].get(qualname)
            if symbol is None or not (symbol.modifiers & _SEEN or symbol.name in bases):
                return False
            qualname = symbol.parent
        return True

    # -- what is used without being named ---------------------------------------------------------------------------------

    def implicit(self, symbol: Symbol, owner: Symbol | None, outside_bases: tuple[str, ...]) -> Implicit | None:
        """Say whether something calls `symbol` without naming it."""
        if symbol.name.startswith(_ANONYMOUS) or (owner is not None and owner.name.startswith(_ANONYMOUS)):
            return Implicit("an object is made of it where it stands", certain=True)
        if "enum" in symbol.modifiers and symbol.kind is SymbolKind.CONSTANT:
            return Implicit("it is one of the values of its enum", certain=True)
        if conventions.DELIBERATE.match(symbol.name):
            return Implicit("its name says that it is there though nothing uses it")
        if symbol.kind is SymbolKind.METHOD and (symbol.file, symbol.qualname.partition(".")[0]) in self._native:
            return Implicit("code in another language may call it: its class has native methods")
        for one in symbol.decorators:
            if conventions.simple(one) not in conventions.HARMLESS or "unused" in one:
                return Implicit(f"the annotation @{conventions.simple(one)} may lead others to it")
        member = "private" not in symbol.modifiers and symbol.kind in _MEMBERS
        if member and (around := self._annotation_around(symbol, conventions.STEREOTYPES)):
            return Implicit(f"the annotation @{around} of its class may lead others to it")
        if symbol.kind is SymbolKind.METHOD:
            return self._method(symbol, owner, outside_bases)
        if symbol.kind in _DATA:
            return self._data(symbol, outside_bases)
        return self._class(symbol, outside_bases)

    def _class(self, symbol: Symbol, outside_bases: tuple[str, ...]) -> Implicit | None:
        for base in outside_bases:
            if not conventions.is_plain(base):
                return Implicit(f"it extends or implements {base}, which may find it")
        if (annotation := self._called.get((symbol.file, symbol.qualname))) is not None:
            return Implicit(f"the annotation @{annotation} of a method may lead others to it")
        return self._found(symbol)

    def _found(self, symbol: Symbol) -> Implicit | None:
        """Say whether a container or a tool finds a class by its name or by where it is."""
        if conventions.CLASSES_BY_NAME.fullmatch(symbol.name):
            return Implicit(f"classes like {symbol.name} are found by name")
        if symbol.name.endswith("Builder") and (annotation := self._annotation_around(symbol, conventions.HARMLESS)):
            return Implicit(f"the annotation @{annotation} of the class around it may fill it")
        if self._beans and symbol.bases:
            return Implicit(f"{self._beans} makes every class a bean")
        return None

    @cached_property
    def _beans(self) -> str | None:
        """The file that lets a container look for beans among all classes."""
        return next((file for file in searchable(self._source) if file.endswith("/beans.xml")), None)

    def _annotation_around(self, symbol: Symbol, harmless: frozenset[str]) -> str | None:
        """Return an annotation of a class around `symbol` that may lead others to its members."""
        here = symbol.parent
        while here is not None:
            around = self._by_name[symbol.file].get(here)
            if around is None:
                return None
            for one in around.decorators:
                if conventions.simple(one) not in harmless:
                    return conventions.simple(one)
            here = around.parent
        return None

    def _method(self, symbol: Symbol, owner: Symbol | None, outside_bases: tuple[str, ...]) -> Implicit | None:
        name, modifiers, private = symbol.name, symbol.modifiers, "private" in symbol.modifiers
        if name in conventions.OBJECT:
            return Implicit(f"the language calls {name} by itself", certain=True)
        if any(conventions.simple(one) == "Override" for one in symbol.decorators):
            return Implicit("it overrides a method, whoever calls that")
        if modifiers & {"record", "element"} and "static" not in modifiers and not private:
            return Implicit("records and annotations are read by reflection")
        if (
            name in conventions.PRIVATE_BY_NAME
            or conventions.SETTER.fullmatch(name)
            or (not private and conventions.BY_NAME.fullmatch(name))
        ):
            return Implicit(f"methods like {name} are called by name")
        if owner is not None and owner.kind is SymbolKind.TYPE and "abstract" in symbol.modifiers:
            if self._abstract.get((symbol.file, owner.qualname)) == 1:
                return Implicit("it is the one method of its interface, which a lambda may stand for")
            if owner.name.endswith(("MBean", "MXBean")):
                return Implicit("it is an operation of a managed bean")
        if not private and owner is not None and (found := self._found(owner)):
            return found
        if symbol.modifiers & _SEEN and "static" not in symbol.modifiers:
            for base in outside_bases:
                if conventions.may_override(name, base):
                    return Implicit(f"its class extends or implements {base}, which may call it")
        return None

    def _data(self, symbol: Symbol, outside_bases: tuple[str, ...]) -> Implicit | None:
        if "static" not in symbol.modifiers:
            return Implicit("serialisers, injectors and debuggers read fields")
        if symbol.name in conventions.FIELDS_BY_NAME:
            return Implicit(f"fields called {symbol.name} are looked up by name")
        if symbol.made_by is not None:
            return Implicit(f"its initialiser calls {symbol.made_by}")
        if symbol.kind is SymbolKind.VARIABLE and "private" not in symbol.modifiers and outside_bases:
            return Implicit(f"its class extends or implements {outside_bases[0]}, which may set it")
        return None
