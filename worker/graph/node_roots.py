"""Where a Node repository starts to run, and what is used from outside of it."""

import posixpath
import re

from worker.graph.node_conventions import BY_HAND, CONFIGURATION, CONVENTIONS, HOOK, STARTS
from worker.graph.node_files import NodeFiles, normal
from worker.graph.node_kits import kit_of, kits_in, made_in, passed_on
from worker.graph.node_mentions import mentions
from worker.graph.node_project import NodeProject, Package, above
from worker.graph.node_published import ships
from worker.graph.node_resolution import BUILTIN, NodeResolution
from worker.graph.resolver import External, InRepository, Outside, Root, RootKind, Unresolved
from worker.source.facts import DynamicForm, Import, ImportForm, Source, SymbolKind

_TOKEN = re.compile(r"[^\s'\"=,;&|]+")
_NO_HOOKS = re.compile(r"/hooks/(?=[^/]+$)")
_PLAIN = re.compile(r"[A-Za-z_$][\w$-]*\.[cm]?[jt]sx?")
_DECLARATIONS = re.compile(r"\.d\.(?:[\w-]+\.)?[cm]?ts$")


class NodeRoots:
    """Finds roots and outside use once; both lists belong together."""

    def __init__(self, source: Source, files: NodeFiles, project: NodeProject, resolution: NodeResolution) -> None:
        self._source = source
        self._files = files
        self._project = project
        self._resolution = resolution
        self.roots: dict[str, Root] = {}
        self.outside: dict[tuple[str, str], Outside] = {}
        for package in project.packages.values():
            self._package(package)
        kits, made = kits_in(files), made_in(project.packages.values())
        for path in sorted(files.code):
            self._by_convention(path)
            if (config := kit_of(path, kits)) is not None:
                self._open_whole(path, f"part of a component kit that is copied in whole, see {config}")
            if (config := kit_of(path, made)) is not None:
                self._open_whole(path, f"made by a script in {config}")
            for name in passed_on(source.files[path], files.text(path)):
                self._open(path, "one of the components that its file passes on from a package", name)
        for mention in mentions(files, resolution):
            self._root(mention.path, f"named in {mention.file}")
            if mention.whole:
                self._open_whole(mention.path, f"named in {mention.file}")
            elif mention.default:
                self._open_default(mention.path, f"imported by {mention.file}")
        imported = self._imported()
        self._orphans(imported)

    def _root(self, path: str, reason: str, kind: RootKind = RootKind.PRODUCTION) -> None:
        if kind is RootKind.PRODUCTION and self._source.files[path].is_test:
            kind = RootKind.TEST
        known = self.roots.get(path)
        if known is None or (known.kind is RootKind.TEST and kind is RootKind.PRODUCTION):
            self.roots[path] = Root(path, "", reason, kind)

    def _open(self, path: str, reason: str, name: str = "", *, to_others: bool = False) -> None:
        self.outside.setdefault((path, name), Outside(path, name, reason, to_others=to_others))

    def _open_whole(self, path: str, reason: str) -> None:
        """Open all that a file declares at its top level, and the members of its classes: a tool that loads it may use them."""
        self._open(path, reason)
        for symbol in self._source.files[path].symbols:
            if not symbol.name.startswith("#") and (symbol.parent is None or symbol.kind is SymbolKind.METHOD):
                self._open(path, reason, symbol.qualname)

    def _open_default(self, path: str, reason: str) -> None:
        facts = self._source.files[path]
        named = {export.local for export in facts.exports if export.name in ("default", "=")}
        symbols = named & {symbol.qualname for symbol in facts.symbols}
        for name in sorted(symbols) or [""]:
            self._open(path, reason, name)

    def _package(self, package: Package) -> None:
        entries = self._project.entries(package)
        where = posixpath.join(package.folder, "package.json")
        for path, key in entries.items():
            self._root(path, f"`{key}` in {where}")
            if key != "bin":
                self._open(path, f"what `{key}` in {where} offers to others", to_others=True)
        for script in package.scripts:
            for token in _TOKEN.findall(script):
                inside = normal(posixpath.join(package.folder, token)) if "*" not in token else None
                if inside and ("/" in token or "." in token) and inside not in self._files.folders:
                    for path in self._files.at(inside):
                        self._root(path, f"run by a script in {where}")
        # A root index.js is what others get, unless it is what is started.
        library = "index" in entries.values() and not any("index" in script for script in package.scripts)
        if package.only_started and not library:
            return
        entered = any(key != "bin" for key in entries.values())
        if package.published and (not package.data.get("exports") or not entered or self._project.unmapped(package)):
            # Without `exports` every file of a published package can be imported (https://nodejs.org/api/packages.html).
            for path in sorted(self._files.code):
                if (
                    not self._source.files[path].is_test
                    and self._project.package_of(path) is package
                    and ships(package, path, self._files)
                ):
                    self._open(path, f"{where} keeps others from no file of the package", to_others=True)

    def _by_convention(self, path: str) -> None:
        facts = self._source.files[path]
        if facts.is_test:
            self._root(path, "a test", RootKind.TEST)
        if facts.shebang:
            self._root(path, "a script with a shebang")
        if _DECLARATIONS.search(path):
            self._root(path, "declarations for code elsewhere")
            for name in ("", *(symbol.qualname for symbol in facts.symbols)):
                self._open(path, "declarations for code elsewhere", name)
                for beside in self._files.at(_DECLARATIONS.sub("", path)) if name else ():
                    self._open(beside, f"declared in {path}", name)
        if CONFIGURATION.search(path):
            self._root(path, "configuration that a tool loads")
            self._open(path, "configuration that a tool loads")
        dependencies = self._project.dependencies_of(path)
        for convention in CONVENTIONS:
            if convention.used_by(dependencies) and convention.pattern.search(path):
                self._root(path, f"loaded by {convention.tool}")
                self._open(path, f"loaded by {convention.tool}")

    def _imported(self) -> set[str]:
        """Return the files that some other file imports; what unresolved imports may mean is opened."""
        imported: set[str] = set()
        for path in sorted(self._files.code):
            for wanted in self._source.files[path].imports:
                target = self._resolution.resolve(path, wanted)
                if isinstance(target, InRepository):
                    imported.update(file for file in target.files if file != path)
                elif isinstance(target, Unresolved) and wanted.form is not ImportForm.DYNAMIC:
                    for plausible in self._plausible(wanted):
                        self._open(plausible, f"may be meant by the import of {wanted.module} in {path}")
        return imported

    def _plausible(self, wanted: Import) -> tuple[str, ...]:
        parts = [part for part in re.split(r"[/\\]", wanted.module) if part.strip(".")]
        if not parts:
            return ()
        stem = parts[-1].partition(".")[0]
        if stem == "index" and len(parts) > 1:
            stem = parts[-2]
        folder = f"/{stem}/index."
        return tuple(
            path
            for path in (
                *self._files.by_stem.get(stem, ()),
                *(p for p in self._files.by_stem.get("index", ()) if folder in f"/{p}"),
            )
        )

    def _orphans(self, imported: set[str]) -> None:
        """Start from files that nothing imports, unless everything says that they are forgotten.

        A file may be found by reading a folder, run by hand or named by something that is not in the repository.
        """
        orphans = [path for path in sorted(self._files.code) if path not in imported and path not in self.roots]
        folders: dict[str, int] = {}
        for path in orphans:
            folders[posixpath.dirname(path)] = folders.get(posixpath.dirname(path), 0) + 1
        computed = {
            folder
            for path, facts in self._source.files.items()
            if path in self._files.code and any(one.form is DynamicForm.MODULE for one in facts.dynamic)
            for folder in [self._folder(path)]
        }
        started = {self._folder(path) for path, root in self.roots.items() if root.kind is RootKind.PRODUCTION}
        lived_in = {posixpath.dirname(path) for path in imported}
        for path in orphans:
            package = self._folder(path)
            forgotten = (
                package is not None
                and package in started
                and package not in computed
                and folders[posixpath.dirname(path)] == 1
                # Among files that are imported, named like them, and wanting nothing that only some host has.
                and posixpath.dirname(path) in lived_in
                and _PLAIN.fullmatch(posixpath.basename(path))
                and not self._needs_a_host(path)
                and not BY_HAND.search(_NO_HOOKS.sub("/", path) if HOOK.search(path) else path)
                # Beside package.json lie the files that tools look for.
                and posixpath.dirname(path) != package
                and not STARTS.search(path)
                and self._exports(path)
            )
            if not forgotten:
                self._root(path, "nothing imports it, so something else starts it")
                self._open_whole(path, "nothing imports it, so something else may load it")

    def _needs_a_host(self, path: str) -> bool:
        """Return whether the file imports a package that nobody installs: `k6`, `vscode`."""
        installed = self._project.dependencies_of(path)
        for wanted in self._source.files[path].imports:
            target = self._resolution.resolve(path, wanted)
            if isinstance(target, External) and wanted.module[:1] not in (".", "/") and not wanted.type_only:
                package = target.package
                if package not in installed and package.partition("/")[0] not in BUILTIN:
                    return True
        return False

    def _folder(self, path: str) -> str | None:
        return next((folder for folder in above(path) if folder in self._project.packages), None)

    def _exports(self, path: str) -> bool:
        """Return whether the file is made to be imported: it has exports and no code of its own that runs on load."""
        facts = self._source.files[path]
        return bool(facts.exports)
