"""Where the imports of Java lead: to a package of the repository, to a class in one, or out of it."""

from worker.graph.resolver import External, Members, Target, Unresolved
from worker.source.facts import FileFacts, Import

_ORGANISATION = 2
"""How many parts of a package's name say whose it is: `org.example`."""


def group_of(package: str) -> str:
    """Return the group of the files of a package."""
    return f"java:{package}"


class JavaPackages:
    """The packages of a repository and the types that they declare."""

    def __init__(self, files: list[FileFacts]) -> None:
        self._types: dict[str, set[str]] = {}
        for facts in files:
            types = self._types.setdefault(facts.namespace, set())
            types.update(symbol.qualname for symbol in facts.symbols)
        self._organisations = {self._organisation(package) for package in self._types if package}

    def resolve(self, wanted: Import) -> Target:
        """Say where an import leads: its module is a package, or a class whose member is imported."""
        module = wanted.module
        if module in self._types:
            return Members(group_of(module))
        parts = module.split(".")
        for end in range(len(parts) - 1, 0, -1):
            package, qualname = ".".join(parts[:end]), ".".join(parts[end:])
            if qualname in self._types.get(package, ()):
                return Members(group_of(package), qualname)
        if self._organisation(module) in self._organisations:
            return Unresolved("which is written in another language, generated or in another repository")
        return External(module)

    def _organisation(self, package: str) -> str:
        return ".".join(package.split(".")[:_ORGANISATION])
