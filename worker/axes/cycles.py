"""Files that import each other in a circle while they are loaded: which of them can be loaded first is a matter of luck.

An import counts where it runs when its file is loaded. What a function imports, what is imported for its type alone, and a
package above that only runs on the way do not count.
"""

import hashlib
import re
from collections import deque
from collections.abc import Iterator
from pathlib import PurePosixPath

from tree_sitter import Node

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Rule
from app.domain.finding import Certainty, Claim, Origin, Related, Suggestion
from worker.axes.quoting import TOOL, Lines
from worker.axes.trees import Trees, captures, words
from worker.graph.graph import Graph
from worker.source.classify import is_shown
from worker.source.facts import FileFacts, Import, ImportForm, Language, Source, SymbolKind

RULE = "best_practices.import-cycle"
CONFIDENCE = 0.95
_LISTED = 10

_TYPED = frozenset({"typescript", "tsx"})
_LANGUAGES = frozenset({"python", "javascript", *_TYPED})
"""In the others circles are an error (Go), or no matter of loading (Java, C#, Rust)."""
_USES = "(identifier) @name (shorthand_property_identifier) @name"
_NO_VALUE = frozenset(
    {"import_specifier", "import_clause", "namespace_import", "nested_type_identifier", "type_query", "nested_identifier"}
)
_BODIES = frozenset({"decorator", "statement_block", "class_body", "program"})
_THERE_AT_ONCE = frozenset({"__path__", "__name__", "__file__", "__spec__", "__package__"})
"""What a module has before its first line runs."""
_STARTS = re.compile(r"\s*(?:from|import|export|const|let|var)\b|[^\s})]")
Edges = dict[str, dict[str, int]]
"""file -> file that it loads -> line of the import"""


def prove(source: Source, graph: Graph) -> list[Claim]:
    """Return one claim of the rule `best_practices.import-cycle` per group of files that load each other in a circle."""
    lines, trees = Lines(source), Trees(source)
    imports = _imports(source, graph, lines)
    circles = components({file: dict.fromkeys(targets, 0) for file, targets in imports.items()})
    within = {file: number for number, circle in enumerate(circles) for file in circle}
    edges: Edges = {}
    for file in within:
        used = _values(source.files[file], trees)
        for target, wanted in imports[file].items():
            run = [one for one in wanted if used is None or one.local is None or one.local in used]
            if run and within.get(target) == within[file]:
                edges.setdefault(file, {})[target] = _statement(lines, run[0], file)[0]
    return [_claim(circle, shortest(circle, edges), edges, lines) for circle in components(edges)]


def _statement(lines: Lines, one: Import, file: str) -> tuple[int, bool]:
    """Return the first line of an import's statement, and whether it is indented: it runs under a condition, if at all."""
    text, at = lines.of(file), one.line
    while at > 1 and not _STARTS.match(text[at - 1]):
        at -= 1
    return at, text[at - 1][:1].isspace()


def _imports(source: Source, graph: Graph, lines: Lines) -> dict[str, dict[str, list[Import]]]:
    """Return what each file imports while it is loaded: file -> file -> the imports."""
    found: dict[str, dict[str, list[Import]]] = {}
    for file, facts in source.files.items():
        if facts.language not in _LANGUAGES or facts.is_test or is_shown(file) or facts.broken:
            continue
        for one in facts.imports:
            if (
                one.scope
                or one.type_only
                or one.imported in _THERE_AT_ONCE
                or one.form is ImportForm.DYNAMIC
                or _statement(lines, one, file)[1]
            ):
                continue
            for target in _loaded(graph, facts, one):
                # What machines wrote is known by its name alone: whether it imports back nobody can see.
                read = source.files.get(target)
                if read is None or target == file or read.is_test or is_shown(target):
                    continue
                if not _takes_in_its_parts(facts, one.line, read):
                    found.setdefault(file, {}).setdefault(target, []).append(one)
    return found


def _takes_in_its_parts(package: FileFacts, line: int, part: FileFacts) -> bool:
    """Whether a Python package loads one of its parts below all that this part takes from it: nothing is half loaded then."""
    folder, _, name = package.file.rpartition("/")
    if name != "__init__.py" or not part.file.startswith(f"{folder}/"):
        return False
    above: set[str | None] = {one.name for one in package.symbols if one.parent is None and one.line_end < line}
    above |= {one.local for one in package.imports if not one.scope and one.line < line}
    dotted = "." + folder.replace("/", ".")
    back = [
        one for one in part.imports if not one.scope and (dotted.endswith(f".{one.module}") or (one.level and not one.module))
    ]
    return bool(back) and all(one.imported in above for one in back)


def _loaded(graph: Graph, facts: FileFacts, one: Import) -> tuple[str, ...]:
    """Return the files that an import loads for what it brings."""
    brought, module = graph.leads_into(facts.file, one), graph.leads_into(facts.file, one, by_module=True)
    if facts.language == Language.PYTHON:
        way = brought if brought is not None and brought.module else module
        named = module.files if module is not None else ()
        sure = one.level or "." in one.module or not any(_beside(graph, facts.file, each) for each in named)
        files = way.files if way is not None and sure else ()
        part = _part(graph, files, one)
        if part is not None:
            return (part,)
        if one.form is not ImportForm.NAMED:
            above = PurePosixPath(facts.file).parents
            return tuple(each for each in files if PurePosixPath(each).parent not in above or not each.endswith("/__init__.py"))
        return files
    if brought is not None and one.imported is not None and facts.language in _TYPED and _is_type(graph, facts.file, one):
        return ()
    # An ambiguous specifier says nothing for sure.
    return module.files if module is not None and len(module.files) == 1 else ()


