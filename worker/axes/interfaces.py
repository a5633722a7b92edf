"""Go interfaces that stand for one type: not exported, implemented once in their own package, replaced by no test."""

import re
from collections import defaultdict
from collections.abc import Iterator

from app.domain.axis import Axis, Severity, Verdict
from app.domain.finding import Claim, Related, Suggestion
from worker.axes.quoting import Lines
from worker.graph.graph import Graph
from worker.source.classify import is_shown
from worker.source.facts import Source, Symbol, SymbolKind
from worker.source.words import text_of

RULE = "overengineering.one-type-interface"
_GO = "go"
_Package = tuple[str, str]
"""(folder, name)"""
_Type = tuple[_Package, str]


class _Types:
    """The types of all Go files, tests included, and the names of the methods that each has or may have."""

    def __init__(self, source: Source) -> None:
        self.methods: dict[_Type, list[Symbol]] = defaultdict(list)
        self.declared: dict[_Type, list[Symbol]] = defaultdict(list)
        self.named: dict[str, set[_Type]] = defaultdict(set)
        for file, read in source.files.items():
            if read.language != _GO:
                continue
            package = _package(source, file)
            for one in read.symbols:
                if one.kind is SymbolKind.METHOD and one.parent is not None:
                    self.methods[package, one.parent].append(one)
                elif one.kind in (SymbolKind.TYPE, SymbolKind.CLASS) and one.parent is None:
                    self.declared[package, one.name].append(one)
                    self.named[one.name].add((package, one.name))

    def names(self, one: _Type, seen: frozenset[_Type] = frozenset()) -> frozenset[str]:
        """Return the methods that a type has or may have, itself or by what it embeds."""
        if one in seen:
            return frozenset()
        found = {method.name for method in self.methods.get(one, ())}
        for symbol in self.declared.get(one, ()):
            for base in symbol.bases:
                for inner in self.named.get(re.split(r"[\[<]", base)[0].rpartition(".")[2], ()):
                    found |= self.names(inner, seen | {one})
        return frozenset(found)


def prove(source: Source, graph: Graph, lines: Lines) -> Iterator[Claim]:
    """Yield a claim of the rule `overengineering.one-type-interface` per interface that one type of its package implements."""
    types = _Types(source)
    candidates = [
        (key, symbols[0])
        for key, symbols in types.declared.items()
        if len(symbols) == 1 and _may_be_one(source, symbols[0], lines)
    ]
    if not candidates:
        return
    unseen = "\n".join(text_of(source.root, one.file) for one in source.skipped if one.file.endswith(".go"))
    hits = graph.words.places({one.name for _, one in candidates})
    for key, one in candidates:
        asked = types.methods.get(key, [])
        wanted = frozenset(method.name for method in asked)
        # Whoever is elsewhere can't have a method that is not exported.
        if (
            not wanted
            or one.bases
            or all(name[0].isupper() for name in wanted)
            or not _is_only_here(source, hits[one.name], key)
        ):
            continue
        if any(re.search(rf"\)\s+{re.escape(name)}\(", unseen) for name in wanted):
            continue
        able = [other for other in types.declared if other != key and wanted <= types.names(other)]
        if len(able) != 1 or able[0][0] != key[0]:
            continue
        own = types.methods.get(able[0], [])
        if _is_seal(wanted, own, lines) or _is_asked_for(hits[one.name], one.name, lines):
            continue
        names = [method.name for method in own]
        heir = types.declared[able[0]]
        # The same method in two files: variants of one type, by system or by build.
        if len(heir) == 1 and wanted <= set(names) and len(names) == len(set(names)) and not source.files[heir[0].file].is_test:
            yield _claim(lines, one, heir[0])


def _package(source: Source, file: str) -> _Package:
    return file.rpartition("/")[0], source.files[file].namespace


def _may_be_one(source: Source, one: Symbol, lines: Lines) -> bool:
    read = source.files[one.file]
    if one.exported or read.is_test or is_shown(one.file) or read.parse_errors or one.name_line - 1 in read.comment_lines:
        return False
    return bool(re.search(rf"\b{re.escape(one.name)}\s+interface\s*\{{", lines.of(one.file)[one.name_line - 1]))


def _is_only_here(source: Source, hits: list[tuple[str, int]], key: _Type) -> bool:
    """Whether code of its own package alone names it, and no test does."""
    return all(
        (read := source.files.get(file)) is not None and not read.is_test and _package(source, file) == key[0]
        for file, _ in hits
    )


def _is_seal(wanted: frozenset[str], own: list[Symbol], lines: Lines) -> bool:
    """Whether a method does nothing: it is there to say which types belong, and `func (leaf) isNode() {}` says so."""
    return any(
        re.search(r"\{\s*\}\s*$", "\n".join(lines.of(one.file)[one.line_start - 1 : one.line_end])) is not None
        for one in own
        if one.name in wanted and not one.exported
    )


def _is_asked_for(hits: list[tuple[str, int]], name: str, lines: Lines) -> bool:
    """Whether a value of another type is asked for it: `x.(closer)`, `case closer:`."""
    asks = re.compile(rf"\.\(\s*{re.escape(name)}\s*\)|\bcase\b.*\b{re.escape(name)}\b.*:")
    return any(asks.search(lines.of(file)[line - 1]) for file, line in hits)


def _claim(lines: Lines, one: Symbol, heir: Symbol) -> Claim:
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
        title=f"The interface `{one.name}` is implemented by `{heir.name}` alone, in the same package",
        message=f"Other packages can't implement `{one.name}`, no other type of this one does, and no test replaces it. "
        f"Whoever reads a call through it has to look up that it can mean `{heir.name}` only.",
        suggestion=Suggestion(
            description=f"Use `{heir.name}` itself; Go lets a later interface fit it without a change there."
        ),
        more=(lines.quote(heir.file, heir.name_line, heir.name_line),),
        related=(
            Related(
                file=heir.file, symbol=heir.qualname, line_start=heir.name_line, line_end=heir.name_line, relation="caller"
            ),
        ),
        hashed=(one.name_line, one.line_end),
    )
