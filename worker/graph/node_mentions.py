"""Modules that files in other languages load: HTML, Vue and Svelte files, configuration, scripts, workflows."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from worker.graph.node_files import CODE, NodeFiles
from worker.graph.node_project import leaves
from worker.graph.node_resolution import NodeResolution
from worker.graph.resolver import InRepository
from worker.source.facts import Import, ImportForm

COMPONENTS = (".vue", ".svelte", ".astro", ".mdx", ".html", ".htm", ".marko", ".riot", ".imba", ".civet")
"""Files with scripts inside, whose imports are read like a module's."""

_PROSE = (".md", ".markdown", ".rst", ".txt", ".adoc")
_LOCKS = re.compile(
    r"(?:^|/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock|CHANGELOG[^/]*)$", re.IGNORECASE
)
_COMPILER = re.compile(r"(?:^|/)[tj]sconfig(?:[.-][\w.-]+)?\.json$")
_CLAUSE = r"""(?:(?!\b(?:im|ex)port\s)[^'";()]){1,2000}?"""
_STATEMENT = re.compile(
    rf"""(?:\bimport\s(?P<what>{_CLAUSE})\sfrom|\bexport\s(?P<star>{_CLAUSE})\sfrom|\bimport)\s*"""
    r"""(?P<quote>['"])(?P<module>[^'"\n]+)(?P=quote)"""
)
_DEFAULT = re.compile(r"\s*(?:type\s+(?!from\b))?(?!type\s*[{*])[\w$]+")
"""A clause that begins with a name of its own: `a`, `type A`, `a, {b}`; in `type {A}` nothing is asked for by default."""
_CALLS = re.compile(r"""\b(?:import|require)\(\s*(?P<quote>['"`])(?P<module>[^'"`\n]+)(?P=quote)""")
_ATTRIBUTES = re.compile(r"""\b(?:src|href|data-main)\s*=\s*['"]?(?P<address>[^'"\s>]++)""")
_PROGRAM = re.compile(r"\.[cm]?[jt]sx?\Z")
_TOKEN = re.compile(r"[\w@$./\[\]()-]+")
_MAY_BE_PATH = re.compile("/|" + "|".join(map(re.escape, CODE)))
_READ_ELSEWHERE = frozenset(
    {
        "main",
        "module",
        "types",
        "typings",
        "source",
        "browser",
        "exports",
        "imports",
        "bin",
        "files",
        "workspaces",
        "directories",
    }
)
_COMPILED = frozenset({"files", "include", "exclude", "extends", "references"})
_RUN = re.compile(r"\b(?:node|tsx|ts-node|nodemon|bun|babel-node|esno)\s+[^-\s]\S*")
"""A program that is run by name: it starts there, but its exports are used by nobody."""
_LONGEST_PATH = 200


@dataclass(frozen=True, slots=True)
class Mention:
    """A module that a file names. `whole`: everything it offers may be used; `default`: its default export is."""

    file: str
    path: str
    whole: bool
    default: bool


def mentions(files: NodeFiles, resolution: NodeResolution) -> Iterator[Mention]:
    """Yield the modules of the repository that its other text files name."""
    for file in files.searchable:
        if file in files.code or _LOCKS.search(file):
            continue
        if _COMPILER.search(file):
            compiled, loaded = _compiled_and_loaded(files.json(file))
            for whole, named in ((False, compiled), (True, loaded)):
                for path in _paths(files, file, "\n".join(named)):
                    yield Mention(file, path, whole=whole, default=False)
            continue
        if posixpath.basename(file) == "package.json":
            for path in _paths(files, file, "\n".join(_settings(files.json(file)))):
                yield Mention(file, path, whole=True, default=False)
            continue
        text = files.text(file)
        if file.endswith((*COMPONENTS, *_PROSE)):
            yield from _imports(file, text, resolution)
        else:
            yield from _skipped_code(file, text, resolution)
        if file.endswith(COMPONENTS):
            # An import says which names it wants, and a page's script is run rather than loaded for its names.
            text = _ATTRIBUTES.sub(lambda m: " " if _program(m["address"]) else m[0], _STATEMENT.sub(" ", text))
            for path in files.at(posixpath.splitext(file)[0]) if file.endswith((".html", ".htm")) else ():
                yield Mention(file, path, whole=True, default=False)
        for path in _paths(files, file, text):
            yield Mention(file, path, whole=True, default=False)


