"""Python: where imports lead, where execution starts, what outsiders may use."""

from worker.graph import python_implicit, python_projects
from worker.graph.python_modules import PythonModules
from worker.graph.python_roots import PythonRoots
from worker.graph.resolver import Implicit, Outside, Root, Target
from worker.source.facts import Import, Source, Symbol


class PythonResolver:
    """The Python half of a repository."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._modules = PythonModules(source)
        self._roots = PythonRoots(source, self._modules)

    def resolve(self, importer: str, wanted: Import) -> Target:
        """Say where `wanted`, written in `importer`, leads."""
        return self._modules.resolve(importer, wanted.module, wanted.level)

    def submodule(self, parent: str, name: str) -> Target | None:
        """Return the module `name` below the package `parent`."""
        return self._modules.submodule(parent, name)

    def group(self, _file: str) -> str | None:
        """Each file is a module of its own."""
        return None

    def roots(self) -> list[Root]:
        """Return where execution starts."""
        return self._roots.roots()

    def public_api(self) -> list[Outside]:
        """Return what outsiders may use."""
        return [*python_projects.public_api(self._source, self._modules), *self._roots.framework_files()]

    def implicit(self, symbol: Symbol, owner: Symbol | None, outside_bases: tuple[str, ...]) -> Implicit | None:
        """Say whether something calls `symbol` without naming it."""
        return python_implicit.implicit(symbol, owner, outside_bases)
