"""Go: where imports lead, where execution starts, what outsiders may use."""

import re

from worker.graph.go_modules import GoModules, folder_of
from worker.graph.resolver import Implicit, Outside, Root, RootKind, Target
from worker.source.facts import FileFacts, Import, Source, Symbol, SymbolKind
from worker.source.go_held import ASKED_FOR
from worker.source.words import text_of

_BUILD = re.compile(r"^//\s*(?:go:build|\+build)\s+(.*)$", re.MULTILINE)
_TAG = re.compile(r"(?<![\w.!])[A-Za-z_][\w.]*")
_KNOWN_TAG = re.compile(
    r"aix|android|darwin|dragonfly|freebsd|hurd|illumos|ios|js|linux|nacl|netbsd|openbsd|plan9|solaris|wasip1|windows|zos|unix"
    r"|386|amd64|amd64p32|arm|arm64|armbe|arm64be|loong64|mips\w*|ppc\w*|riscv\w*|s390x?|sparc\w*|wasm"
    r"|cgo|gc|gccgo|race|msan|asan|purego|appengine|go1|go1\.\d+|netgo|osusergo|boringcrypto|tinygo"
)
_EMPTY_MAIN = re.compile(r"^func main\(\)[ \t]*\{\s*\}", re.MULTILINE)
_PLUGINS = re.compile(r"\bbuildmode=(?:plugin|c-shared|c-archive|shared)\b")
_BUILD_FILES = re.compile(
    r"(^|/)([^/]*[Mm]akefile[^/]*|[^/]*Dockerfile[^/]*|[^/]+\.(mk|sh|ya?ml|toml|json|bat|ps1|just|bazel))$"
)
_DATA = frozenset({SymbolKind.CONSTANT, SymbolKind.TYPE})


class GoResolver:
    """The Go half of a repository."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._modules = GoModules(source)
        self._files = self._modules.files
        self._assembly = {folder_of(file) for file in source.others if file.endswith((".s", ".S"))}
        self._asked = frozenset(one.name for facts in self._files.values() for one in facts.symbols if one.held == ASKED_FOR)
        self._mains = {
            (folder_of(file), facts.namespace)
            for file, facts in self._files.items()
            if any(one.qualname == "main" for one in facts.symbols)
        }
        self._plugins = any(
            _PLUGINS.search(text_of(source.root, file)) for file in source.others if _BUILD_FILES.search(file)
        ) or any(one.module == "plugin" for facts in self._files.values() for one in facts.imports)

    def resolve(self, _importer: str, wanted: Import) -> Target:
        """Say where `wanted` leads."""
        return self._modules.resolve(wanted.module)

    def submodule(self, parent: str, name: str) -> Target | None:
        """Packages have no members that are packages."""
        return None

    def group(self, file: str) -> str | None:
        """Name the package: the folder and what the files say."""
        facts = self._files.get(file)
        return f"{folder_of(file)} {facts.namespace}" if facts is not None and facts.namespace else None

    def roots(self) -> list[Root]:
        """Return what runs when a program or a test starts: initialisers, `init`, `main`, and tests as a whole."""
        found: list[Root] = []
        for file, facts in self._files.items():
            in_test = file.endswith("_test.go")
            found.append(Root(file, "", "its initialisers run", RootKind.TEST if in_test else RootKind.PRODUCTION))
            for one in facts.symbols:
                if facts.is_test:
                    found.append(Root(file, one.qualname, "it is in a test", RootKind.TEST))
                elif one.qualname == "init" or (one.qualname == "main" and facts.namespace == "main"):
                    found.append(Root(file, one.qualname, f"{one.name} is called when the program starts"))
        return found

    def public_api(self) -> list[Outside]:
        """Return what other repositories may import, and what is built in ways that the repository does not show."""
        found: list[Outside] = []
        for file, facts in self._files.items():
            declared = {one.qualname for one in facts.symbols}
            lost = dict.fromkeys(one.parent for one in facts.symbols if one.parent and one.parent not in declared)
            found.extend(Outside(file, parent, "its type is declared where it was not read") for parent in lost)
            if facts.is_test:
                continue
            everything = self._why_all(file)
            exported = self._why_exported(file, facts)
            for one in facts.symbols:
                if one.parent is not None:
                    continue
                reason = everything or (exported if one.exported else "")
                if reason:
                    found.append(Outside(file, one.qualname, reason))
        return found

    def implicit(self, symbol: Symbol, owner: Symbol | None, _outside_bases: tuple[str, ...]) -> Implicit | None:
        """Say whether something may call `symbol` without naming it."""
        if symbol.held:
            return Implicit(symbol.held)
        if symbol.kind is SymbolKind.METHOD:
            if symbol.exported:
                return Implicit("an exported method may satisfy any interface, and reflection and templates find it by name")
            if symbol.name in self._asked:
                return Implicit("an interface asks for a method of that name")
        if symbol.kind in _DATA and folder_of(symbol.file) in self._assembly:
            return Implicit("assembly beside it may use it by go_asm.h")
        return None

    def _why_all(self, file: str) -> str:
        if any(part.startswith(("_", ".")) for part in file.split("/")):
            return "the go tool leaves this file alone, so something else builds it"
        tag = self._own_tag(file)
        if tag == "ignore" and (folder_of(file), "main") in self._mains:
            # A program for `go run`: only what it exports may be asked for by others.
            return ""
        return f"its file is built on demand (tag {tag})" if tag else ""

    def _why_exported(self, file: str, facts: FileFacts) -> str:
        if facts.namespace == "main":
            return self._why_main(file)
        module = self._modules.module_around(file)
        folder, path = module if module is not None else ("", "")
        inside = folder_of(file)[len(folder) :].strip("/").split("/")
        if "internal" in inside:
            return ""
        if path and "." not in path.partition("/")[0]:
            # Nobody can fetch such a module: the first part of its path is no host.
            return ""
        return "other repositories may import it"

    def _why_main(self, file: str) -> str:
        if self._plugins:
            return "the repository builds or loads plugins, whose names are looked up"
        if (folder_of(file), "main") not in self._mains:
            return "its package has no main, so something else calls what it exports"
        if _EMPTY_MAIN.search(text_of(self._source.root, file)):
            return "its main does nothing, so something else calls what it exports"
        return ""

    def _own_tag(self, file: str) -> str:
        """Return a build tag of the repository's own under which alone a file is built."""
        head = text_of(self._source.root, file).partition("\npackage ")[0]
        for line in _BUILD.findall(head):
            for tag in _TAG.findall(line):
                if not _KNOWN_TAG.fullmatch(tag):
                    return str(tag)
        return ""
