"""Why a Go symbol may be used unseen, or cannot just be deleted, by what stands around its declaration."""

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tree_sitter import Node

from worker.source.queries import WORD, Declared

if TYPE_CHECKING:
    from worker.source.go import GoReader

ASKED_FOR = "its interface asks for it, whoever calls it"
"""The reason of methods that an interface lists."""

_DIRECTIVE = re.compile(r"//(?:go:\w+|export|line|extern|sys)\b.*", re.MULTILINE)
_BY_NAME = re.compile(rb"^//(?:go:linkname|export|go:wasmexport|go:cgo_export_\w+)[ \t]+(\w+)", re.MULTILINE)
_HANDED_ON = re.compile(r"^//(?:go:(?:linkname|wasmexport|cgo_export_\w+)|export)\b", re.MULTILINE)
"""The same above a declaration, whatever name it has outside: `//go:wasmexport run` may stand over `func wasmRun`."""
_ON_PURPOSE = re.compile(
    r"//\s*(?:nolint\b(?!:)|nolint:[\w, -]*(?:unused|deadcode|varcheck|structcheck|all)|lint:ignore\s+U1000)"
)
_IMPORT = re.compile(rb"""^[ \t]*(?:import[ \t]+)?(?:(\w+)[ \t]+)?["`]([^"`\n]+)["`][ \t;]*(?://.*)?$""", re.MULTILINE)
_IOTA = re.compile(rb"\biota\b")
_NUMBER = re.compile(rb"-?(?:0[xX][0-9a-fA-F_]+|[0-9][0-9_]*)")
_SERIES = 4
"""So many numbers in one group are a table."""
_FIRST_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")
_FAMILY = 3
"""So many constants of one group whose names start with the same word belong together, and so do all of a group."""
_FOR_TESTS = re.compile(r"(?:^[Tt]est|Tests?)(?![a-z])|^(?:[Mm]ock|[Ff]ake)(?![a-z])|Mock(?![a-z])|Fixtures?(?![a-z])")

_CALLS = """
(call_expression function: (_) @called)
(unary_expression operator: "<-" @received)
(func_literal) @literal
"""
_PURE_PACKAGES = {
    "errors": {"New"},
    "fmt": {"Errorf", "Sprintf", "Sprint"},
    "regexp": {"MustCompile", "MustCompilePOSIX", "QuoteMeta"},
    "os": {"Getenv"},
    "time": {"Date", "Duration", "Now", "Unix"},
    "reflect": {"TypeOf", "TypeFor", "ValueOf"},
    "context": {"Background", "TODO"},
    "net": {"ParseIP", "ParseCIDR", "IPv4"},
    "math/big": {"NewInt", "NewFloat", "NewRat"},
    "encoding/base64": {"NewEncoding"},
    "unsafe": {"Sizeof"},
    "strings": None,
    "bytes": None,
    "strconv": None,
    "math": None,
    "path": None,
    "path/filepath": None,
    "unicode/utf8": None,
}
"""Packages of the standard library whose calls make a value and do nothing else; None: every call."""

_PURE = frozenset({"make", "new", "len", "cap", "append", "min", "max", "complex", "real", "imag"})
_PURE_CONVERSION = re.compile(r"string|bool|byte|rune|error|u?int(?:8|16|32|64|ptr)?|float(?:32|64)|complex(?:64|128)")


def reason(reader: "GoReader", one: Declared, above: str, line: bytes) -> str:
    """Say why `one` may be used unseen; "" when nothing around it says so. `above` is the comment over it."""
    if "asked" in one.captures:
        return ASKED_FOR
    if (above and _ON_PURPOSE.search(above)) or (b"//" in line and _ON_PURPOSE.search(line.decode("utf-8", "replace"))):
        return "a comment says that it is unused on purpose"
    if one.name in reader.handed_on or _HANDED_ON.search(above):
        return "a directive hands it to the linker or to C"
    if one.kind.value in ("function", "method") and one.node.child_by_field_name("body") is None:
        return "it has no body: its code lies elsewhere"
    if _FOR_TESTS.search(one.name):
        return "its name says that it is there for tests"
    if one.kind.value == "constant":
        return _in_a_row(reader, one)
    if one.kind.value == "variable" and one.captures.get("value"):
        return _does_something(reader, one.captures["value"][0])
    return ""


