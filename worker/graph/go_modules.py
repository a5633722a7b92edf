"""Where Go imports lead: modules, packages and their files. https://go.dev/ref/mod, https://go.dev/ref/spec#Packages"""

import posixpath
import re
from collections import defaultdict

from worker.graph.resolver import External, InRepository, Target
from worker.source.facts import FileFacts, Source
from worker.source.words import text_of

_MODULE = re.compile(r"^[ \t]*module[ \t]+[\"`]?([^\s\"`]+)", re.MULTILINE)
_REPLACE = re.compile(
    r"^[ \t]*(?:replace[ \t]+)?([^\s\"`(=]+)(?:[ \t]+v\S+)?[ \t]*=>[ \t]*[\"`]?(\.{1,2}/?[^\s\"`]*)", re.MULTILINE
)
_MAJOR = re.compile(r"v[0-9]+")
_VERSIONED = re.compile(r"\.v[0-9]+$")
_EDGES = re.compile(r"^go[-.]|[-.]go$|^golang[-.]")


class GoModules:
    """The modules and packages of one repository."""

    def __init__(self, source: Source) -> None:
        self.files: dict[str, FileFacts] = {file: facts for file, facts in source.files.items() if file.endswith(".go")}
        self.modules: dict[str, str] = {}
        """Module path -> folder ("" for the root)."""
        self.folders: dict[str, str] = {}
        """Folder of a go.mod -> module path."""
        self._packages: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._known: dict[str, Target] = {}
        for file, facts in self.files.items():
            self._packages[folder_of(file)][facts.namespace].append(file)
        for file in sorted((*source.others, *(one.file for one in source.skipped))):
            if posixpath.basename(file) == "go.mod":
                self._module(file, text_of(source.root, file))
        self._by_end: dict[str, list[str]] = defaultdict(list)
        for folder in self._packages:
            self._by_end[folder.rpartition("/")[2]].append(folder)

    def _module(self, file: str, text: str) -> None:
        folder = folder_of(file)
        named = _MODULE.search(text)
        if named is not None:
            self.modules.setdefault(named[1], folder)
            self.folders[folder] = named[1]
        for path, where in _REPLACE.findall(text):
            target = posixpath.normpath(posixpath.join(folder, where))
            if not target.startswith(".."):
                self.modules.setdefault(path, "" if target == "." else target)

    def module_around(self, file: str) -> tuple[str, str] | None:
        """Return (folder, path) of the module that a file belongs to."""
        folder = folder_of(file)
        while True:
            if folder in self.folders:
                return folder, self.folders[folder]
            if not folder:
                return None
            folder = folder_of(folder)

    def resolve(self, path: str) -> Target:
        """Say where an import path leads."""
        if path not in self._known:
            self._known[path] = self._resolve(path)
        return self._known[path]

    def _resolve(self, path: str) -> Target:
        prefix = path
        while prefix:
            if prefix in self.modules:
                rest = path[len(prefix) :].strip("/")
                found = self._package("/".join(part for part in (self.modules[prefix], rest) if part))
                if found is not None:
                    return found
            prefix = prefix.rpartition("/")[0]
        return self._without_module(path) or External(path, _guess(path))

    def _without_module(self, path: str) -> InRepository | None:
        """Look for the folder that ends as the path does, as before there were modules (GOPATH)."""
        if self.modules or "." not in path.partition("/")[0]:
            return self._package(f"src/{path}") if not self.modules else None
        rest = path.partition("/")[2]
        while rest:
            for folder in self._by_end.get(rest.rpartition("/")[2], ()):
                found = self._package(folder) if folder == rest or folder.endswith(f"/{rest}") else None
                if found is not None:
                    return found
            rest = rest.partition("/")[2]
        return None

    def _package(self, folder: str) -> InRepository | None:
        """Return the package of a folder that others may import, the files of its tests aside."""
        packages = self._packages.get(folder)
        if packages is None:
            return None
        by_use = sorted(
            packages, key=lambda name: (not name, name.endswith("_test"), name == "main", -len(packages[name]), name)
        )
        files = sorted(packages[by_use[0]], key=lambda file: (file.endswith("_test.go"), file))
        return InRepository((files[0],), tuple(file for file in files[1:] if not file.endswith("_test.go")), by_use[0])


def folder_of(file: str) -> str:
    """Return the folder of a path; "" for the root."""
    return file.rpartition("/")[0]


def _guess(path: str) -> str:
    """Guess how a package from outside calls itself."""
    parts = path.split("/")
    last = parts[-2] if len(parts) > 1 and _MAJOR.fullmatch(parts[-1]) else parts[-1]
    return _EDGES.sub("", _VERSIONED.sub("", last)).replace("-", "_")
