"""Rust's modules: which file a path leads to, which files are compiled for tests alone, and which nobody declares.

https://doc.rust-lang.org/reference/items/modules.html
"""

import re
from collections import defaultdict

from worker.graph.resolver import External, InRepository, Target, Unresolved
from worker.graph.rust_crates import Crates, normal_path
from worker.source.facts import FileFacts, Import, ModuleDeclared

_PATH = re.compile(r'path\s*=\s*r?#*"([^"]+)"')
_HERE = frozenset({"crate", "self", "super"})
_OUTSIDE = frozenset({"std", "core", "alloc", "proc_macro", "test"})
_LEADING = frozenset({"mod.rs", "lib.rs", "main.rs"})


class RustModules:
    """The module trees of all crates."""

    def __init__(self, files: dict[str, FileFacts], crates: Crates) -> None:
        self._files = files
        self._crates = crates
        self._merged: dict[str, str] = {}
        self.declared_by: dict[str, list[tuple[str, ModuleDeclared]]] = defaultdict(list)
        """file -> (the file that declares it as a module, the declaration)"""
        self._named: dict[tuple[str, str], list[str]] = defaultdict(list)
        """(crate, a module's name) -> files that are or hold it"""
        for file, facts in files.items():
            self._link(file, facts)
        for file in files:
            parts = file.rpartition("/")
            stem = parts[0].rpartition("/")[2] if parts[2] == "mod.rs" else parts[2].removesuffix(".rs")
            self._named[(self.crate(file) or "", stem)].append(file)
        for file, facts in files.items():
            for one in facts.modules:
                if one.inline:
                    self._named[(self.crate(file) or "", one.name)].append(file)

    def crate(self, file: str) -> str | None:
        """Name the namespace of a file. Crates that share files are one."""
        name = self._crates.crate(file)
        while name is not None and name in self._merged:
            name = self._merged[name]
        return name

    def _link(self, file: str, facts: FileFacts) -> None:
        for one in facts.modules:
            if not one.name or one.inline:
                continue
            for target in self._candidates(file, one):
                if target in self._files and target != file:
                    self.declared_by[target].append((file, one))
                    mine, other = self.crate(file), self.crate(target)
                    if mine is not None and other is not None and mine != other and not self._shares(mine, other):
                        self._merged[other] = mine

    def _shares(self, mine: str, other: str) -> bool:
        """Whether both are tests (or examples) of one package: such share helpers, each compiled anew."""
        return mine.rpartition("/")[0] == other.rpartition("/")[0] and "#" in mine.rpartition("/")[0]

    def _candidates(self, file: str, one: ModuleDeclared) -> list[str]:
        folder, _, name = file.rpartition("/")
        stem = name.removesuffix(".rs")
        paths = [found for attribute in one.attributes for found in _PATH.findall(attribute)]
        bases = [folder] if name in _LEADING or self._crates.is_root(file) else []
        bases = [*bases, f"{folder}/{stem}", folder]
        inner = "/".join(one.within)
        found = [
            normal_path(f"{base}/{path}")
            for path in paths
            for base in (folder, f"{folder}/{inner}", f"{folder}/{stem}/{inner}")
        ]
        for base in bases:
            here = f"{base}/{inner}/{one.name}" if inner else f"{base}/{one.name}"
            found += [normal_path(f"{here}.rs"), normal_path(f"{here}/mod.rs")]
        existing = [path for path in dict.fromkeys(found) if path in self._files]
        return existing if paths else existing[:1]

    # -- questions --------------------------------------------------------------------------------------------------------

    def for_tests(self) -> set[str]:
        """Return the files that only test modules declare."""
        known: dict[str, bool] = {}

        def is_test(file: str) -> bool:
            if file not in known:
                known[file] = self._files[file].is_test or self._crates.is_test_root(file)
                by = self.declared_by.get(file, ())
                if by and not self._crates.is_root(file):
                    known[file] = known[file] or all(one.for_tests or is_test(other) for other, one in by)
            return known[file]

        return {file for file in self._files if is_test(file)}

    def is_orphan(self, file: str) -> bool:
        """Whether no way of `mod` declarations leads to the file from the root of a crate."""
        seen: set[str] = set()
        todo = [file]
        while todo:
            here = todo.pop()
            if self._crates.is_root(here):
                return False
            if here not in seen:
                seen.add(here)
                todo.extend(other for other, _ in self.declared_by.get(here, ()))
        return True

    def holds(self, crate: str, module: str) -> list[str]:
        """Return the files of a crate that are, or hold, a module of that name."""
        return self._named.get((crate, module), [])

    def resolve(self, importer: str, wanted: Import) -> Target:
        """Say where a path leads."""
        parts = wanted.module.split(".")
        own = self.crate(importer) or ""
        if wanted.module == "crate":
            return InRepository((importer,))
        first, rest = parts[0], parts[1:]
        if first in _HERE:
            while rest and rest[0] in _HERE:
                rest = rest[1:]
            return self._inside(own, importer, rest)
        package = self._crates.of(importer)
        real = package.dependencies.get(first) if package is not None else None
        crates = self._crates.by_name.get(real or first, [])
        if crates:
            roots = [root for one in crates for root in self._roots(one.folder)]
            if roots:
                return self._inside(self.crate(roots[0]) or "", roots[0], rest)
        if self.holds(own, first):
            return self._inside(own, importer, parts)
        if first in _OUTSIDE or real is not None:
            return External(first)
        return Unresolved("no module or crate of that name is known")

    def _roots(self, folder: str) -> list[str]:
        return [file for file in (f"{folder}src/lib.rs", f"{folder}lib.rs", f"{folder}src/main.rs") if file in self._files]

    def _inside(self, crate: str, start: str, path: list[str]) -> Target:
        if not path:
            return InRepository((start,))
        if path[-1][:1].isupper():
            return Unresolved("it is a part of a type")
        held = self.holds(crate, path[-1])
        if not held:
            return Unresolved("no module of that name is known")
        # The more of the path a file's own path shows, the better.
        shown = {file: sum(part in file.removesuffix(".rs").split("/") for part in path) for file in held}
        best = max(shown.values())
        return InRepository(tuple(file for file in held if shown[file] == best))
