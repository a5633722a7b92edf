"""Where Java code reaches classes and members by names that are computed, or by looking at all there are."""

import re
from collections.abc import Callable, Iterator

from worker.source.facts import Dynamic, DynamicForm, SymbolKind

_CLASSES = rb"forName|loadClass|findClass|lookupClass|getSubTypesOf|getTypesAnnotatedWith|findCandidateComponents|getAllClasses"
_SCANS = rb"new\s+(?:Reflections|ClassGraph|FastClasspathScanner|ClassPathScanningCandidateComponentProvider|ServiceFinder)\b"
_MEMBERS = (
    rb"(?:get(?:Declared)?(?:Method|Field)s?|find(?:Method|Field)|invoke(?:Exact|Static)?Method|readField|writeField"
    rb"|getMethodByName|findVirtual|findStatic|findSpecial|findGetter|findSetter|findVarHandle|findStaticVarHandle)"
)
_CALL = re.compile(
    rb"(?:(?P<receiver>\b[A-Za-z_$][\w$.]*\.class|\bgetClass\s*\(\s*\))\s*\.\s*)?\b(?:(?P<loads>" + _CLASSES + rb")|(?P<looks>" + _MEMBERS + rb"))"
    rb"\s*(?=\()|(?P<scan>" + _SCANS + rb")"
)
_REFLECTS = re.compile(rb"java\.lang\.(?:reflect|invoke)|\.invoke\(|\bClass\s*<|\bClass\s+\w+\s*[;=,):]|Reflection|MethodUtils|FieldUtils")
_METHODS = frozenset({SymbolKind.METHOD})
_FIELDS = frozenset({SymbolKind.CONSTANT, SymbolKind.VARIABLE})
_LITERAL = re.compile(rb'"((?:[^"\\\n]|\\.)*)"')
_WORD_AT_END = re.compile(r"\w*$")
_WORD_AT_START = re.compile(r"^\w*")
_LONGEST_ARGUMENTS = 600


def dynamic_access(text: bytes, scope_at: Callable[[int], str]) -> Iterator[Dynamic]:
    """Yield each place of a file that reaches classes or members unseen. Literal names are found as strings, and are no such."""
    reflects = _REFLECTS.search(text) is not None
    for call in _CALL.finditer(text):
        line, scope = text.count(b"\n", 0, call.start()) + 1, scope_at(call.start())
        if call["scan"]:
            yield Dynamic(DynamicForm.CLASS, f"{b' '.join(call['scan'].split()).decode()}(…)", line, scope)
            continue
        arguments = _arguments(text, call.end())
        first = arguments[0] if arguments else b""
        if _is_literal(first) or _names_type(first):
            continue
        prefix, suffix = _ends(first)
        if call["loads"]:
            yield Dynamic(DynamicForm.CLASS, f"{call['loads'].decode()}(…)", line, scope, prefix=prefix, suffix=suffix)
            continue
        receiver = (call["receiver"] or b"").decode()
        reason = f"{call['looks'].decode()}(…)"
        if not receiver and (not reflects or any(_is_literal(one) for one in arguments[1:])):
            # A method of that name that has nothing to do with reflection, or whose literal argument is the name.
            continue
        if receiver.endswith(".class"):
            own: str | None = receiver.removesuffix(".class")
        else:
            own = "this" if receiver and _own(text, call.start()) else None
        only = _METHODS if b"ethod" in call["looks"] else _FIELDS if b"ield" in call["looks"] else frozenset[SymbolKind]()
        yield Dynamic(DynamicForm.MEMBER, reason, line, scope, own, prefix, suffix, only)


def _own(text: bytes, start: int) -> bool:
    """Whether `getClass()` that starts here is asked of the object itself."""
    before = text[max(0, start - 40) : start].rstrip()
    return not before.endswith(b".") or before.endswith(b"this.")


def _arguments(text: bytes, at: int) -> list[bytes]:
    """Return the arguments of the call whose parenthesis opens at `at`, as written."""
    depth, start, found, quoted = 0, at + 1, [], False
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
