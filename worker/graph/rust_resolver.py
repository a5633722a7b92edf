"""Rust: where paths lead, where execution starts, what outsiders may use.

A crate is one namespace: its modules share their names here, so that no path has to be understood to the end. Two things of one
name in one crate are one node, with one fate.
"""

from worker.graph import rust_public
from worker.graph.resolver import Implicit, InRepository, Outside, Root, RootKind, Target
from worker.graph.rust_crates import Crates
from worker.graph.rust_modules import RustModules
from worker.source.facts import FileFacts, Import, Source, Symbol, SymbolKind
from worker.source.rust import RUST
from worker.source.rust_attributes import for_tests, is_procedural, reason


class RustResolver:
    """The Rust half of a repository."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._files = {file: facts for file, facts in source.files.items() if facts.language == RUST}
        self._crates = Crates(source, list(self._files))
        self._modules = RustModules(self._files, self._crates)
        for file in self._modules.for_tests():
            # Only the tree of modules shows that a file is compiled for tests alone.
            self._files[file].is_test = True

    def resolve(self, importer: str, wanted: Import) -> Target:
        """Say where `wanted`, written in `importer`, leads."""
        return self._modules.resolve(importer, wanted)

    def submodule(self, parent: str, name: str) -> Target | None:
        """Return the module `name` of the crate of `parent`."""
        held = self._modules.holds(self._modules.crate(parent) or "", name)
        return InRepository(tuple(held)) if held else None

    def group(self, file: str) -> str | None:
        """Name the crate."""
        crate = self._modules.crate(file)
        return f"rust:{crate}" if crate is not None else None

    def roots(self) -> list[Root]:
        """Return every file's top level, `main`, tests, procedural macros, and the types of others that the code adds to."""
        found: list[Root] = []
        declared: dict[str | None, set[str]] = {}
        for file, facts in self._files.items():
            names = declared.setdefault(self.group(file) or file, set())
            names.update(one.qualname for one in facts.symbols if not one.reopens)
        for file, facts in self._files.items():
            kind = RootKind.TEST if facts.is_test else RootKind.PRODUCTION
            found.append(Root(file, "", "the top level of a file", kind))
            known = declared[self.group(file) or file]
            for symbol in facts.symbols:
                found.extend(self._root(facts, symbol, kind))
                for name in (symbol.parent, symbol.qualname if symbol.reopens else None):
                    if name and name not in known:
                        is_test = facts.is_test_at(symbol.name_line)
                        found.append(Root(file, name, "declared elsewhere", RootKind.TEST if is_test else kind))
        return found

    def _root(self, facts: FileFacts, symbol: Symbol, kind: RootKind) -> list[Root]:
        if facts.is_test_at(symbol.name_line) and not facts.is_test:
            return [Root(facts.file, symbol.qualname, "test code", RootKind.TEST)]
        if symbol.name == "main" and symbol.parent is None and symbol.kind is SymbolKind.FUNCTION:
            return [Root(facts.file, symbol.qualname, "where a program starts", kind)]
        if for_tests(symbol.decorators):
            return [Root(facts.file, symbol.qualname, "a test", RootKind.TEST)]
        if is_procedural(symbol.decorators):
            return [Root(facts.file, symbol.qualname, "a procedural macro", kind)]
        return []

    def public_api(self) -> list[Outside]:
        """Return what other crates, generated code and code that is put together may use."""
        return rust_public.public_api(self._files, self._crates, self._modules)

    def implicit(self, symbol: Symbol, owner: Symbol | None, outside_bases: tuple[str, ...]) -> Implicit | None:
        """Say whether something calls `symbol` without naming it."""
        del owner, outside_bases
        if symbol.kind is SymbolKind.METHOD and symbol.bases:
            return Implicit(f"the trait {symbol.bases[0]} asks for it", certain=True)
        if symbol.reopens:
            # Who calls a method of the trait on a type of others names neither.
            if symbol.bases == (symbol.name,):
                return Implicit("it is implemented for types of others", certain=True)
        elif symbol.name.startswith("_"):
            return Implicit("its author allows it to be unused")
        why = reason(symbol.decorators)
        return Implicit(why) if why else None
