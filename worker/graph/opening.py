"""What a dotted name or a path in a string or a configuration file opens: who names a thing may use all that is in it."""

import re
from collections.abc import Iterator

from worker.graph.binding import Binder, Kind, Value
from worker.graph.index import MODULE, Index
from worker.graph.resolver import Folder, InRepository
from worker.source.facts import Import, ImportForm, Language

_DOTTED = re.compile(r"(?<![\w.])(?<!-m )(?<!-m)([A-Za-z_]\w*(?:[.:]+[A-Za-z_]\w*)+)")
"""Names with dots. `python -m pkg.mod` runs a module, and asks nobody for what is in it."""
_FILE = re.compile(r"[\w./-]*?([\w.-]+(?:/[\w.-]+)*\.py)\b")
_FOR_PEOPLE = (".md", ".rst", ".txt", ".html", ".svg", ".css")
_LONGEST = 12
"""Parts of a dotted name that are looked at."""


class Opening:
    """Finds the Python modules and classes that texts name in full."""

    def __init__(self, index: Index, binder: Binder) -> None:
        self._index = index
        self._binder = binder
        self._resolver = binder.resolvers.get(Language.PYTHON)
        self._files = [file for file, facts in index.source.files.items() if facts.language == Language.PYTHON]
        self._parts = {part for file in self._files for part in file.removesuffix(".py").split("/")}
        self._known: dict[str, tuple[int, ...]] = {}

    def opened(self, text: str, file: str) -> dict[int, None]:
        """Return every node that `text`, a string or the whole of `file`, opens by naming a module, a class or a path."""
        found: dict[int, None] = {}
        if self._resolver is None:
            return found
        for path in set(_FILE.findall(text)) if ".py" in text else ():
            ending = "/" + path.removeprefix("./").lstrip("./")
            for one in self._files:
                if f"/{one}".endswith(ending):
                    found.update(dict.fromkeys(self.whole(one)))
        if not file.endswith(_FOR_PEOPLE):
            for dotted in set(_DOTTED.findall(text)):
                if dotted not in self._known:
                    self._known[dotted] = tuple(self._dotted(dotted, file))
                found.update(dict.fromkeys(self._known[dotted]))
        return found

    def whole(self, file: str) -> Iterator[int]:
        """Yield a file's top level, what it declares there, and the public members of its classes."""
        module = self._index.find(file, MODULE)
        if module is None:
            return
        yield module
        for child in self._index.children.get(module, {}).values():
            yield child
            yield from self.members(child)

    def members(self, number: int) -> Iterator[int]:
        """Yield the public members of a class and of its family; nothing for what is no class."""
        if self._index.nodes[number].is_class:
            for one in self._binder.family(number):
                for name, child in self._index.children.get(one, {}).items():
                    if not name.startswith("_"):
                        yield child

    def _dotted(self, dotted: str, file: str) -> Iterator[int]:
        parts = re.split(r"[.:]+", dotted)[:_LONGEST]
        if self._resolver is None or not self._parts.intersection(parts):
            return
        for end in range(len(parts), 0, -1):
            target = self._resolver.resolve(file, Import(ImportForm.DYNAMIC, ".".join(parts[:end]), 1))
            rest = parts[end:]
            if isinstance(target, InRepository):
                if rest:
                    yield from self._inside(target.files, rest)
                elif end > 1:
                    for one in target.files:
                        yield from (
                            self._package(one.removesuffix("__init__.py")) if one.endswith("/__init__.py") else self.whole(one)
                        )
                return
            if isinstance(target, Folder):
                for path in target.paths if end > 1 and not rest else ():
                    yield from self._package(path + "/")
                return

    def _package(self, folder: str) -> Iterator[int]:
        for one in self._files:
            if one.startswith(folder):
                yield from self.whole(one)

    def _inside(self, files: tuple[str, ...], rest: list[str]) -> Iterator[int]:
        values = tuple(Value(Kind.FILE, one) for one in files)
        for part in rest:
            values = tuple(found for value in values for found in self._binder.member(value, part))
        for value in values:
            if value.node >= 0:
                yield value.node
                yield from self.members(value.node)
