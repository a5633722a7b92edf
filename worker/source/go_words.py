"""The words of a Go file, and which of them refer to something. https://go.dev/ref/spec#Lexical_elements"""

import re
from typing import TYPE_CHECKING

from worker.source.facts import FileFacts, Reference, ReferenceForm
from worker.source.go_locals import Locals
from worker.source.queries import WORD

if TYPE_CHECKING:
    from worker.source.go import GoReader

_TOKEN = re.compile(
    rb"""//[^\n]*|/\*.*?(?:\*/|\Z)|"(?:[^"\\\n]|\\.)*"?|`[^`]*`?|'(?:[^'\\\n]|\\.)*'?|[0-9][\w.]*"""
    rb"""|([A-Za-z_\x80-\xff][\w\x80-\xff]*)([ \t]*\.(?!\.))?""",
    re.DOTALL,
)
"""Comments, texts, numbers and words (group 1), with the dot after a word (group 2)."""

_DOT = ord(".")
_QUOTES = frozenset(b'"`')
_CODE = re.compile(r"[(){}\[\];=<>$]")
_NOTHING = frozenset(
    b"""break case chan const continue default defer else fallthrough for func go goto if import interface map package range
    return select struct switch type var _ nil true false iota any bool byte error int int8 int16 int32 int64 rune string uint
    uint8 uint16 uint32 uint64 uintptr float32 float64 append cap len make new panic recover""".split()
)
"""Keywords, and what every package has: whoever declares one of these names anew is not looked at."""


def refer(reader: "GoReader", seen: Locals, asides: set[int], passed: set[int], wanted: set[int], start: int) -> None:
    """Add the references of a file, and the words that mean no symbol, from the byte `start` on.

    `asides` are the first bytes of words that name fields and labels, `passed` of those that declare a symbol, `wanted`
    of those that an interface asks for: `err.(interface{ retryable() })` uses every method of that name.
    """
    text, facts = reader.text, reader.facts
    references, told = facts.references, facts.asides
    declaring, regions, inner = seen.declaring, seen.regions, seen.inner
    scopes = reader.scopes_in_order()
    scope, scope_until = "", -1
    words: dict[bytes, str] = {}
    attribute, plain = ReferenceForm.ATTRIBUTE, ReferenceForm.NAME
    line, line_end = text.count(b"\n", 0, start) + 1, text.find(b"\n", start)
    receiver: str | None = None
    last_dot = -1
    """Where the dot after the last word ends: a word there is a member of `receiver`."""
    for found in _TOKEN.finditer(text, start):
        name = found[1]
        at = found.start()
        member = text[at - 1] == _DOT and text[at - 2] != _DOT
        if name in _NOTHING and not member:
            continue
        if name is None and text[at] not in _QUOTES:
            continue
        while line_end != -1 and line_end < at:
            line += 1
            line_end = text.find(b"\n", line_end + 1)
        while at >= scope_until:
            scope, scope_until = next(scopes)
        if name is None:
            _quoted(facts, found[0].decode("utf-8", "replace"), line, scope, tag=at in asides)
            continue
        dotted = found[2] is not None
        written = words.get(name) or words.setdefault(name, name.decode("utf-8", "replace"))
        if at in passed or at in asides:
            if at in asides:
                told.append((line, written))
            receiver = None
        elif member:
            owner = receiver if last_dot == at else None
            references.append(Reference(written, line, attribute, scope, owner, False, False, dotted))
            receiver = None if owner is None else f"{owner}.{written}"
        elif at in wanted:
            references.append(Reference(written, line, attribute, scope, None, False, False, False))
            receiver = None
        elif at in declaring:
            told.append((line, written))
            receiver = None
        elif name in regions and (region := seen.at(name, at)) is not None:
            told.append((line, written))
            receiver = region.value or None
        elif name in inner and seen.out_of_sight(name, at):
            # The function has a symbol of that name which is not seen here: what is meant lies outside of it.
            references.append(Reference(written, line, plain, "", None, False, False, dotted))
            receiver = None
        else:
            references.append(Reference(written, line, plain, scope, None, False, False, dotted))
            receiver = written
        last_dot = found.end() if dotted else -1


def _quoted(facts: FileFacts, written: str, line: int, scope: str, *, tag: bool) -> None:
    """Add what a text names. A sentence and a field's tag name nothing that only the compiler can find."""
    text = written[1:-1]
    prose = tag or (" " in text.strip() and "\n" not in text and not _CODE.search(text))
    for word in dict.fromkeys(WORD.findall(text)):
        if prose and not word[0].isupper():
            facts.asides.append((line, word))
        else:
            facts.references.append(Reference(word, line, ReferenceForm.STRING, scope))
