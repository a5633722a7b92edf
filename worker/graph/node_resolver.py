"""JavaScript and TypeScript: where imports lead, where execution starts, what outsiders may use."""

import re

from worker.graph.node_files import NodeFiles
from worker.graph.node_project import NodeProject
from worker.graph.node_resolution import NodeResolution
from worker.graph.node_roots import NodeRoots
from worker.graph.resolver import Implicit, Outside, Root, Target
from worker.source.facts import Import, Source, Symbol, SymbolKind

_CALLED_BY_THE_LANGUAGE = frozenset(
    {"toString", "toJSON", "valueOf", "toLocaleString", "then", "next", "return", "throw", "inspect"}
)
_ARGUMENTS = re.compile(r"[<(].*", re.DOTALL)


class NodeResolver:
    """The JavaScript and TypeScript half of a repository."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._loading: dict[str, frozenset[int]] = {}
        files = NodeFiles(source)
        project = NodeProject(files)
        self._resolution = NodeResolution(files, project)
        self._roots = NodeRoots(source, files, project, self._resolution)
        self._types = frozenset(
            symbol.name for path in files.code for symbol in source.files[path].symbols if symbol.kind is SymbolKind.TYPE
        )

    def resolve(self, importer: str, wanted: Import) -> Target:
        """Say where `wanted`, written in `importer`, leads."""
        return self._resolution.resolve(importer, wanted)

    def submodule(self, parent: str, name: str) -> Target | None:
        """Modules of JavaScript have no members that are files."""
        return None

    def group(self, _file: str) -> str | None:
        """Each file is a module of its own."""
        return None

    def roots(self) -> list[Root]:
        """Return where execution starts."""
        return list(self._roots.roots.values())

    def public_api(self) -> list[Outside]:
        """Return what outsiders may use."""
        return list(self._roots.outside.values())

    def implicit(self, symbol: Symbol, owner: Symbol | None, outside_bases: tuple[str, ...]) -> Implicit | None:
        """Say whether something calls `symbol` without naming it."""
        if symbol.decorators:
            return Implicit(f"the decorator @{_ARGUMENTS.sub('', symbol.decorators[0])} may register it")
        if symbol.kind in (SymbolKind.CONSTANT, SymbolKind.VARIABLE) and self._loads(symbol):
            return Implicit("its initialiser calls something when the file is loaded")
        if symbol.kind is not SymbolKind.METHOD or owner is None:
            return None
        if owner.decorators:
            return Implicit(f"the decorator @{_ARGUMENTS.sub('', owner.decorators[0])} of its class may lead others to it")
        if outside_bases:
            return Implicit(f"its class extends or implements {outside_bases[0]}, which may call it")
        if symbol.name in _CALLED_BY_THE_LANGUAGE:
            return Implicit(f"the language calls {symbol.name} by itself")
        for base in owner.bases:
            if _ARGUMENTS.sub("", base).rpartition(".")[2] in self._types:
                return Implicit(f"its class implements {base}")
        return None

    def _loads(self, symbol: Symbol) -> bool:
        """Return whether code that belongs to the file stands in the symbol's lines: see `javascript_walk.runs_on_load`."""
        if symbol.file not in self._loading:
            references = self._source.files[symbol.file].references
            self._loading[symbol.file] = frozenset(one.line for one in references if not one.scope)
        return any(line in self._loading[symbol.file] for line in range(symbol.line_start, symbol.line_end + 1))
