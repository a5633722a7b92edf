"""Where a specifier of JavaScript or TypeScript leads.

After Node's resolution (https://nodejs.org/api/esm.html#resolution-algorithm), TypeScript's `paths`, and what bundlers add. One
difference: where several files may be meant, all are returned, because a use too many is better than one too few.
"""

import posixpath
import re
from collections.abc import Iterator

from worker.graph.node_files import CODE, NodeFiles, normal
from worker.graph.node_project import NodeProject, Package, above, leaves
from worker.graph.resolver import External, InRepository, Target, Unresolved
from worker.source.facts import Import, ImportForm

BUILTIN = frozenset(
    {
        "assert",
        "async_hooks",
        "buffer",
        "child_process",
        "cluster",
        "console",
        "constants",
        "crypto",
        "dgram",
        "diagnostics_channel",
        "dns",
        "domain",
        "events",
        "fs",
        "http",
        "http2",
        "https",
        "inspector",
        "module",
        "net",
        "os",
        "path",
        "perf_hooks",
        "process",
        "punycode",
        "querystring",
        "readline",
        "repl",
        "stream",
        "string_decoder",
        "sys",
        "timers",
        "tls",
        "trace_events",
        "tty",
        "url",
        "util",
        "v8",
        "vm",
        "wasi",
        "worker_threads",
        "zlib",
    }
)
_ALIASES = ("@/", "~/", "@@/", "~~/", "$lib/", "$/", "#/", "@app/", "@src/", "src/")
_SCANNERS = re.compile(
    r"(?:^|/)\.?(?:tailwind|eslint|jest|vitest|prettier|postcss|lint-?staged|playwright|cypress|contentlayer|codegen|stylelint|knip"
    r"|tsup|tsdown|unocss|uno|windi|panda|typedoc|commitlint|dependency-cruiser)[\w.-]*$"
)
"""Configuration whose globs name files to look at, not to load."""
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]+:")
_PACKAGE = re.compile(r"^(?:@[\w.~-]+/)?[\w.~-]+")


