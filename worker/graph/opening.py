"""What a dotted name or a path in a string or a configuration file opens: who names a thing may use all that is in it."""

import re
from collections import defaultdict
from collections.abc import Iterator

from worker.graph import told
from worker.graph.binding import Binder
from worker.graph.index import MODULE, Index
from worker.graph.resolver import Folder, InRepository
from worker.graph.value import Kind, Value
from worker.source.facts import Import, ImportForm, Language

_DOTTED = re.compile(r"(?<![\w.])(?<!-m )(?<!-m)([A-Za-z_]\w*+(?:[.:]++[A-Za-z_]\w*+)++)")
"""Names with dots. `python -m pkg.mod` runs a module, and asks nobody for what is in it."""
_PATH = re.compile(r"[\w.-]++(?:/[\w.-]++)*+")
_PATH_ENDS = re.compile(r"(?<=[\w.-])\.py\b")
_FOR_PEOPLE = (".md", ".rst", ".txt", ".html", ".svg", ".css")
_FOR_CHECKERS = re.compile(
    r"(^|/)(pyproject\.toml|setup\.cfg|tox\.ini|\.?mypy\.ini|\.coveragerc|\.flake8|\.?ruff\.toml|\.?pylintrc|\.?pytest\.ini|MANIFEST\.in"
    r"|\.?codecov\.ya?ml|\.pre-commit-config\.yaml|sonar-project\.properties|\.github/(CODEOWNERS|labeler\.ya?ml))$"
)
"""Configuration of linters, type checkers and builders, which name files to say how to look at them."""
_LOADS = re.compile(r"script|hook|plugin|entry|attr|factory|settings|version|path\s*=|\w:[A-Za-z_]", re.IGNORECASE)
"""Lines of such a file that may name something to be loaded."""
_RUNNERS = (".github/", ".gitlab/", ".circleci/", ".vscode/", ".idea/")
"""Folders of what runs files, and asks for none of their names."""
_LONGEST = 12
"""Parts of a dotted name that are looked at."""


def paths_in(text: str) -> Iterator[str]:
    """Yield the paths of Python files that stand in a text, each from where it may begin to its last `.py`."""
    if ".py" not in text:
        return
    for line in text.split("\n"):
        if ".py" in line:
            for path in _PATH.findall(line):
                ends = [found.end() for found in _PATH_ENDS.finditer(path)]
                if ends:
                    yield path[: ends[-1]]


def dotted_in(text: str) -> dict[str, None]:
    """Return the dotted names of a text, each once, in the order of their first places."""
    if "-m " not in text:
        # Long texts say the same again and again: translations, lock files, logs.
        text = "\n".join(chunk for chunk in dict.fromkeys(text.split()) if "." in chunk or ":" in chunk)
    return dict.fromkeys(_DOTTED.findall(text))


class Opening:
    """Finds the Python modules and classes that texts name in full."""

    def __init__(self, index: Index, binder: Binder) -> None:
        self._index = index
        self._binder = binder
        self._resolver = binder.resolvers.get(Language.PYTHON)
        self._files = [file for file, facts in index.source.files.items() if facts.language == Language.PYTHON]
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for file in self._files:
            self._by_name[file.rpartition("/")[2]].append(file)
        self._parts = {part for file in self._files for part in file.removesuffix(".py").split("/")}
        self._dotted_known: dict[str, tuple[int, ...]] = {}
        self._path_known: dict[tuple[str, bool], tuple[int, ...]] = {}
        self._members: dict[tuple[int, bool], tuple[int, ...]] = {}

    def opened(self, text: str, file: str) -> Iterator[tuple[int, ...]]:
        """Yield the nodes that `text`, a string or the whole of `file`, opens by naming a module, a class or a path.

        Equal names yield the very same tuple, so that nobody needs to look at it twice.
        """
        if self._resolver is None:
            return
        if told.is_told(file):
            return
        for_people = file.endswith(_FOR_PEOPLE) or file.startswith(_RUNNERS)
        if _FOR_CHECKERS.search(file):
            text = "\n".join(line for line in text.split("\n") if _LOADS.search(line))
        for path in dict.fromkeys(paths_in(text)):
            key = (path, for_people)
            known = self._path_known.get(key)
            if known is None:
                self._path_known[key] = known = tuple(dict.fromkeys(self._path(path, whole=not for_people)))
            if known:
                yield known
        if not for_people:
            for dotted in dotted_in(text):
                known = self._dotted_known.get(dotted)
                if known is None:
                    self._dotted_known[dotted] = known = tuple(dict.fromkeys(self._dotted(dotted, file)))
                if known:
                    yield known

    def _path(self, path: str, *, whole: bool) -> Iterator[int]:
        """Yield what a path of a file opens; who only tells people to run a file asks for none of its names."""
        ending = "/" + path.removeprefix("./").lstrip("./")
        if ending == "/__init__.py":
            # Every package has one: a pattern, and none that means a certain file.
            return
        for one in self._by_name.get(ending.rpartition("/")[2], ()):
            if f"/{one}".endswith(ending):
                if whole:
                    yield from self.whole(one)
                elif (module := self._index.find(one, MODULE)) is not None:
                    yield module

    def whole(self, file: str) -> Iterator[int]:
        """Yield a file's top level, what it declares there, and the public members of its classes."""
        module = self._index.find(file, MODULE)
        if module is None:
            return
        yield module
        for child in self._index.children.get(module, {}).values():
            yield child
            yield from self.members(child)

    def members(self, number: int, *, protected: bool = False) -> tuple[int, ...]:
        """Return the public members of a class and of its family; nothing for what is no class. Always the same tuple.

        With `protected` also those with one underscore: protocols of other packages have such names (`_asdict`).
        """
        known = self._members.get((number, protected))
        if known is None:
            known = ()
            if self._index.nodes[number].is_class:
                known = tuple(
                    child
                    for one in self._binder.kin.family(number)
                    for name, child in self._index.children.get(one, {}).items()
                    if not name.startswith("__" if protected else "_")
                )
            self._members[(number, protected)] = known
        return known

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
        """Yield what its `__init__` holds, and the top levels of its files: nobody asks for names in what he does not name."""
        for one in self._files:
            if one == f"{folder}__init__.py":
                yield from self.whole(one)
            elif one.startswith(folder) and (module := self._index.find(one, MODULE)) is not None:
                yield module

    def _inside(self, files: tuple[str, ...], rest: list[str]) -> Iterator[int]:
        values = tuple(Value(Kind.FILE, one) for one in files)
        for part in rest:
            values = tuple(found for value in values for found in self._binder.member(value, part))
        for value in values:
            if value.node >= 0:
                yield value.node
                yield from self.members(value.node)
