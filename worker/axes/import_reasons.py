"""Why an import whose name stands nowhere else in its file may be there all the same."""

import re
import sys
from collections import defaultdict
from functools import cached_property
from pathlib import PurePosixPath

from pathspec import GitIgnoreSpec
from tree_sitter import Node

from worker.axes.quoting import Lines
from worker.axes.trees import Trees
from worker.graph.graph import Graph
from worker.source.classify import is_shown
from worker.source.facts import DynamicForm, FileFacts, Import, ImportForm, Language, ReferenceForm, Source
from worker.source.words import text_of, words_of

_SCRIPTS = frozenset({"javascript", "typescript", "tsx"})
LANGUAGES = frozenset({"python", *_SCRIPTS})
"""In the others an import that is not used is an error, brings no name, or brings members that are used without it."""
_STATEMENTS = frozenset({"import_statement", "import_from_statement", "import_declaration"})

_TOLD = re.compile(
    r"noqa|pylint:|pyright:|type:\s*ignore|nosort|isort:|ruff:|flake8:|eslint|@ts-|biome-ignore|side.?effect|re-?export|regist"
    r"|F401|unused|needed|required|load|import",
    re.IGNORECASE,
)
"""Words of a comment beside an import that say it is there on purpose."""
_WHOLE_FILE = re.compile(
    r"(?:flake8|ruff):\s*noqa|pylint:\s*(?:disable=[\w\-, ]*unused-import|skip-file)|F401|eslint-disable(?!-)|no-unused-vars"
    r"|@ts-nocheck|declare\s+(?:module|global)|jsxImportSource|<script|SuppressWarnings",
    re.IGNORECASE,
)
_PRAGMAS = frozenset({"React", "h", "jsx", "jsxs", "Fragment", "createElement", "Preact", "Vue", "m", "dom", "html"})
"""Names that compiled JSX uses and nobody writes."""
_FOUND_BY_NAME = re.compile(
    r"app|application|main|cli|celery|celery_app|server|handler\w*|urlpatterns|api|router|setup|teardown"
)
"""Names that servers and frameworks look up in a module that they are told of."""
_PASSES_ON = re.compile(
    r"(^|/)(__init__|_?compat\w*|\w*_compat|settings\w*|conf\w*|\w*config\w*|_?types|typing|exports|wsgi|asgi|env)\.py$"
)
"""Files that people import other people's names from, or that a framework reads."""
_CHANGES_THINGS = re.compile(
    r"(?:mpl_toolkits|sklearn\.experimental|readline|rlcompleter|antigravity|this|gevent|eventlet|faulthandler|encodings"
    r"|seaborn|matplotlib|tensorflow_text|codecs|site|sitecustomize|warnings|__future__|builtins)(?:\..*)?"
)
"""Modules that are imported for what they do when they are loaded."""
_NAMES_THAT_ACT = re.compile(r"(?:enable|setup|init|install|patch|activate|load)_\w+|register\w*", re.IGNORECASE)
_LINTERS = ("pyproject.toml", "setup.cfg", ".flake8", "tox.ini", "ruff.toml", ".ruff.toml")
_COMMENT = {"python": "#", **dict.fromkeys(_SCRIPTS, "//")}


