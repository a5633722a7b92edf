"""The types of a C# repository by name: what they derive from that lies outside, and whether all their parts are seen."""

import posixpath
import re
from collections import defaultdict

from worker.source.facts import FileFacts, Source, Symbol, SymbolKind
from worker.source.words import text_of, texts

_TYPES = frozenset({SymbolKind.CLASS, SymbolKind.TYPE, SymbolKind.ENUM})
_OTHER_PARTS = (".xaml", ".axaml", ".razor", ".cshtml", ".aspx", ".ascx", ".master", ".asax", ".svc", ".asmx")


class CSharpTypes:
    """What is declared where, and which bases may be types from outside."""

    def __init__(self, source: Source, files: list[FileFacts]) -> None:
        self._root = source.root
        self._declared: dict[str, list[tuple[FileFacts, Symbol]]] = defaultdict(list)
        self._parts: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._texts = frozenset(texts(source))
        self._namespaces = {facts.file: tuple(facts.namespace.split("|")) for facts in files}
        self._usings = {facts.file: {one.module for one in facts.imports} for facts in files}
        self._everywhere = {one.module for facts in files for one in facts.imports if one.exported_as}
        self._outside: dict[str, tuple[str, ...]] = {}
        for facts in files:
            for symbol in facts.symbols:
                if symbol.kind in _TYPES:
                    self._declared[symbol.name].append((facts, symbol))
                    if "partial" in symbol.modifiers:
                        self._parts[(facts.namespace, symbol.qualname)].add(f"{facts.file}:{symbol.line_start}")

    @property
    def names(self) -> frozenset[str]:
        """The names of all types."""
        return frozenset(self._declared)

    def outside_bases(self, name: str) -> tuple[str, ...]:
        """Return the bases that may lie outside of the repository of all types called `name`, taken over all their bases.

        A base whose namespace a file doesn't see is another one of that name.
        """
        known = self._outside.get(name)
        if known is None:
            found: dict[str, None] = {}
            todo, seen = [name], {name}
            while todo:
                for facts, symbol in self._declared.get(todo.pop(), ()):
                    for base in symbol.bases:
                        if not any(self._sees(facts, other, one) for other, one in self._declared.get(base, ())):
                            found[base] = None
                        if base not in seen:
                            seen.add(base)
                            todo.append(base)
            known = self._outside[name] = tuple(found)
        return known

    def _sees(self, facts: FileFacts, other: FileFacts, symbol: Symbol) -> bool:
        if symbol.parent is not None or other is facts:
            return True
        if len(self._namespaces[other.file]) > 1:
            return False
        wanted = self._namespaces[other.file][0]
        own = self._namespaces[facts.file]
        return (
            not wanted
            or any(one == wanted or one.startswith(f"{wanted}.") for one in own)
            or wanted in self._usings[facts.file]
            or wanted in self._everywhere
        )

    def unseen_part(self, symbol: Symbol, namespace: str) -> bool:
        """Whether a part of a partial type may be generated when the code is built, from nothing that names what it uses."""
        if "partial" not in symbol.modifiers:
            return False
        if "|" in namespace:
            return True
        if len(self._parts[(namespace, symbol.qualname)]) > 1:
            return False
        stem = symbol.file.removesuffix(".cs")
        others = (f"{stem}.Designer.cs", f"{stem}.designer.cs", f"{posixpath.splitext(stem)[0]}.Designer.cs", stem)
        return not any(
            self._names_it(one, symbol.name)
            for one in (*others, *(stem + ending for ending in _OTHER_PARTS))
            if one in self._texts and (one != stem or one.endswith(_OTHER_PARTS))
        )

    def _names_it(self, file: str, name: str) -> bool:
        """Whether a file that is no code, or was written by a machine, makes another part of the type `name`."""
        if posixpath.basename(file).partition(".")[0] == name:
            return True
        return re.search(rf"\b{re.escape(name)}\b", text_of(self._root, file)) is not None