class NodeResolution:
    """Resolves specifiers in one repository; answers are kept."""

    def __init__(self, files: NodeFiles, project: NodeProject) -> None:
        self._files = files
        self._project = project
        self._known: dict[tuple[str, str, bool], Target] = {}

    def resolve(self, importer: str, wanted: Import) -> Target:
        """Say where `wanted`, written in the file `importer`, leads."""
        mention = wanted.form is ImportForm.DYNAMIC
        key = (posixpath.dirname(importer), wanted.module, mention)
        if key not in self._known:
            self._known[key] = self._resolve(importer, wanted.module, mention=mention)
        return self._known[key]

    def _resolve(self, importer: str, written: str, *, mention: bool) -> Target:
        specifier = written.rpartition("!")[2]
        specifier = specifier[:1] + re.split(r"[?#]", specifier[1:])[0] if specifier else ""
        if not specifier:
            return External("")
        if _SCHEME.match(specifier):
            return External(specifier.removeprefix("node:"))
        if "*" in specifier:
            return InRepository(tuple(sorted({path for place in self._globs(importer, specifier) for path in place})))
        folder = posixpath.dirname(importer)
        if specifier.startswith((".", "/")):
            return self._path(importer, folder, specifier, mention=mention)
        found = self._bare(importer, specifier)
        if found:
            return InRepository(found)
        if specifier.partition("/")[0] in BUILTIN:
            return External(specifier)
        if mention:
            return self._mentioned(importer, folder, specifier)
        if specifier.startswith("#"):
            return Unresolved(f"no import map has {specifier}")
        package = _PACKAGE.match(specifier)
        name = package[0] if package else specifier
        if name in self._project.dependencies_of(importer):
            return External(name)
        if guessed := self._guess(specifier):
            return InRepository(guessed)
        return External(name)

    def _path(self, importer: str, folder: str, specifier: str, *, mention: bool) -> Target:
        found: tuple[str, ...] = ()
        for place in self._places(importer, folder, specifier):
            if found := self._files.at(place):
                break
        if not found and specifier.startswith("/"):
            found = self._bare(importer, specifier)
        if found:
            return InRepository(found)
        if mention:
            return self._mentioned(importer, folder, specifier)
        if self._exists(folder, specifier) or posixpath.splitext(specifier)[1] not in ("", *CODE):
            return External(specifier)
        package = self._project.package_of(importer)
        inside = normal(posixpath.join(folder, specifier))
        base = package.folder if package else ""
        if inside is not None and (built := self._files.built(base, posixpath.relpath(inside or ".", base or "."))):
            return InRepository(built)
        return Unresolved(f"no file for {specifier}")

    def _places(self, importer: str, folder: str, specifier: str) -> Iterator[str]:
        if specifier.startswith("/"):
            for place in above(importer):
                if place in self._project.packages or not place:
                    yield posixpath.join(place, specifier[1:])
                    yield posixpath.join(place, "public", specifier[1:])
            return
        yield posixpath.join(folder, specifier)
        for config in self._project.configs_of(importer):
            for root in config.root_dirs:
                if folder == root or folder.startswith(root + "/"):
                    for other in config.root_dirs:
                        yield posixpath.join(other, folder[len(root) + 1 :], specifier)

    def _exists(self, folder: str, specifier: str) -> bool:
        path = normal(posixpath.join(folder, specifier))
        if path is None:
            return True
        return any(path + end in self._files.all for end in ("", *CODE, ".json", ".node", ".vue", ".svelte", ".d.ts"))

    def _bare(self, importer: str, specifier: str) -> tuple[str, ...]:
        """Resolve what does not start with a dot: import maps, `paths`, `baseUrl`, packages of the repository."""
        if specifier.startswith("#"):
            for folder in above(importer):
                package = self._project.packages.get(folder)
                if package is not None and (found := self._mapped(package, package.data.get("imports"), specifier)):
                    return found
        for config in self._project.configs_of(importer):
            for pattern, targets in _best(config.paths, specifier):
                star = _star(pattern, specifier) or ""
                found = tuple(path for target in targets for path in self._files.at(target.replace("*", star)))
                if found:
                    return found
            if config.base is not None and (found := self._files.at(posixpath.join(config.base, specifier))):
                return found
        return self._own_package(specifier)

    def _own_package(self, specifier: str) -> tuple[str, ...]:
        matched = _PACKAGE.match(specifier)
        if matched is None:
            return ()
        found: list[str] = []
        for package in self._project.by_name.get(matched[0], []):
            rest = specifier[matched.end() :].strip("/")
            if rest:
                found += self._subpath(package, rest)
            else:
                found += self._project.main(package) or self._main(package)
        return tuple(dict.fromkeys(found))

    def _main(self, package: Package) -> tuple[str, ...]:
        for name in ("src/index", "index", "src/main", "lib/index", "src"):
            if found := self._files.at(posixpath.join(package.folder, name)):
                return found
        return ()

    def _subpath(self, package: Package, rest: str) -> tuple[str, ...]:
        exported = package.data.get("exports")
        if isinstance(exported, dict) and (found := self._mapped(package, exported, f"./{rest}")):
            return found
        for base in ("", "src", "lib", "source"):
            if found := self._files.at(posixpath.join(package.folder, base, rest)):
                return found
        return self._files.built(package.folder, rest)

    def _mapped(self, package: Package, table: object, key: str) -> tuple[str, ...]:
        """Look `key` up in an `exports` or `imports` map, under every condition."""
        if not isinstance(table, dict):
            return ()
        found: list[str] = []
        for pattern, targets in table.items():
            star = _star(pattern, key)
            if star is None and pattern.endswith("/") and key.startswith(pattern):
                star = key[len(pattern) :]
                found += [path for target in leaves(targets) for path in self._project.targets(package, target + star)]
            elif star is not None:
                for target in leaves(targets):
                    if target.startswith("."):
                        found += self._project.targets(package, target.replace("*", star))
        return tuple(dict.fromkeys(found))

    def _mentioned(self, importer: str, folder: str, specifier: str) -> Target:
        """Resolve a path in a string: from the file, from the package, from the root, or by its end."""
        bare = specifier.lstrip("./")
        package = self._project.package_of(importer)
        base = package.folder if package else ""
        for place in (posixpath.join(folder, specifier.lstrip("/")), posixpath.join(base, bare), bare):
            if found := self._files.at(place):
                return InRepository(found)
        found = self._files.built(base, bare)
        if not found and posixpath.splitext(bare)[1] in CODE:
            found = self._files.ending(bare)
        return InRepository(found)

    def _globs(self, importer: str, specifier: str) -> Iterator[tuple[str, ...]]:
        if _SCANNERS.search(importer):
            return
        folder = posixpath.dirname(importer)
        package = self._project.package_of(importer)
        base = package.folder if package else ""
        bare = specifier.lstrip("/") if specifier.startswith("/") else specifier
        places = [posixpath.join(folder, bare), posixpath.join(base, bare)]
        if not specifier.startswith("."):
            places.append(bare)
            places += [
                target.replace("*", _star(pattern, specifier) or "", 1)
                for config in self._project.configs_of(importer)
                for pattern, targets in _best(config.paths, specifier)
                for target in targets
            ]
            places += [
                posixpath.join(base, root, specifier[len(alias) :])
                for alias in _ALIASES
                if specifier.startswith(alias)
                for root in ("src", "src/lib", "app", "")
            ]
        for place in places:
            inside = normal(place)
            # A pattern that fixes nothing would mean every file.
            if inside is not None and inside.partition("*")[0]:
                yield self._files.matching(inside)
                head, _, rest = inside.partition("*")
                if "/" in head and (built := re.sub(r"(^|/)(dist|build|out|lib)/", r"\1src/", head)) != head:
                    yield self._files.matching(f"{built}*{rest}")

    def _guess(self, specifier: str) -> tuple[str, ...]:
        """Resolve what looks like an alias of a bundler's configuration: whatever ends like it is meant."""
        for alias in _ALIASES:
            if specifier.startswith(alias):
                return self._files.ending(specifier[len(alias) :])
        if "/" not in specifier:
            return ()
        if found := self._files.ending(specifier):
            return found
        rest = specifier.partition("/")[2]
        if found := self._files.ending(rest):
            return found
        return self._files.ending(rest.partition("/")[2]) if specifier.startswith("@") and "/" in rest else ()


def _star(pattern: str, specifier: str) -> str | None:
    """Return the text that `*` of the pattern stands for, "" for an equal pattern without one, None when they differ."""
    head, star, tail = pattern.partition("*")
    if not star:
        return "" if pattern == specifier else None
    if len(specifier) >= len(head) + len(tail) and specifier.startswith(head) and specifier.endswith(tail):
        return specifier[len(head) : len(specifier) - len(tail)]
    return None


def _best(paths: tuple[tuple[str, tuple[str, ...]], ...], specifier: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the matching patterns, the longest literal start first (TypeScript's rule)."""
    found = [(pattern, targets) for pattern, targets in paths if _star(pattern, specifier) is not None]
    return sorted(found, key=lambda entry: (("*" in entry[0]), -len(entry[0].partition("*")[0])))