def _part(graph: Graph, files: tuple[str, ...], one: Import) -> str | None:
    """Return the module of a package that is imported from the package by its name."""
    if one.form is not ImportForm.NAMED or len(files) != 1 or not files[0].endswith("/__init__.py"):
        return None
    beside = f"{files[0].removesuffix('/__init__.py')}/{one.imported}"
    return next((each for each in (f"{beside}/__init__.py", f"{beside}.py") if each in graph.source.files), None)


def _beside(graph: Graph, importer: str, file: str) -> bool:
    """Whether a file lies beside another in a package: then a name without dots means it only where the other is a script.

    The package itself lies there too, and is what its own name means.
    """
    folder = PurePosixPath(importer).parent
    package = f"{folder}/__init__.py"
    return PurePosixPath(file).parent == folder and file != package and package in graph.source.files


def _is_type(graph: Graph, file: str, one: Import) -> bool:
    symbols = graph.brought(file, one)
    return bool(symbols) and all(symbol.kind is SymbolKind.TYPE for symbol in symbols)


def _values(facts: FileFacts, trees: Trees) -> set[str] | None:
    """Return the names that are used as values in a file; what is imported for its type alone is gone when the code runs."""
    root = trees.root(facts.file) if facts.language in _TYPED else None
    if root is None:
        return None
    found: set[str] = set()
    for node in captures(facts.language, _USES, root).get("name", ()):
        above = node.parent
        if (above is None or above.type not in _NO_VALUE) and not _asked_for_later(node):
            found.add(words(node))
    return found


def _asked_for_later(node: Node) -> bool:
    """Whether a name stands in a function that a decorator is given: it is called once all is loaded, for just such circles."""
    above, inside = node.parent, False
    while above is not None and above.type not in _BODIES:
        inside |= above.type == "arrow_function"
        above = above.parent
    return inside and above is not None and above.type == "decorator"


def components(edges: Edges) -> list[list[str]]:
    """Return the groups of two files or more of which each leads to each other, sorted (Tarjan, without recursion)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    waiting: set[str] = set()
    found: list[list[str]] = []
    for start in sorted(edges):
        todo: list[tuple[str, Iterator[str]]] = []
        if start not in order:
            todo.append((start, iter(sorted(edges[start]))))
            order[start] = low[start] = len(order)
            stack.append(start)
            waiting.add(start)
        while todo:
            file, targets = todo[-1]
            target = next(targets, None)
            if target is None:
                todo.pop()
                if todo:
                    low[todo[-1][0]] = min(low[todo[-1][0]], low[file])
                if low[file] == order[file]:
                    at = stack.index(file)
                    waiting.difference_update(stack[at:])
                    if len(stack) - at > 1:
                        found.append(sorted(stack[at:]))
                    del stack[at:]
            elif target not in order:
                order[target] = low[target] = len(order)
                stack.append(target)
                waiting.add(target)
                todo.append((target, iter(sorted(edges.get(target, ())))))
            elif target in waiting:
                low[file] = min(low[file], order[target])
    return sorted(found)


def shortest(circle: list[str], edges: Edges) -> list[str]:
    """Return the shortest way round from some file of a circle back to itself, without the way's last step."""
    inside = set(circle)
    best: list[str] = []
    for start in circle[:_LISTED]:
        before: dict[str, str] = {}
        todo = deque([start])
        while todo and start not in before:
            file = todo.popleft()
            for target in sorted(edges.get(file, ())):
                if target in inside and target not in before:
                    before[target] = file
                    todo.append(target)
        way = [start]
        here = before[start]
        while here != start:
            way.insert(1, here)
            here = before[here]
        if not best or len(way) < len(best):
            best = way
    return best


def _also(files: list[str], edges: Edges) -> Iterator[Related]:
    """Yield the other files of a group, each at its first import on a circle."""
    for file in files:
        line = min(edges.get(file, {}).values(), default=1)
        yield Related(file=file, line_start=line, line_end=line, relation="cluster")


def _claim(circle: list[str], way: list[str], edges: Edges, lines: Lines) -> Claim:
    steps = [(file, target, edges[file][target]) for file, target in zip(way, [*way[1:], way[0]], strict=True)]
    first, _, line = steps[0]
    round_ = " → ".join(f"`{file}`" for file in [*way, way[0]])
    others = [file for file in circle if file not in way]
    more = (
        f" {len(circle)} files hang together in such circles, also {', '.join(f'`{file}`' for file in others[:_LISTED])}"
        f"{f' and {len(others) - _LISTED} more' if len(others) > _LISTED else ''}."
        if others
        else ""
    )
    return Claim(
        axis=Axis.BEST_PRACTICES,
        rule=RULE,
        verdict=Verdict.WARN,
        severity=Severity.LOW,
        confidence=CONFIDENCE,
        certainty=Certainty.PROVEN,
        origin=Origin.PROVER,
        file=first,
        symbol=None,
        line_start=line,
        line_end=line,
        title=f"{len(circle)} files import each other in a circle",
        message=f"{round_}: each imports the next while it is loaded. Whichever comes first finds another half loaded,"
        f" which works only as long as nothing of it is used by then.{more}"
        " None of them can be loaded or tested without the others.",
        suggestion=Suggestion(
            description="Move what both sides need into a file of its own that imports neither; where the way leads through an"
            " index, import from the file itself."
        ),
        evidence=(*(lines.quote(file, at, at) for file, _, at in steps), Rule(id=RULE, tool=TOOL, file=first, line=line)),
        related=(
            *(Related(file=file, line_start=at, line_end=at, relation="cause") for file, _, at in steps[1:]),
            *_also(others, edges),
        ),
        body_hash=hashlib.sha256("\n".join(circle).encode()).hexdigest()[:16],
    )
