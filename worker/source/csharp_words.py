"""The words of a C# file, and which of them refer to something.

https://learn.microsoft.com/dotnet/csharp/language-reference/language-specification/lexical-structure
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tree_sitter import Node

from worker.source.csharp_locals import Locals
from worker.source.facts import Reference, ReferenceForm
from worker.source.queries import WORD

if TYPE_CHECKING:
    from worker.source.csharp import CSharpReader

_TOKEN = re.compile(
    rb"""^[ \t]*\#(?P<directive>[^\n]*)|[0-9][0-9_]*(?:\.[0-9][0-9_]*)?\w*|\.\.|\.|->|::"""
    rb"""|@?(?P<word>[A-Za-z_\x80-\xff][\w\x80-\xff]*)(?P<dot>[?!]?\s*(?:\.(?!\.)|->|::))?""",
    re.MULTILINE,
)
_DOTS = frozenset({b".", b"->", b"::"})
_CODE = re.compile(r"[(){}\[\];=<>$/\\|@#]|\w\.\w|::")
_NOTHING = frozenset(
    b"""abstract as bool break byte case catch char checked class const continue decimal default delegate do double else enum
    event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long
    namespace new null object operator out override params private protected public readonly ref return sbyte sealed short
    sizeof stackalloc static string struct switch throw true try typeof uint ulong unchecked unsafe ushort using virtual void
    volatile while var async await nameof yield where when get set init partial record required _""".split()
)
"""Keywords, and words that mostly are: whoever gives one of these names to a thing is not looked at."""
_SHORTEST_PROSE = 2
_OWN = {b"this": "self", b"base": "super"}


@dataclass(frozen=True, slots=True)
class Places:
    """First bytes of words that mean something else than they seem to."""

    passed: frozenset[int]
    """They declare a symbol."""
    asides: frozenset[int]
    """They mean no symbol: labels, names of arguments."""
    members: frozenset[int]
    """They name a member of an object that is not written: `new T { Name = … }`, `is { Name: … }`, `[A(Name = …)]`."""


def masked(text: bytes, spans: Iterable[tuple[int, int]]) -> bytes:
    """Return the text with everything in `spans` made blank but for the line breaks."""
    left = bytearray(text)
    for first, last in spans:
        inside = text[first:last]
        blank = b" " * len(inside)
        if b"\n" in inside:
            blank = b"\n".join(b" " * len(line) for line in inside.split(b"\n"))
        left[first:last] = blank
    return bytes(left)


def refer(reader: "CSharpReader", text: bytes, seen: Locals, places: Places) -> None:
    """Add the references of a file, and the words that mean no symbol. `text` is code alone, see `masked`."""
    facts = reader.facts
    references, told = facts.references, facts.asides
    passed, asides, members = places.passed, places.asides, places.members
    declaring, regions = seen.declaring, seen.regions
    scopes = reader.scopes_in_order()
    scope, scope_until = "", -1
    words: dict[bytes, str] = {}
    attribute, plain = ReferenceForm.ATTRIBUTE, ReferenceForm.NAME
    line, line_end = 1, text.find(b"\n")
    receiver: str | None = None
    last_dot = -1
    """Where the dot after the last word ends: a word there is a member of `receiver`."""
    for found in _TOKEN.finditer(text):
        name = found["word"]
        at = found.start()
        if name is None:
            if found[0] in _DOTS:
                receiver, last_dot = None, found.end()
            elif found["directive"]:
                told.extend(
                    (text.count(b"\n", 0, at) + 1, word) for word in WORD.findall(found["directive"].decode("utf-8", "replace"))
                )
            continue
        at = found.start("word")
        member = last_dot >= 0 and (last_dot == at or not text[last_dot : found.start()].strip())
        dotted = found["dot"] is not None
        if not member and name in _OWN:
            receiver, last_dot = _OWN[name], found.end() if dotted else -1
            continue
        if name in _NOTHING and not member and at not in declaring:
            last_dot = -1
            continue
        while line_end != -1 and line_end < at:
            line += 1
            line_end = text.find(b"\n", line_end + 1)
        while at >= scope_until:
            scope, scope_until = next(scopes)
        written = words.get(name) or words.setdefault(name, name.decode("utf-8", "replace"))
        if at in passed:
            receiver = None
        elif at in asides or at in declaring:
            told.append((line, written))
            receiver = None
        elif member:
            owner = receiver
            references.append(Reference(written, line, attribute, scope, owner, False, False, dotted))
            receiver = None if owner is None else reader.member_type(owner, written, scope) or f"{owner}.{written}"
        elif at in members:
            references.append(Reference(written, line, attribute, scope, None))
            receiver = None
        elif name in regions and (region := seen.at(name, at)) is not None:
            told.append((line, written))
            receiver = region.value or None
        else:
            references.append(Reference(written, line, plain, scope, None, False, False, dotted))
            receiver = reader.field_type(written, scope) or (None if written in seen.not_types else written)
        last_dot = found.end() if dotted else -1
        if not dotted:
            receiver = None


def quoted(reader: "CSharpReader", nodes: Iterable[Node]) -> None:
    """Add what texts name. A sentence names nothing that only code can find."""
    facts = reader.facts
    for node in nodes:
        said = reader.string_of(node)
        first, scope = node.start_point[0] + 1, reader.scope_at(node.start_byte)
        prose = len(said.split()) > _SHORTEST_PROSE and "\n" not in said and not _CODE.search(said)
        for line, row in enumerate(said.split("\n"), first):
            for at, word in enumerate(WORD.findall(row)):
                # In a sentence a word in lower case, or the first one, is English.
                if prose and (at == 0 or word.islower()):
                    facts.asides.append((line, word))
                else:
                    facts.references.append(Reference(word, line, ReferenceForm.STRING, scope))
