"""Generic types and functions of which there is one instance: every use in the program writes the same type for a parameter.

Told only where each use says its types itself: what the compiler infers could be anything.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from app.domain.axis import Axis, Severity, Verdict
from app.domain.finding import Claim, Related, Suggestion
from worker.axes.quoting import Lines
from worker.axes.trees import Trees, captures, words
from worker.graph.graph import Graph
from worker.source.classify import is_shown
from worker.source.facts import FileFacts, Import, Language, Source, Symbol

RULE = "overengineering.one-type-argument"
_LANGUAGES = frozenset({Language.TYPESCRIPT, Language.TSX})
_GENERIC = r"(?:\b(?:class|interface|function)\s+{0}\s*<|\bconst\s+{0}\s*=\s*(?:async\s*)?<)"
_NAMES = (
    "[(identifier) (type_identifier) (property_identifier) (shorthand_property_identifier)"
    " (shorthand_property_identifier_pattern)] @name"
)
_DECLARES = ("class_declaration", "abstract_class_declaration", "interface_declaration", "function_declaration")
_PASSED_ON = ("import_specifier", "export_specifier", "import_clause", "export_statement")
_PLAIN = ("predefined_type", "type_identifier", "generic_type", "type_arguments", "array_type", "literal_type")
_VAGUE = ("any", "unknown", "never", "void", "object")
_FEWEST_USES = 2
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Use:
    file: str
    line: int
    arguments: tuple[str | None, ...]
    """What is written for each parameter; None where that is no plain type that is known by its name everywhere."""


def prove(source: Source, graph: Graph, lines: Lines, trees: Trees) -> Iterator[Claim]:
    """Yield a claim of the rule `overengineering.one-type-argument` per parameter of what is not offered to other programs."""
    declared = Counter(one.name for read in source.files.values() for one in read.symbols)
    libraries = {source.files[file].language for file in graph.published}
    candidates = [
        one
        for file, read in source.files.items()
        if read.language in _LANGUAGES and not (read.is_test or read.parse_errors or is_shown(file) or file.endswith(".d.ts"))
        for one in read.symbols
        if one.parent is None
        and declared[one.name] == 1
        and not (one.exported and libraries & _LANGUAGES)
        and not one.decorators
        # Under another name it is used unseen here.
        and all(each.name == one.name for each in read.exports if each.local == one.name)
        # Who explained it had a reason for it, be it that it is copied from elsewhere.
        and one.line_start - 1 not in read.comment_lines
        and re.search(_GENERIC.format(re.escape(one.name)), lines.of(file)[one.name_line - 1])
    ]
    hits = graph.words.places({one.name for one in candidates})
    named = _Named(source, trees, {one.name for one in candidates})
    for one in candidates:
        files = sorted({file for file, _ in hits[one.name]})
        if all(file in source.files and source.files[file].language in _LANGUAGES and not is_shown(file) for file in files):
            yield from _same(source, named, lines, declared, one, files)


class _Named:
    """Where the names of all candidates stand: each file is gone through once, however many of them it has."""

    def __init__(self, source: Source, trees: Trees, names: set[str]) -> None:
        self._source = source
        self._trees = trees
        self._names = names
        self._in: dict[str, dict[str, list[Node]] | None] = {}

    def nodes(self, file: str, name: str) -> list[Node] | None:
        """Return the nodes of a name in a file; None where the file is not understood."""
        if file not in self._in:
            self._in[file] = self._look(file)
        found = self._in[file]
        return None if found is None else found.get(name, [])

    def _look(self, file: str) -> dict[str, list[Node]] | None:
        root = self._trees.root(file)
        if root is None or self._source.files[file].parse_errors:
            return None
        found: dict[str, list[Node]] = defaultdict(list)
        for node in captures(self._source.files[file].language, _NAMES, root).get("name", ()):
            if (name := words(node)) in self._names:
                found[name].append(node)
        return found


def _same(
    source: Source, named: _Named, lines: Lines, declared: Counter[str], one: Symbol, files: list[str]
) -> Iterator[Claim]:
    parameters: list[str] | None = None
    uses: list[tuple[str, Node, Node]] = []
    for file in files:
        nodes = named.nodes(file, one.name)
        if nodes is None:
            return
        for node in nodes:
            around = node.parent
            if around is None:
                continue
            if around.type in _PASSED_ON:
                if around.child_by_field_name("alias") is not None:
                    return
            elif _is(around, "name", node) and around.type in (*_DECLARES, "variable_declarator"):
                parameters = _parameters(around) if file == one.file else None
                if parameters is None:
                    return
            else:
                given = _arguments(around, node)
                if given is None:
                    return
                uses.append((file, node, given))
    if not parameters:
        return
    outer = [
        _Use(file, node.start_point[0] + 1, _written(source, declared, file, given))
        for file, node, given in uses
        # Within itself it is what its user made of it.
        if [words(each) for each in given.named_children] != parameters
        or not (file == one.file and one.line_start <= node.start_point[0] + 1 <= one.line_end)
    ]
    outer.sort(key=lambda use: (use.file, use.line))
    if len(outer) < _FEWEST_USES or any(len(use.arguments) != len(parameters) for use in outer):
        return
    for index, parameter in enumerate(parameters):
        types = {use.arguments[index] for use in outer}
        only = types.pop()
        if only is not None and not types:
            yield _claim(lines, one, parameter, only, outer)


def _is(around: Node, field: str, node: Node) -> bool:
    return around.child_by_field_name(field) == node


def _parameters(declaration: Node) -> list[str] | None:
    """Return the names of the type parameters; None where one has a default, and so may be left out."""
    holder = declaration.child_by_field_name("value") if declaration.type == "variable_declarator" else declaration
    listed = holder.child_by_field_name("type_parameters") if holder is not None else None
    if listed is None:
        return None
    names = []
    for each in listed.named_children:
        name = each.child_by_field_name("name")
        if each.type != "type_parameter" or name is None or each.child_by_field_name("value") is not None:
            return None
        names.append(words(name))
    return names


def _arguments(around: Node, node: Node) -> Node | None:
    """Return the types that a use writes; None where it writes none, or does something else with the name."""
    field = {"generic_type": "name", "new_expression": "constructor", "call_expression": "function", "extends_clause": "value"}
    if around.type not in field or not _is(around, field[around.type], node):
        return None
    return around.child_by_field_name("type_arguments") or next(
        (each for each in around.named_children if each.type == "type_arguments"), None
    )


def _written(source: Source, declared: Counter[str], file: str, given: Node) -> tuple[str | None, ...]:
    arguments = [each for each in given.named_children if each.type != "comment"]
    return tuple(_plain(source, declared, file, each) for each in arguments)


def _plain(source: Source, declared: Counter[str], file: str, argument: Node) -> str | None:
    """Return a type as written if it is made of names that mean the same in every file."""
    read = source.files[file]
    bound = _bound_around(argument)
    todo = [argument]
    said = " ".join(words(argument).split())
    while todo:
        node = todo.pop()
        if node.type not in _PLAIN and (node.parent is None or node.parent.type != "literal_type"):
            return None
        if node.type == "predefined_type" and words(node) in _VAGUE:
            return None
        if node.type == "type_identifier":
            name = words(node)
            known = next((each for each in read.imports if each.local == name), None)
            if name in bound:
                return None
            if known is not None and known.imported == name and not known.module.startswith((".", "@/", "~", "#")):
                said += f" of {known.module}" if declared[name] else ""
            elif declared[name] != 1 or not _is_the_one(read, name, known):
                return None
        todo.extend(node.named_children)
    return said


def _is_the_one(read: FileFacts, name: str, known: Import | None) -> bool:
    """Whether a name that one thing in the repository bears means it in a file."""
    if known is not None:
        return known.imported in (name, "default")
    return any(each.name == name and each.parent is None for each in read.symbols)


def _bound_around(node: Node) -> set[str]:
    """Return the type parameters that are in scope at a node."""
    found = set()
    around = node.parent
    while around is not None:
        listed = around.child_by_field_name("type_parameters")
        names = (each.child_by_field_name("name") for each in (listed.named_children if listed is not None else ()))
        found |= {words(name) for name in names if name is not None}
        around = around.parent
    return found


def _claim(lines: Lines, one: Symbol, parameter: str, only: str, uses: list[_Use]) -> Claim:
    first = list({(use.file, use.line): use for use in uses}.values())[:_SHOWN]
    shown = ", ".join(f"`{use.file}:{use.line}`" for use in first)
    return lines.claim(
        axis=Axis.OVERENGINEERING,
        rule=RULE,
        verdict=Verdict.OVER,
        severity=Severity.LOW,
        confidence=0.9,
        file=one.file,
        symbol=one.qualname,
        first=one.name_line,
        last=one.name_line,
        title=f"The type parameter `{parameter}` of `{one.name}` is always `{only}`",
        message=f"Each of the {len(uses)} uses of `{one.name}` says `{only}` for `{parameter}` ({shown}), and other programs "
        "can't use it. Whoever reads it has to allow for types that there are none of.",
        suggestion=Suggestion(description=f"Write `{only}` in `{one.name}` instead of `{parameter}`, and drop the parameter."),
        more=[lines.quote(use.file, use.line, use.line) for use in first],
        related=tuple(Related(file=use.file, line_start=use.line, line_end=use.line, relation="caller") for use in first),
        hashed=(one.name_line, one.line_end),
    )
