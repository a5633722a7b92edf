"""What Cargo builds of a repository's files: packages, and the crate that each file is a part of.

https://doc.rust-lang.org/cargo/reference/cargo-targets.html
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from worker.source.facts import Source
from worker.source.toml import tables
from worker.source.words import text_of

_OWN_CRATES = ("tests", "benches", "examples")


@dataclass(frozen=True, slots=True)
class Package:
    """One Cargo package."""

    folder: str
    """With its slash; "" for the root."""
    name: str = ""
    """The name of its library crate: with underscores."""
    readable: bool = True
    is_library: bool = False
    is_published: bool = True
    is_procedural: bool = False
    allows_dead_code: bool = False
    """Its manifest switches the compiler's warning off."""
    build_script: str = "build.rs"
    dependencies: Mapping[str, str] = field(default_factory=dict)
    """Names of other crates in the code -> the package's own, both with underscores."""
    roots: frozenset[str] = frozenset()
    """Files that the manifest names as the root of a target."""
    test_roots: frozenset[str] = frozenset()
    """Those of them that are tests or benchmarks."""


class Crates:
    """Every package of a repository."""

    def __init__(self, source: Source, files: list[str]) -> None:
        manifests = [one for one in source.others if one == "Cargo.toml" or one.endswith("/Cargo.toml")]
        self._manifests = {one.removesuffix("Cargo.toml"): _load(source.root, one) for one in manifests}
        known = frozenset([*files, *(one.file for one in source.skipped)])
        self._packages: dict[str, Package] = {}
        for folder, manifest in self._manifests.items():
            if manifest is None:
                self._packages[folder] = Package(folder, readable=False)
            elif "package" in manifest:
                self._packages[folder] = self._package(folder, manifest, known)
        self.by_name: dict[str, list[Package]] = {}
        for package in self._packages.values():
            self.by_name.setdefault(package.name, []).append(package)
        self._of = {file: self._nearest(file) for file in files}

    def of(self, file: str) -> Package | None:
        """Return the package of a file; None where no manifest is above it."""
        return self._of[file]

    def crate(self, file: str) -> str | None:
        """Name the crate of a file: one for the sources of a package, one for each test, example and benchmark."""
        package = self.of(file)
        if package is None:
            return None
        inner = file.removeprefix(package.folder)
        if inner == package.build_script:
            return f"{package.folder}#build"
        first, _, rest = inner.partition("/")
        if first in _OWN_CRATES and rest:
            return f"{package.folder}#{first}/{rest.partition('/')[0].removesuffix('.rs')}"
        return f"{package.folder}#"

    def is_test_root(self, file: str) -> bool:
        """Whether the manifest names the file as the root of a test or a benchmark."""
        package = self.of(file)
        return package is not None and file in package.test_roots

    def is_root(self, file: str) -> bool:
        """Whether Cargo takes the file for the root of a crate."""
        package = self.of(file)
        if package is None or file in package.roots:
            return True
        path = PurePosixPath(file.removeprefix(package.folder))
        match path.parts:
            case ("src", "lib.rs" | "main.rs") | ("src", "bin", _) | ("src", "bin", _, "main.rs"):
                return True
            case (first, _) | (first, _, "main.rs") if first in _OWN_CRATES:
                return True
        return str(path) == package.build_script

    def _nearest(self, file: str) -> Package | None:
        folder = file
        while folder:
            folder = folder.rpartition("/")[0]
            package = self._packages.get(f"{folder}/" if folder else "")
            if package is not None:
                return package
        return None

    def _package(self, folder: str, manifest: Mapping[str, Any], files: frozenset[str]) -> Package:
        package = _table(manifest, "package")
        library = _table(manifest, "lib")
        name = library.get("name") or package.get("name") or ""
        programs = _paths(folder, [library, *_list(manifest, "bin"), *_list(manifest, "example")])
        tests = _paths(folder, [*_list(manifest, "test"), *_list(manifest, "bench")])
        published = package.get("publish", True)
        if isinstance(published, dict):
            published = _table(self._workspace(folder), "package").get("publish", True)
        lints = _table(manifest, "lints")
        if lints.get("workspace") is True:
            lints = _table(self._workspace(folder), "lints")
        script = package.get("build", "build.rs")
        return Package(
            folder=folder,
            name=str(name).replace("-", "_"),
            is_library=bool(library) or f"{folder}src/lib.rs" in files,
            is_published=published is not False and published != [],
            is_procedural=bool(library.get("proc-macro") or library.get("proc_macro")),
            allows_dead_code=any(_level(lints, name) == "allow" for name in ("dead_code", "unused", "warnings")),
            build_script=script if isinstance(script, str) else "build.rs",
            dependencies=dict(_dependencies(manifest)),
            roots=programs | tests,
            test_roots=tests - programs,
        )

    def _workspace(self, folder: str) -> Mapping[str, Any]:
        """Return the table of the workspace above, from which its packages inherit."""
        path = folder.rstrip("/")
        while True:
            manifest = self._manifests.get(f"{path}/" if path else "")
            if manifest is not None and "workspace" in manifest:
                return _table(manifest, "workspace")
            if not path:
                return {}
            path = path.rpartition("/")[0]


def _load(root: str, file: str) -> dict[str, Any] | None:
    return tables(text_of(root, file))


def _table(around: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = around.get(key)
    return found if isinstance(found, dict) else {}


def _paths(folder: str, targets: list[Mapping[str, Any]]) -> frozenset[str]:
    found = (target.get("path") for target in targets)
    return frozenset(normal_path(f"{folder}{path}") for path in found if isinstance(path, str))


def normal_path(path: str) -> str:
    """Return a path without `.` and `..`."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _level(lints: Mapping[str, Any], name: str) -> object:
    said = _table(lints, "rust").get(name)
    return said.get("level") if isinstance(said, dict) else said


def _list(around: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = around.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _dependencies(manifest: Mapping[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    tables = [manifest, *(one for one in _table(manifest, "target").values() if isinstance(one, dict))]
    for table in tables:
        for kind in ("dependencies", "dev-dependencies", "build-dependencies"):
            for name, said in _table(table, kind).items():
                real = said.get("package", name) if isinstance(said, dict) else name
                found.append((name.replace("-", "_"), str(real).replace("-", "_")))
    return found
