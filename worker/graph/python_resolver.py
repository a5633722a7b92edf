"""Python: where imports lead, where execution starts, what outsiders may use."""

from worker.graph.resolver import External, Implicit, Outside, Root, Target
from worker.source.facts import Import, Source, Symbol


class PythonResolver:
    """The Python half of a repository."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def resolve(self, importer: str, wanted: Import) -> Target:
        """Say where `wanted`, written in `importer`, leads."""
        return External(wanted.module.partition(".")[0])

    def submodule(self, parent: str, name: str) -> Target | None:
        """Return the module `name` below the package `parent`."""
        return None

    def roots(self) -> list[Root]:
        """Return where execution starts."""
        return []

    def public_api(self) -> list[Outside]:
        """Return what outsiders may use."""
        return []

    def implicit(self, symbol: Symbol, owner: Symbol | None, outside_bases: tuple[str, ...]) -> Implicit | None:
        """Say whether something calls `symbol` without naming it."""
        return None
