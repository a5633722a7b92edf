"""Where C# code reaches types and members by names that are computed, or by looking at all there are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from worker.graph import csharp_conventions as conventions
from worker.source.facts import FileFacts, Source, SymbolKind
from worker.source.words import text_of

_CALL = re.compile(
    r"(?:\btypeof\s*\(\s*(?P<type>[\w.]+)[^()]*\)\s*\.\s*)?\b(?P<name>"
    + "|".join(sorted(conventions.REFLECTS))
    + r")\s*(?:<[^<>]*>)?\s*\(\s*(?P<first>[^,()]*(?:\([^()]*\))?)"
)
_LITERAL = re.compile(r'@?"[^"{]*"\s*|nameof\s*\(.*\)\s*', re.DOTALL)
_CREATE = re.compile(r"\bCreateInstance\w*\s*(?:<[^<>]*>)?\s*\(\s*(?:typeof\b|\))")
_CREATES = re.compile(r"\bCreateInstance\w*")
_BY_NAME = frozenset({"EndsWith", "StartsWith", "Namespace", "InNamespace", "InNamespaces", "InNamespaceOf", "IsInNamespace"})
_NAMED = re.compile(r"\bGetType\s*\(\s*(?![\s)]|@?\"[^\"{]*\"\s*[,)])")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_REFLECTS = re.compile(
    r"System\.Reflection|BindingFlags|\b(?:Method|Field|Member|Event|Type)Info\b|\bType\s+\w+|\b(?:typeof|GetType)\s*\("
)
_PARAMETER = re.compile(r"T(?:[A-Z]\w*)?")
_FIELDS = frozenset({SymbolKind.VARIABLE, SymbolKind.CONSTANT})
_METHODS = frozenset({SymbolKind.METHOD, SymbolKind.FUNCTION})
_ALL = frozenset(SymbolKind)


@dataclass(slots=True)
class Reflection:
    """Reasons in words; "" where nothing is reached so."""

    types: str = ""
    """Types are found by what they derive from, how they are called, or which attributes they have."""
    any_type: bool = False
    """Types are found by how they are called or where they are declared, too: those that derive from nothing as well."""
    plugins: str = ""
    """Code from outside is loaded."""
    public: dict[SymbolKind, str] = field(default_factory=dict)
    """Public members of a kind are found by names that are not written."""
    hidden: dict[SymbolKind, str] = field(default_factory=dict)
    """So are private ones."""


def reflection(source: Source, files: list[FileFacts], types: frozenset[str]) -> Reflection:
    """Look for code that reaches names unseen. `types` are the names of the repository's types."""
    found = Reflection()
    own = {one.name for facts in files for one in facts.symbols if one.kind in _METHODS} & conventions.REFLECTS
    for facts in files:
        if facts.is_test:
            continue
        names = {one.name: one.line for one in facts.references}
        if not found.plugins and (loads := _first(conventions.PLUGINS, names)):
            found.plugins = f"what is loaded at {facts.file}:{names[loads]} ({loads}) may use it"
        if scans := _first(conventions.SCANS, names):
            found.types = found.types or f"{scans} at {facts.file}:{names[scans]} may find it"
            found.any_type = found.any_type or bool(names.keys() & _BY_NAME)
        if "GetType" in names and _NAMED.search(text_of(source.root, facts.file)):
            found.types = found.types or f"GetType in {facts.file} may find it"
            found.any_type = True
        creates = any(name.startswith("CreateInstance") for name in names)
        if not creates and not names.keys() & conventions.REFLECTS:
            continue
        text = _COMMENT.sub("", text_of(source.root, facts.file))
        if creates and not found.types and len(_CREATES.findall(text)) > len(_CREATE.findall(text)):
            found.types = f"CreateInstance in {facts.file} may make an object of it"
        for name, private in _computed(text, types, own) if _REFLECTS.search(text) else ():
            kinds = _FIELDS if "Field" in name else _METHODS if "Method" in name else _ALL
            for kind in kinds:
                found.public.setdefault(kind, f"{name} in {facts.file} may find it")
                if private:
                    found.hidden.setdefault(kind, f"{name} in {facts.file} may find it, private or not")
    return found


def _computed(text: str, types: frozenset[str], own: set[str]) -> Iterator[tuple[str, bool]]:
    """Yield the calls that look for members of the repository's types by names that are not written; whether for private ones.

    `own` are names of methods that the repository declares itself: a call means those, unless it is plain that it does not.
    """
    for call in _CALL.finditer(text):
        first = call["first"].strip()
        if _LITERAL.fullmatch(first):
            continue
        end = text.find(";", call.end())
        rest = text[call.start("first") : end if end >= 0 else None]
        if call["name"] in own and not call["type"] and "BindingFlags" not in rest:
            continue
        asked = (call["type"] or "").rpartition(".")[2]
        if not asked or asked in types or _PARAMETER.fullmatch(asked):
            kept_elsewhere = bool(first) and "BindingFlags" not in rest and "NonPublic" in text
            yield call["name"], "NonPublic" in rest or kept_elsewhere


def _first(wanted: re.Pattern[str], names: dict[str, int]) -> str:
    return next((name for name in names if wanted.fullmatch(name)), "")