def directives(reader: "GoReader") -> list[tuple[int, str]]:
    """Return the words of comments that tools and the linker read, and of a cgo preamble, as (line, word)."""
    found: list[tuple[int, str]] = []
    preamble = next((one.line for one in reader.facts.imports if one.module == "C"), 0)
    for first, last in reader.comments:
        written = reader.text[first:last].decode("utf-8", "replace")
        if preamble or _DIRECTIVE.match(written):
            start = reader.text.count(b"\n", 0, first) + 1
            if start < preamble or _DIRECTIVE.match(written):
                for number, line in enumerate(written.split("\n"), start):
                    found.extend((number, word) for word in WORD.findall(line))
    return found


def handed_on(text: bytes) -> frozenset[str]:
    """Return the names that a directive anywhere in the file hands to the linker, to C or to a host."""
    return frozenset(name.decode() for name in _BY_NAME.findall(text))


def imported(text: bytes) -> dict[str, str]:
    """Return what the file imports, by its local name or the last part of its path."""
    head = text.partition(b"\nfunc ")[0]
    pairs = [(local.decode(), path.decode()) for local, path in _IMPORT.findall(head)]
    return {local or path.rpartition("/")[2]: path for local, path in pairs}


def _in_a_row(reader: "GoReader", one: Declared) -> str:
    """Say why a constant cannot be taken out of its group."""
    outer = one.captures["outer"][0]
    if outer.start_byte not in reader.groups:
        reader.groups[outer.start_byte] = _group(reader.text, outer)
    group = reader.groups[outer.start_byte]
    if one.node.child_by_field_name("type") is not None:
        return group.typed
    kin = group.families[_family(one.name)]
    family = kin >= _FAMILY or 1 < kin == group.families.total()
    return group.whole or ("it is one of a family of constants" if family else "")


class Group(NamedTuple):
    """What is to be said of a group of constants."""

    whole: str
    """Why none of them can go alone; "" where they can."""
    typed: str
    """The same for those with a type of their own."""
    families: Counter[str]
    """How many names start with the same word."""


def _family(name: str) -> str:
    first = _FIRST_WORD.match(name)
    return first[0].lower() if first else name


def _group(text: bytes, outer: Node) -> Group:
    specs = [child for child in outer.named_children if child.type == "const_spec"]
    if len(specs) < 2:
        return Group("", "", Counter())
    values = [child.child_by_field_name("value") for child in specs]
    if any(value is None for value in values) or _IOTA.search(text, outer.start_byte, outer.end_byte):
        reason = "the values of its group depend on one another"
        return Group(reason, reason, Counter())
    numbers = [value for value in values if value is not None and _NUMBER.fullmatch(text, value.start_byte, value.end_byte)]
    table = len(numbers) >= _SERIES and len(numbers) == len(values)
    names = [child.child_by_field_name("name") for child in specs]
    return Group(
        "it is one entry of a table of numbers" if table else "",
        "it is one value of an enumeration",
        Counter(
            _family(text[name.start_byte : name.end_byte].decode("utf-8", "replace")) for name in names if name is not None
        ),
    )


def _does_something(reader: "GoReader", value: Node) -> str:
    """Say why the initialiser of a variable may do more than make a value."""
    found = reader.captures(_CALLS, value)
    later = [(node.start_byte, node.end_byte) for node in found.get("literal", ())]
    if found.get("received"):
        return "its initialiser receives from a channel"
    for node in found.get("called", ()):
        inside = any(first <= node.start_byte and node.end_byte < last for first, last in later)
        if not inside and not _pure(reader, reader.string_of(node)):
            return "its initialiser calls something when the program starts"
    return ""


def _pure(reader: "GoReader", called: str) -> bool:
    package, dot, name = called.rpartition(".")
    if not dot:
        return called in _PURE or _PURE_CONVERSION.fullmatch(called) is not None
    path = reader.imported.get(package, "")
    if path not in _PURE_PACKAGES:
        return False
    names = _PURE_PACKAGES[path]
    return names is None or name in names
