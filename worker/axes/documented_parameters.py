"""Documented parameters that do not exist: what a docstring or a JSDoc comment promises, and the signature does not have."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from app.domain.axis import Axis, Severity, Verdict
from app.domain.finding import Claim, Suggestion
from worker.axes.quoting import Lines
from worker.axes.trees import captures
from worker.source.facts import FileFacts, Language, Source, Symbol, SymbolKind
from worker.source.grammars import ParseTooSlowError, parse

RULE = "documentation.unknown-parameter"
_CODE = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
_SCRIPTS = frozenset({Language.JAVASCRIPT, Language.TYPESCRIPT, Language.TSX})

_IN_SCRIPTS = "[(function_declaration) (generator_function_declaration) (method_definition)] @function"
_DECLARED = {Language.PYTHON: "(function_definition) @function", **dict.fromkeys(_SCRIPTS, _IN_SCRIPTS)}
"""Queries for what has a name and parameters."""

_SPHINX = re.compile(r"^\s*:param(?:eter)?(?:\s+[\w.\[\], |]+?)?\s+\*{0,2}(\w+)\s*:")
_SECTION = re.compile(r"^(\s*)(?:Args|Arguments|Parameters)\s*:\s*$")
_GOOGLE = re.compile(r"^(\s+)\*{0,2}(\w+)\s*(?:\([^)]*\))?\s*:(?:\s|$)")
_TYPE_FIRST = re.compile(r"^\s+(?:bool|bytes|dict|float|int|list|set|str|tuple)\s*\((\w+)\)\s*:(?:\s|$)")
"""An entry with its type where the name stands, and its name where the type does."""
_NUMPY = re.compile(r"^(\s*)Parameters\s*$")
_NUMPY_ENTRY = re.compile(r"^(\s*)\*{0,2}(\w+(?:,\s*\*{0,2}\w+)*)\s+:\s")
_JSDOC = re.compile(r"^\s*\*?\s*@param\s+(?:\{[^}]*\}\s+)?(\[?)([A-Za-z_$][\w$]*)([.\[\]=\w$]*)")


def prove(source: Source) -> Iterator[Claim]:
    """Yield a claim for each documented parameter that its function does not take."""
    lines = Lines(source)
    for read in source.files.values():
        python = read.language == Language.PYTHON
        if read.is_test or read.parse_errors or not (python or read.language in _SCRIPTS):
            continue
        told = [
            (one, names) for one in read.symbols if one.kind in _CODE and one.docstring and (names := _documented(one, python))
        ]
        if not told:
            continue
        taken = _signatures(lines, read)
        for symbol, names in told:
            known = taken.get((symbol.name, symbol.name_line))
            if known is None or not known:
                continue
            # A function that makes another may document that one's parameters.
            inside = f"{symbol.qualname}."
            nested = {
                name
                for one in read.symbols
                if one.qualname.startswith(inside)
                for name in taken.get((one.name, one.name_line)) or ()
            }
            for name, *or_so in names:
                if not {name, *or_so} & (known | nested):
                    yield from _claim(lines, symbol, name, sorted(known - {"self", "cls"}), python=python)


def _documented(symbol: Symbol, python: bool) -> list[tuple[str, ...]]:
    """Return the names that are documented, each with what else the same line may name."""
    text = (symbol.docstring or "").split("\n")
    if not python:
        found = [match for line in text if (match := _JSDOC.match(line))]
        # `options.name` documents a property of a parameter.
        return list(dict.fromkeys((match[2],) for match in found if not match[3].startswith((".", "["))))
    names: list[tuple[str, ...]] = [(match[1],) for line in text if (match := _SPHINX.match(line))]
    for number, line in enumerate(text):
        if section := _SECTION.match(line):
            names += _entries(text[number + 1 :], _GOOGLE, len(section[1]))
        elif (section := _NUMPY.match(line)) and number + 1 < len(text) and set(text[number + 1].strip()) == {"-"}:
            names += _entries(text[number + 2 :], _NUMPY_ENTRY, len(section[1]) - 1)
    return list(dict.fromkeys(names))


def _entries(text: list[str], entry: re.Pattern[str], indent: int) -> Iterator[tuple[str, ...]]:
    """Yield the names of one section, each with what else its line may name.

    Its entries stand deeper than its head and all at one depth.
    """
    depth: int | None = None
    for line in text:
        if not line.strip():
            continue
        here = len(line) - len(line.lstrip())
        if here <= indent or (depth is not None and here < depth):
            return
        depth = here if depth is None else depth
        swapped = _TYPE_FIRST.match(line) if entry is _GOOGLE else None
        match = entry.match(line)
        if here == depth and match:
            yield from ((name, *(swapped.groups() if swapped else ())) for name in re.findall(r"\w+", match[2]))
        elif here == depth:
            return


def _signatures(lines: Lines, read: FileFacts) -> dict[tuple[str, int], set[str] | None]:
    """Return, by name and line, the parameters of each function; None where it takes what is not named."""
    found: dict[tuple[str, int], set[str] | None] = {}
    try:
        root = parse("\n".join(lines.of(read.file)).encode(), read.language).root_node
    except ParseTooSlowError:
        return found
    for node in captures(read.language, _DECLARED[read.language], root).get("function", ()):
        name, parameters = node.child_by_field_name("name"), node.child_by_field_name("parameters")
        if name is not None and name.text is not None and parameters is not None:
            key = (name.text.decode(), name.start_point[0] + 1)
            # Two of one name on one line, or an overload: nobody knows which is meant.
            found[key] = None if key in found else _names(parameters)
    return found


def _names(parameters: Node) -> set[str] | None:
    names: set[str] = set()
    for one in parameters.named_children:
        if one.type == "comment" or one.type.endswith("separator"):
            continue
        plain = one
        while plain.type in ("typed_parameter", "required_parameter", "optional_parameter"):
            inner = plain.child_by_field_name("pattern") or (plain.named_children[0] if plain.named_children else None)
            if inner is None:
                return None
            plain = inner
        if plain.type in ("default_parameter", "typed_default_parameter"):
            plain = plain.child_by_field_name("name") or plain
        elif plain.type == "assignment_pattern":
            plain = plain.child_by_field_name("left") or plain
        if plain.type not in ("identifier", "this") or plain.text is None:
            return None
        names.add(plain.text.decode())
    return names


def _claim(lines: Lines, symbol: Symbol, name: str, known: list[str], *, python: bool) -> Iterator[Claim]:
    marks = [re.compile(rf"{start}.*(?<![\w$]){re.escape(name)}(?![\w$])") for start in (r"[@:]param", r"^\s*\*{0,2}")]
    first, last = (symbol.name_line, symbol.line_end) if python else (max(1, symbol.line_start - 200), symbol.name_line)
    text = lines.of(symbol.file)
    rows = range(first, min(last, len(text)) + 1)
    at = next(filter(None, ([number for number in rows if mark.search(text[number - 1])] for mark in marks)), None)
    if not at:
        return
    line = at[0] if python else at[-1]
    has = f"takes {', '.join(f'`{one}`' for one in known)}" if known else "takes no parameter"
    yield lines.claim(
        axis=Axis.DOCUMENTATION,
        rule=RULE,
        verdict=Verdict.PARTIAL,
        severity=Severity.MEDIUM,
        confidence=0.95,
        file=symbol.file,
        symbol=symbol.qualname,
        first=line,
        last=line,
        title=f"`{symbol.qualname}` documents a parameter `{name}` that it does not take",
        message=f"The documentation of `{symbol.qualname}` describes `{name}`; the {symbol.kind} {has}.",
        suggestion=Suggestion(description=f"Describe the parameters that `{symbol.qualname}` has, or remove `{name}`."),
        more=(lines.quote(symbol.file, symbol.name_line, symbol.name_line),),
    )