class Reasons:
    """Looks for reasons over a whole repository."""

    def __init__(self, source: Source, graph: Graph, lines: Lines, trees: Trees) -> None:
        self._source = source
        self._graph = graph
        self._lines = lines
        self._trees = trees

    def may_tell(self, facts: FileFacts) -> bool:
        """Whether anything is said of imports in a file at all."""
        file = facts.file
        if facts.language not in LANGUAGES or facts.is_test or is_shown(file) or facts.broken or not facts.imports:
            return False
        if file.endswith((".d.ts", ".d.mts", ".d.cts")) or (facts.language == Language.PYTHON and _PASSES_ON.search(file)):
            return False
        if not facts.symbols and len({one.name for one in facts.references}) == 0:
            # Nothing but imports: it is there to load them, or to pass them on.
            return False
        if self._linted_elsewhere(file) or self._looked_through(facts):
            return False
        return not _WHOLE_FILE.search(self._lines.text(file))

    def _looked_through(self, facts: FileFacts) -> bool:
        """Whether something finds the names of the file at run time: `globals()`, or another project's `yacc.yacc()`."""
        for one in facts.dynamic:
            if one.form is not DynamicForm.SCOPE:
                continue
            head = (one.receiver or "").partition(".")[0]
            made = [each for each in facts.imports if each.local == head]
            foreign = [each for each in made if each.module.partition(".")[0] not in sys.stdlib_module_names]
            if not head or foreign:
                return True
        return False

    def unused(self, facts: FileFacts) -> list[tuple[Import, int, int]]:
        """Return the imports that nothing explains: (import, first and last line of its statement), by line."""
        once = self._stand_once(facts)
        if not once or self._passed_on(facts):
            return []
        found: list[tuple[Import, int, int]] = []
        for one in once:
            statement = self._statement(facts, one)
            if statement is None or self._loads(facts, one):
                continue
            first, last = statement.start_point[0] + 1, statement.end_point[0] + 1
            if not self._commented(facts, first, last):
                found.append((one, first, last))
        return found

    def _stand_once(self, facts: FileFacts) -> list[Import]:
        """Return the imports of which the name stands nowhere else in the file."""
        used = (
            {one.name for one in facts.references if one.form is not ReferenceForm.ATTRIBUTE}
            | {one.local for one in facts.exports}
            | set(facts.dunder_all or ())
        )
        candidates: dict[str, Import] = {}
        for one in facts.imports:
            if one.local is None or one.local in used or one.scope or one.type_only:
                continue
            if one.form not in (ImportForm.NAMED, ImportForm.DEFAULT, ImportForm.NAMESPACE) or one.local.startswith("_"):
                continue
            if facts.language in _SCRIPTS and one.local in _PRAGMAS:
                continue
            candidates[one.local] = one
        if not candidates:
            return []
        other = {symbol.name for symbol in facts.symbols}
        counts: dict[str, int] = defaultdict(int)
        statements = self._import_lines(facts)
        python = facts.language == Language.PYTHON
        for number, line in enumerate(self._lines.of(facts.file), 1):
            if number in statements or (python and number in facts.comment_lines):
                continue
            # What is right of a dot is a member of something else.
            for word in words_of(re.sub(r"(?<![.\s])\.[A-Za-z_]\w*", "", line)):
                counts[word] += 1
        return [one for name, one in candidates.items() if not counts[name] and name not in other]

    def _import_lines(self, facts: FileFacts) -> set[int]:
        root = self._trees.root(facts.file)
        found: set[int] = set()
        for node in root.named_children if root is not None else ():
            if node.type in _STATEMENTS:
                found.update(range(node.start_point[0] + 1, node.end_point[0] + 2))
        return found

    def _statement(self, facts: FileFacts, one: Import) -> Node | None:
        """Return the statement where it stands at the top: in a `try` or an `if` it asks or decides something."""
        root = self._trees.root(facts.file)
        for node in root.named_children if root is not None else ():
            if node.type in _STATEMENTS and node.start_point[0] < one.line <= node.end_point[0] + 1:
                written = (node.text or b"").decode("utf-8", "replace")
                # `import x as x` says that it is passed on.
                renamed = re.search(rf"\b{re.escape(one.local or '')}\s+as\s+{re.escape(one.local or '')}\b", written)
                return None if renamed or node.start_point[1] else node
        return None

    def _loads(self, facts: FileFacts, one: Import) -> bool:
        """Whether the module may be loaded for what it does then, or the name be looked up from outside."""
        local = one.local or ""
        if _FOUND_BY_NAME.fullmatch(local) or _CHANGES_THINGS.fullmatch(one.module) or _NAMES_THAT_ACT.fullmatch(local):
            return True
        if facts.language != Language.PYTHON:
            return False
        if not one.level and one.module.partition(".")[0] in sys.stdlib_module_names:
            return False
        targets = self._graph.leads_into(facts.file, one)
        below = [each for each in facts.imports if each.line == one.line and each.module.startswith(f"{local}.")]
        if targets is None or targets.module or below:
            return True
        if not targets.files:
            # `import x` of another project: known to be more than a plug-in where some file uses it by name.
            return one.form is ImportForm.NAMESPACE and one.module == local and not self._is_known(one, facts.file)
        return not any(set(self._graph.importers(file)) - {facts.file} for file in targets.files)

    def _is_known(self, one: Import, but: str) -> bool:
        return any(file != but for file in self._used_packages.get(one.local or "", ()))

    @cached_property
    def _used_packages(self) -> dict[str, set[str]]:
        """Names of whole modules, with the files that use them."""
        found: dict[str, set[str]] = defaultdict(set)
        for file, facts in self._source.files.items():
            names = {one.name for one in facts.references}
            for one in facts.imports:
                if one.form is ImportForm.NAMESPACE and one.local in names:
                    found[one.local or ""].add(file)
        return found

    def _commented(self, facts: FileFacts, first: int, last: int) -> bool:
        text = self._lines.of(facts.file)
        mark = _COMMENT[str(facts.language)]
        if any(mark in line or "/*" in line for line in text[first - 1 : last]):
            return True
        return first > 1 and first - 1 in facts.comment_lines and bool(_TOLD.search(text[first - 2]))

    # -- who takes names from the file --------------------------------------------------------------------------------------

    def _passed_on(self, facts: FileFacts) -> bool:
        """Whether somebody takes an imported name from this file: then it is a place to take names from."""
        mine = {one.local for one in facts.imports if one.local} - {symbol.name for symbol in facts.symbols}
        stem = PurePosixPath(facts.file).stem
        taken = re.compile(rf"\b{re.escape(stem)}[.:](\w+)")
        for importer in self._graph.importers(facts.file):
            other = self._source.files[importer]
            for one in other.imports:
                if one.form in (ImportForm.STAR, ImportForm.REEXPORT_STAR):
                    into = self._graph.leads_into(importer, one)
                    if into is None or facts.file in into.files:
                        return True
                elif one.imported in mine:
                    into = self._graph.leads_into(importer, one, by_module=True)
                    if into is None or facts.file in into.files:
                        return True
            if not mine.isdisjoint(taken.findall(self._lines.text(importer))):
                return True
        return any(name in mine for name in self._named_in_strings.get(stem, ()))

    @cached_property
    def _named_in_strings(self) -> dict[str, set[str]]:
        """What stands as `stem.name` or `stem:name` in quotes or in configuration: patches, entry points, commands."""
        found: dict[str, set[str]] = defaultdict(set)
        for file in self._source.files:
            for stem, name in re.findall(r"[\"'](?:[\w./]*[./])?(\w+)[.:](\w+)[\"']", self._lines.text(file)):
                found[stem].add(name)
        for file in self._source.others:
            for stem, name in re.findall(r"\b(\w+)[.:](\w+)\b", text_of(self._source.root, file)[:200_000]):
                found[stem].add(name)
        return found

    # -- what linters were told -----------------------------------------------------------------------------------------------

    def _linted_elsewhere(self, file: str) -> bool:
        return file.endswith(".py") and any(spec is None or spec.match_file(file) for spec in self._left_alone)

    @cached_property
    def _left_alone(self) -> list[GitIgnoreSpec | None]:
        """Files for which the repository's own linter is told to leave unused imports alone; None stands for all files."""
        found: list[GitIgnoreSpec | None] = []
        for config in _LINTERS:
            key = ""
            for line in text_of(self._source.root, config).split("\n") if config in self._source.others else ():
                if named := re.match(r"\s*[\"']?([^=\"'#\[\]]+?)[\"']?\s*[=:]", line):
                    key = named[1].strip()
                if not re.search(r"\bF401\b|\bunused-import\b", line):
                    continue
                pattern = re.search(r"[\"']?([\w./*{},-]*[./*][\w./*{},-]*)[\"']?\s*[:=]", line)
                if pattern is not None:
                    found.append(GitIgnoreSpec.from_lines([pattern[1]]))
                elif "ignore" in key or "disable" in key:
                    found.append(None)
        return found
