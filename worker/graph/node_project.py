"""Packages and compiler settings of a Node repository: package.json, tsconfig.json, and what they say of files."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from worker.graph.node_files import NodeFiles, normal

_ENTRY_FIELDS = (
    "main",
    "module",
    "types",
    "typings",
    "source",
    "jsnext:main",
    "react-native",
    "unpkg",
    "jsdelivr",
    "esnext",
    "svelte",
)
_PUBLISHING = ("bin", "files", "publishConfig", "prepublish", "peerDependencies", "directories", "man")
_STARTING = frozenset({"start", "dev", "serve", "develop", "start:dev", "start:prod", "start-server"})
_RELEASING = re.compile(
    r"^(?:pre|post)?(?:publish|pack)(?:Only)?\b|\b(?:npm|yarn|pnpm|lerna|changeset|np|release-it|semantic-release)\s+publish\b"
    r"|\b(?:np|semantic-release|release-it)\b|\bnpm pack\b"
)
"""Scripts that bring a package to others."""
_CODE = re.compile(r"(?:\.[cm]?[jt]sx?|\*)$")
_DEPENDENCIES = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")


@dataclass(frozen=True, slots=True)
class Package:
    """One package.json. `folder` is "" at the repository's root."""

    folder: str
    name: str
    data: dict[str, object]

    @property
    def published(self) -> bool:
        """Whether others may install it."""
        return bool(self.name) and self.data.get("private") is not True

    @property
    def only_started(self) -> bool:
        """Whether it says how to start it, but neither what it offers to others nor how it is published."""
        named = self.data.get("scripts")
        scripts = {key: str(value) for key, value in named.items()} if isinstance(named, dict) else {}
        return (
            not self.offers
            and not any(self.data.get(key) for key in _PUBLISHING)
            and not _STARTING.isdisjoint(scripts)
            and not any(_RELEASING.search(f"{name} {command}") for name, command in scripts.items())
        )

    @property
    def offers(self) -> bool:
        """Whether it says which modules others import."""
        return any(self.data.get(key) for key in ("main", "module", "exports", "types", "typings", "browser", "source"))

    @property
    def dependencies(self) -> frozenset[str]:
        """Names of all packages that it depends on."""
        found: set[str] = set()
        for key in _DEPENDENCIES:
            named = self.data.get(key)
            if isinstance(named, dict):
                found.update(named)
        return frozenset(found)

    @property
    def scripts(self) -> list[str]:
        """The commands under `scripts`."""
        return list(leaves(self.data.get("scripts")))


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one tsconfig.json or jsconfig.json with what it extends; paths are relative to the repository."""

    folder: str
    base: str | None = None
    paths: tuple[tuple[str, tuple[str, ...]], ...] = ()
    root_dirs: tuple[str, ...] = ()
    out: str | None = None
    source: str | None = None
    files: tuple[str, ...] = field(default=())


def leaves(value: object) -> Iterator[str]:
    """Yield every string in a JSON value, whatever the conditions above it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)


