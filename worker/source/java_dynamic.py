"""Where Java code reaches classes and members by names that are computed, or by looking at all there are."""

import re
from collections.abc import Callable, Iterator

from worker.source.facts import Dynamic, DynamicForm, SymbolKind

_LOADS = frozenset(
    {
        b"forName",
        b"loadClass",
        b"findClass",
        b"lookupClass",
        b"getSubTypesOf",
        b"getTypesAnnotatedWith",
        b"findCandidateComponents",
    }
)
_SCANS = frozenset({b"Reflections", b"ClassGraph", b"FastClasspathScanner", b"ClassPathScanningCandidateComponentProvider"})
_LOOKS = frozenset(
    b"getMethod getMethods getDeclaredMethod getDeclaredMethods getField getFields getDeclaredField getDeclaredFields "
    b"findMethod findField "
    b"invokeMethod invokeExactMethod invokeStaticMethod readField writeField readDeclaredField writeDeclaredField "
    b"findVirtual findStatic findSpecial findGetter findSetter findStaticGetter findVarHandle findStaticVarHandle".split()
)
REACHING = _LOADS | _SCANS | _LOOKS
"""Names of calls that may reach classes or members unseen."""
_WORD = re.compile(rb"\w+\s*")
_RECEIVER = re.compile(rb"(?P<receiver>[A-Za-z_$][\w$.]*\.class|\bgetClass\s*\(\s*\))\s*\.\s*$")
_LONGEST_RECEIVER = 120
_REFLECTS = re.compile(
    rb"java\.lang\.(?:reflect|invoke)|\.invoke\(|\bClass\s*<|\bClass\s+\w+\s*[;=,):]|Reflection|MethodUtils|FieldUtils"
)
_METHODS = frozenset({SymbolKind.METHOD})
_FIELDS = frozenset({SymbolKind.CONSTANT, SymbolKind.VARIABLE})
_LITERAL = re.compile(rb'"((?:[^"\\\n]|\\.)*)"')
_WORD_AT_END = re.compile(r"\w*$")
_WORD_AT_START = re.compile(r"^\w*")
_LONGEST_ARGUMENTS = 600


def dynamic_access(text: bytes, places: list[int], scope_at: Callable[[int], str]) -> Iterator[Dynamic]:
    """Yield what reaches classes or members unseen at `places`, where a name of `REACHING` stands.

    Literal names are found as strings, and are no such.
    """
    reflects = bool(places) and _REFLECTS.search(text) is not None
    for at in places:
        word = _WORD.match(text, at)
        name, end = (word[0].strip(), word.end()) if word is not None else (b"", at)
        line, scope, reason = text.count(b"\n", 0, at) + 1, scope_at(at), f"{name.decode()}(…)"
        if name in _SCANS:
            yield Dynamic(DynamicForm.CLASS, reason, line, scope)
            continue
        if text[end : end + 1] != b"(":
            continue
        arguments = _arguments(text, end)
        first = arguments[0] if arguments else b""
        if _is_literal(first) or _names_type(first):
            continue
        prefix, suffix = _ends(first)
        if name in _LOADS:
            yield Dynamic(DynamicForm.CLASS, reason, line, scope, prefix=prefix, suffix=suffix)
            continue
        written = _RECEIVER.search(text, max(0, at - _LONGEST_RECEIVER), at)
        receiver = written["receiver"].decode() if written is not None else ""
        if not receiver and (not reflects or any(_is_literal(one) for one in arguments[1:])):
            # A method of that name that has nothing to do with reflection, or whose literal argument is the name.
            continue
        own = "this" if written is not None and _own(text, written.start()) else None
        if receiver.endswith(".class"):
            own = receiver.removesuffix(".class")
        only = _METHODS if b"ethod" in name else _FIELDS if b"ield" in name else frozenset[SymbolKind]()
        yield Dynamic(DynamicForm.MEMBER, reason, line, scope, own, prefix, suffix, only)


def _own(text: bytes, start: int) -> bool:
    """Whether `getClass()` that starts here is asked of the object itself."""
    before = text[max(0, start - 40) : start].rstrip()
    return not before.endswith(b".") or before.endswith(b"this.")


def _arguments(text: bytes, at: int) -> list[bytes]:
    """Return the arguments of the call whose parenthesis opens at `at`, as written."""
    depth, start, quoted = 0, at + 1, False
    found: list[bytes] = []
    for here in range(at, min(len(text), at + _LONGEST_ARGUMENTS)):
        char = text[here : here + 1]
        if char == b'"' and text[here - 1 : here] != b"\\":
            quoted = not quoted
        elif quoted:
            continue
        elif char in b"([{":
            depth += 1
        elif char in b")]}":
            depth -= 1
            if depth == 0:
                return [*found, text[start:here]] if text[start:here].strip() or found else []
        elif char == b"," and depth == 1:
            found.append(text[start:here])
            start = here + 1
    return [text[start : at + _LONGEST_ARGUMENTS]]


def _is_literal(argument: bytes) -> bool:
    return _LITERAL.fullmatch(argument.strip()) is not None


def _names_type(argument: bytes) -> bool:
    """Whether the argument only names a class that is known where it stands."""
    return re.fullmatch(rb"[\w.\s]+\.class(?:\.get(?:Canonical)?Name\(\))?", argument.strip()) is not None


def _ends(argument: bytes) -> tuple[str, str]:
    """Return the literal words that a concatenation starts and ends with."""
    written = argument.strip()
    literals = list(_LITERAL.finditer(written))
    if not literals:
        return "", ""
    prefix = suffix = ""
    if literals[0].start() == 0 and literals[0].end() < len(written):
        found = _WORD_AT_END.search(literals[0][1].decode("utf-8", "replace"))
        prefix = found[0] if found else ""
    if literals[-1].end() == len(written) and literals[-1].start() > 0:
        found = _WORD_AT_START.search(literals[-1][1].decode("utf-8", "replace"))
        suffix = found[0] if found else ""
    return prefix, suffix
