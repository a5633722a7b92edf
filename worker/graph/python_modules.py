"""Where Python imports lead: relative, absolute from any source root, packages and namespace packages."""

import re
import sys
from collections import defaultdict
from pathlib import PurePosixPath

from worker.graph.resolver import External, Folder, InRepository, Target, Unresolved
from worker.source.facts import Source
from worker.source.words import text_of

_INIT = "__init__.py"
_PROJECT_FILES = ("pyproject.toml", "setup.py", "setup.cfg")
_PROJECT_NAME = re.compile(r"""^[ \t]*name\s*=\s*["']?([A-Za-z0-9_.-]+)""", re.MULTILINE)
_MOST_ABOVE = 6
"""Folders above the root that a package's name may begin in."""


class PythonModules:
    """The importable modules of a repository.

    Nobody writes down `sys.path`, so an absolute import is tried from each folder that could be on it: the root, the folders
    that hold a top-level package or a project file, and the importer's own. Where several fit, all count.
    """

    def __init__(self, source: Source) -> None:
        skipped = [one.file for one in source.skipped if one.file.endswith(".py")]
        self.files = {file for file in (*source.files, *skipped) if file.endswith(".py")}
        self.folders: set[str] = set()
        for file in self.files:
            folder = _folder(file)
            while folder and folder not in self.folders:
                self.folders.add(folder)
                folder = _folder(folder)
        self.roots = self._source_roots(source)
        self._roots_with = self._roots_by_name()
        self._above: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for names in _names_from_above(source):
            self._above[names[0]].append(names)
        self._from_roots: dict[str, Target | None] = {}
        self._by_last: dict[str, list[str]] = {}
        for file in sorted(self.files):
            self._by_last.setdefault(module_name(file), []).append(file)

    def _source_roots(self, source: Source) -> list[str]:
        roots = {"", "src", "lib"}
        for file in self.files:
            if file.endswith(_INIT):
                above = _folder(_folder(file))
                if _join(above, _INIT) not in self.files:
                    roots.add(above)
        for other in (*source.others, *self.files):
            if PurePosixPath(other).name in _PROJECT_FILES:
                roots |= {_folder(other), _join(_folder(other), "src")}
        return sorted(roots, key=lambda root: (root.count("/"), root))

    def _roots_by_name(self) -> dict[str, list[str]]:
        """Return, by what a module's name begins with, the roots below which a file or folder of that name lies."""
        beside: dict[str, set[str]] = defaultdict(set)
        for path in (*self.folders, *self.files):
            beside[_folder(path)].add(path.rpartition("/")[2].removesuffix(".py"))
        found: dict[str, list[str]] = defaultdict(list)
        for root in self.roots:
            for name in beside.get(root, ()):
                found[name].append(root)
        return found

    def in_package(self, file: str) -> bool:
        """Whether the file lies in a folder that has an `__init__.py`."""
        return _join(_folder(file), _INIT) in self.files

    def resolve(self, importer: str, module: str, level: int) -> Target:
        """Say where `module`, imported in `importer` with `level` leading dots, leads."""
        if level:
            base = _folder(importer)
            for _ in range(level - 1):
                base = _folder(base)
            return self._below([base], module) or Unresolved("no such file in the repository")
        if not module:
            return Unresolved("nothing is named")
        first = module.partition(".")[0]
        found = self._below_roots(module)
        if found is not None:
            return found
        if first in sys.stdlib_module_names:
            return External(first)
        found = self._below([_folder(importer)], module) or self._by_ending(module) or self._from_above(module)
        if found is not None:
            return found
        if self._below_roots(first) is not None:
            return Unresolved("no such file in the repository")
        return External(first)

    def _from_above(self, module: str) -> Target | None:
        """Look for a module whose name starts with the folder that the repository itself is, or with the project's name.

        That is how the inside of a package is imported when only the package, or a folder of it, was checked out, or when a
        project maps its package's name to another folder.
        """
        parts = tuple(module.split("."))
        for names in self._above.get(parts[0], ()):
            rest = parts[len(names) :]
            if parts[: len(names)] == names:
                found = self._below_roots(".".join(rest)) if rest else Folder(("",))
                if found is not None:
                    return found
        return None

    def submodule(self, parent: str, name: str) -> Target | None:
        """Return the module `name` below a package, given by its `__init__.py` or its folder."""
        if parent.endswith(".py"):
            if not parent.endswith(_INIT):
                return None
            parent = _folder(parent)
        return self._below([parent], name)

    def _below_roots(self, module: str) -> Target | None:
        if module not in self._from_roots:
            # Most modules are of libraries: nothing here is called like them, below whichever root.
            roots = self._roots_with.get(module.partition(".")[0], [])
            self._from_roots[module] = self._below(roots, module) if roots else None
        return self._from_roots[module]

    def _below(self, bases: list[str], module: str) -> Target | None:
        """Look for a module below each base."""
        path = module.replace(".", "/")
        files: dict[str, None] = {}
        runs: dict[str, None] = {}
        folders: list[str] = []
        for base in bases:
            whole = _join(base, path) if path else base
            found = [one for one in (_join(whole, _INIT), f"{whole}.py") if one in self.files]
            if not found and whole in self.folders:
                folders.append(whole)
            for one in found:
                files[one] = None
                runs.update(dict.fromkeys(self._inits(base, _folder(whole))))
        if files:
            return InRepository(tuple(files), tuple(run for run in runs if run not in files))
        return Folder(tuple(folders)) if folders and path else None

    def _inits(self, base: str, folder: str) -> list[str]:
        """Return the `__init__.py` of `folder` and of the folders above it, up to but without `base`."""
        found = []
        while folder and folder != base:
            init = _join(folder, _INIT)
            if init in self.files:
                found.append(init)
            folder = _folder(folder)
        return found

    def _by_ending(self, module: str) -> Target | None:
        """Look for files anywhere whose path ends in the module's: for folders that a tool puts on `sys.path`."""
        path = module.replace(".", "/")
        ends = (f"/{path}.py", f"/{path}/{_INIT}")
        files = tuple(file for file in self._by_last.get(module.rpartition(".")[2], ()) if f"/{file}".endswith(ends))
        return InRepository(files) if files else None


def _names_from_above(source: Source) -> list[tuple[str, ...]]:
    """Return what may stand before a module's path from the root: the longest first."""
    folders = PurePosixPath(source.root).parts[-_MOST_ABOVE:]
    names = [folders[start:] for start in range(len(folders))]
    for other in (*source.others, *source.files):
        if PurePosixPath(other).name in _PROJECT_FILES:
            declared = _PROJECT_NAME.search(text_of(source.root, other))
            if declared:
                names.append((re.sub(r"[-.]+", "_", declared[1]),))
    return names


def module_name(file: str) -> str:
    """Return the last part of a file's module name: the folder's name for `__init__.py`."""
    path = PurePosixPath(file)
    return path.parent.name if path.name == _INIT else path.stem


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