class NodeProject:
    """All packages and compiler settings of a repository."""

    def __init__(self, files: NodeFiles) -> None:
        self.files = files
        self.packages: dict[str, Package] = {}
        self.by_name: dict[str, list[Package]] = {}
        self.configs: dict[str, list[Config]] = {}
        self._chain: dict[str, list[Config]] = {}
        self._dependencies: dict[str, frozenset[str]] = {}
        self._packages_of: dict[str, Package | None] = {}
        settings = [path for path in sorted(files.all) if path.endswith(".json") and "node_modules/" not in path]
        for path in settings:
            if posixpath.basename(path) == "package.json":
                self._add_package(path)
        for path in settings:
            if posixpath.basename(path).startswith(("tsconfig", "jsconfig")):
                self.configs.setdefault(posixpath.dirname(path), []).append(self._config(path, 0))

    def _add_package(self, path: str) -> None:
        data = self.files.json(path)
        name = data.get("name")
        package = Package(posixpath.dirname(path), name if isinstance(name, str) else "", data)
        self.packages[package.folder] = package
        if package.name:
            self.by_name.setdefault(package.name, []).append(package)

    def package_of(self, path: str) -> Package | None:
        """Return the package that a file belongs to: the nearest package.json with a name, else the nearest."""
        where = posixpath.dirname(path)
        if where not in self._packages_of:
            around = [package for folder in above(path) if (package := self.packages.get(folder)) is not None]
            named = (package for package in around if package.name)
            self._packages_of[where] = next(named, around[0] if around else None)
        return self._packages_of[where]

    def dependencies_of(self, path: str) -> frozenset[str]:
        """Return what the packages around a file depend on."""
        where = posixpath.dirname(path)
        known = self._dependencies.get(where)
        if known is None:
            around = (self.packages.get(folder) for folder in above(path))
            known = frozenset[str]().union(*(package.dependencies for package in around if package is not None))
            self._dependencies[where] = known
        return known

    def configs_of(self, path: str) -> list[Config]:
        """Return the compiler settings around a file, nearest first."""
        folder = posixpath.dirname(path)
        if folder not in self._chain:
            self._chain[folder] = [config for place in above(path) for config in self.configs.get(place, [])]
        return self._chain[folder]

    def entries(self, package: Package) -> dict[str, str]:
        """Return the source files that others import or run, each with the field that names it."""
        found: dict[str, str] = {}
        for key in (*_ENTRY_FIELDS, "browser", "exports", "bin"):
            for target in leaves(package.data.get(key)):
                for path in self.targets(package, target):
                    found.setdefault(path, key)
        if not package.offers:
            for path in self.files.at(posixpath.join(package.folder, "index")):
                found.setdefault(path, "index")
        return found

    def main(self, package: Package) -> list[str]:
        """Return the source files that the package's bare name stands for."""
        exported = package.data.get("exports")
        if isinstance(exported, dict) and any(key.startswith(".") for key in exported):
            exported = exported.get(".")
        named = [*leaves(exported), *(one for key in (*_ENTRY_FIELDS, "browser") for one in leaves(package.data.get(key)))]
        return list(dict.fromkeys(path for target in named for path in self.targets(package, target)))

    def targets(self, package: Package, target: str) -> tuple[str, ...]:
        """Return the sources behind a path in package.json; a `*` stands for any text."""
        if "*" not in target:
            return self._mapped(package, target) or self.files.built(package.folder, target)
        inside = normal(posixpath.join(package.folder, target))
        if inside is None:
            return ()
        found = self.files.matching(inside)
        if not found:
            head, _, tail = target.partition("*")
            for source in ("src", "source", "lib", ""):
                parts = [
                    part
                    for part in head.split("/")
                    if part not in (".", "dist", "build", "lib", "esm", "cjs", "out", "es", "types")
                ]
                base = normal(posixpath.join(package.folder, source, *parts)) or ""
                tail = posixpath.dirname(tail).strip("/")
                if found := self.files.matching(f"{base}/**/{tail}".strip("/") + "*" if tail else f"{base}/**".strip("/")):
                    break
        return found

    def unmapped(self, package: Package) -> list[str]:
        """Return what `exports` offers as code of which no source is known, nor the file itself: any file may be behind it."""
        exported = package.data.get("exports")
        table = exported if isinstance(exported, dict) else {}
        return [key for key, told in table.items() if key.startswith(".") and not self._has_source(package, list(leaves(told)))]

    def _has_source(self, package: Package, targets: list[str]) -> bool:
        code = [target for target in targets if _CODE.search(target)]
        return not code or any(self.targets(package, target) or self._lies_there(package, target) for target in code)

    def _lies_there(self, package: Package, target: str) -> bool:
        path = normal(posixpath.join(package.folder, target.partition("*")[0]))
        return path in self.files.all or ("*" in target and path in self.files.folders)

    def _mapped(self, package: Package, target: str) -> tuple[str, ...]:
        """Map a built path to its source by `outDir` and `rootDir`."""
        full = normal(posixpath.join(package.folder, target))
        if full is None:
            return ()
        for config in self.configs.get(package.folder, []):
            if config.out and full.startswith(config.out + "/"):
                rest = full[len(config.out) + 1 :]
                source = config.source if config.source is not None else posixpath.join(package.folder, "src")
                if found := self.files.built("", posixpath.join(source, rest)):
                    return found
        return ()

    def _config(self, path: str, depth: int) -> Config:
        data = self.files.json(path)
        folder = posixpath.dirname(path)
        parent = Config(folder)
        extended = data.get("extends")
        for name in [extended] if isinstance(extended, str) else extended if isinstance(extended, list) else []:
            found = self._extended(folder, name) if isinstance(name, str) and depth < 10 else None
            if found is not None:
                parent = self._config(found, depth + 1)
        options = data.get("compilerOptions")
        options = options if isinstance(options, dict) else {}

        def place(key: str, fallback: str | None) -> str | None:
            value = options.get(key)
            return normal(posixpath.join(folder, value)) if isinstance(value, str) else fallback

        base = place("baseUrl", parent.base)
        paths = parent.paths
        if isinstance(options.get("paths"), dict):
            anchor = base if base is not None else folder
            paths = tuple(
                (
                    pattern,
                    tuple(
                        inside for target in leaves(targets) if (inside := normal(posixpath.join(anchor, target))) is not None
                    ),
                )
                for pattern, targets in options["paths"].items()
            )
        roots = options.get("rootDirs")
        root_dirs = (
            tuple(inside for name in leaves(roots) if (inside := normal(posixpath.join(folder, name))) is not None)
            if roots
            else parent.root_dirs
        )
        named = tuple(
            inside for name in leaves(data.get("files")) if (inside := normal(posixpath.join(folder, name))) is not None
        )
        return Config(folder, base, paths, root_dirs, place("outDir", parent.out), place("rootDir", parent.source), named)

    def _extended(self, folder: str, name: str) -> str | None:
        if name.startswith("."):
            target = normal(posixpath.join(folder, name))
            candidates = [target, f"{target}.json", f"{target}/tsconfig.json"]
        else:
            candidates = []
            for known, packages in self.by_name.items():
                if name == known or name.startswith(known + "/"):
                    rest = name[len(known) + 1 :] or "tsconfig.json"
                    candidates += [posixpath.join(package.folder, rest + end) for package in packages for end in ("", ".json")]
        return next((path for path in candidates if path and path in self.files.all), None)


def above(path: str) -> Iterator[str]:
    """Yield the folders around a path, nearest first, "" last."""
    folder = posixpath.dirname(path)
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
    yield ""