def _imports(file: str, text: str, resolution: NodeResolution) -> Iterator[Mention]:
    for found in _STATEMENT.finditer(text):
        what = found["what"] or ""
        whole = bool(found["star"]) or "*" in what
        default = bool(_DEFAULT.match(what)) or "default" in what
        yield from _resolved(file, found["module"], resolution, whole=whole, default=default)
    for found in _CALLS.finditer(text):
        yield from _resolved(file, found["module"], resolution, whole=True, default=False)
    for found in _ATTRIBUTES.finditer(text):
        if module := _program(found["address"]):
            yield from _resolved(file, module, resolution, whole=False, default=False)


def _program(address: str) -> str:
    """The program that an address in a page names: `app.js?v=2` without its question; "" when it names none."""
    bare = re.split(r"[?#]", address, maxsplit=1)[0]
    return next((one for one in (bare, address) if _PROGRAM.search(one)), "")


def _skipped_code(file: str, text: str, resolution: NodeResolution) -> Iterator[Mention]:
    if file.endswith(CODE):
        yield from _imports(file, text, resolution)


def _resolved(file: str, module: str, resolution: NodeResolution, *, whole: bool, default: bool) -> Iterator[Mention]:
    form = ImportForm.DYNAMIC if "*" in module else ImportForm.NAMED
    target = resolution.resolve(file, Import(form, module, 1))
    if not isinstance(target, InRepository):
        # `<script src="app.js">` is relative although it does not look so.
        target = resolution.resolve(file, Import(form, f"./{module}", 1))
    if isinstance(target, InRepository):
        for path in target.files:
            yield Mention(file, path, whole, default)


def _settings(manifest: dict[str, object]) -> Iterator[str]:
    """Yield what package.json says to tools, at any depth; its entries and dependencies are read elsewhere."""
    for key, value in manifest.items():
        if key == "scripts" and isinstance(value, dict):
            yield from (_RUN.sub(" ", one) for one in value.values() if isinstance(one, str))
        elif key not in _READ_ELSEWHERE:
            yield from leaves(value)


def _compiled_and_loaded(config: dict[str, object]) -> tuple[list[str], list[str]]:
    """Split what a tsconfig.json names: what is compiled or a specifier leads to, and what plugins and other tools load."""
    compiled: list[str] = []
    loaded: list[str] = []
    for key, value in config.items():
        if key == "compilerOptions" and isinstance(value, dict):
            for option, told in value.items():
                (loaded if option == "plugins" else compiled).extend(leaves(told))
        else:
            (compiled if key in _COMPILED else loaded).extend(leaves(value))
    return compiled, loaded


def _tokens(text: str) -> Iterator[str]:
    """Yield what may be a path, each once."""
    seen: set[str] = set()
    for chunk in dict.fromkeys(text.split()):
        if _MAY_BE_PATH.search(chunk):
            for written in _TOKEN.findall(chunk):
                if written not in seen and len(written) <= _LONGEST_PATH and ("/" in written or written.endswith(CODE)):
                    seen.add(written)
                    yield written


def _paths(files: NodeFiles, file: str, text: str) -> Iterator[str]:
    """Yield code files named by a path: in scripts, workflows, container files, manifests."""
    folder = posixpath.dirname(file)
    for written in _tokens(text):
        bare = written.strip("/.()[]") if not written.startswith("..") else written
        # `src/handlers/create.main` names the function `main` of `src/handlers/create.ts`.
        for candidate in (bare, bare.rpartition(".")[0]):
            if not candidate or not files.plausible(candidate):
                continue
            found = files.at(posixpath.join(folder, candidate)) or files.at(candidate.removeprefix("./"))
            if found and candidate.rstrip("/.") not in files.folders:
                yield from found
                break
        else:
            if "/" in bare and bare.endswith(CODE):
                yield from files.ending(bare.lstrip("./"))
