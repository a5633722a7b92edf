"""The imports of a repository by what somebody who asks knows: the file, the scope and the name."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from worker.source.facts import FileFacts, Import, ImportForm, Source
from worker.source.languages import module_of

OwnName = Callable[[str, Import], str | None]
"""(file, import) -> the name under which an import arrives that leaves it to what is imported."""


class ImportTable:
    """Every import once: as a name that arrives, as a star, or as one that is passed on."""

    def __init__(self, source: Source, own_name: OwnName) -> None:
        self._arriving: dict[tuple[str, str, str], list[Import]] = defaultdict(list)
        self._stars: dict[str, list[Import]] = defaultdict(list)
        self._reexports: dict[str, list[Import]] = defaultdict(list)
        self._exports: dict[str, dict[str, list[int]]] = {}
        self._bound: dict[str, set[str]] = {}
        """For files in which no other name can mean anything: the names that they declare or import."""
        for facts in source.files.values():
            for one in facts.imports:
                if one.form is ImportForm.STAR:
                    self._stars[facts.file].append(one)
                elif one.form in (ImportForm.REEXPORT, ImportForm.REEXPORT_STAR):
                    self._reexports[facts.file].append(one)
                elif (local := one.local or own_name(facts.file, one)) is not None:
                    self._arriving[facts.file, one.scope, local].append(one)
        for file, facts in source.files.items():
            module = module_of(facts.language)
            if module.files_are_modules and not module.members_in_scope and file not in self._stars:
                self._bound[file] = {one.name for one in facts.symbols}
        for file, _, local in self._arriving:
            if file in self._bound:
                self._bound[file].add(local)

    def arriving(self, file: str, scope: str, name: str) -> Sequence[Import]:
        """Return the imports that bring a name into a scope."""
        return self._arriving.get((file, scope, name), ())

    def stars(self, file: str) -> Sequence[Import]:
        """Return the imports that bring every name."""
        return self._stars.get(file, ())

    def reexports(self, file: str) -> Sequence[Import]:
        """Return the imports that bring nothing here and are passed on."""
        return self._reexports.get(file, ())

    def may_bind(self, file: str, name: str) -> bool:
        """Whether a name can mean anything in a file that is known."""
        bound = self._bound.get(file)
        return bound is None or name in bound

    def exports(self, facts: FileFacts, name: str) -> Sequence[int]:
        """Return where in the list of a file's exports a name is."""
        known = self._exports.get(facts.file)
        if known is None:
            known = self._exports[facts.file] = {}
            for at, export in enumerate(facts.exports):
                known.setdefault(export.name, []).append(at)
        return known.get(name, ())
