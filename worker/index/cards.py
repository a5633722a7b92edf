"""Cards: what each function of a repository is, in the two views that an embedding model is shown."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from worker.index.idiom import kept_out
from worker.index.member import Member
from worker.source.facts import FileFacts, Source, Symbol
from worker.source.languages import module_of
from worker.source.leaves import Leaf, fixed, leaves
from worker.source.words import text_of

_SUBWORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_LAYOUT = re.compile(r"[\s/*#\"']+")
MOST_WORDS = 200
"""Words of a view: a function of thousands of lines is known by its first ones."""
_MOST_CHARACTERS = 4_000
"""Of a view: code without blanks is one word to whoever counts blanks, and an endpoint's window is no longer for it."""
_MOST_SAID = 200
"""Characters of documentation: its first sentences say what a function does, the others how."""


@dataclass(frozen=True, slots=True)
class Card:
    """One function as a model is told of it. `id` is its name and what the views hold: nothing but these changes it."""

    id: str
    member: Member
    code: str
    """What the body is made of: as it is written, or its distinct words for a model that was trained on prose."""
    words: str
    """What it is said to do: name, parameters, documentation, what it calls."""

    @property
    def family(self) -> str:
        """Functions of one family of languages can stand in for each other."""
        return module_of(self.member.file.language).family


def cards(source: Source, *, as_written: bool) -> list[Card]:
    """Return a card for each function that another could replace, by file and line.

    Left out are tests and whatever may repeat itself (`worker.index.idiom`), and constructors.
    """
    found: list[Card] = []
    for read in source.files.values():
        if read.bodies and not kept_out(read.file):
            found += _of_file(source, read, as_written)
    return found


def _of_file(source: Source, read: FileFacts, as_written: bool) -> Iterable[Card]:
    symbols = {(symbol.qualname, symbol.name_line): symbol for symbol in read.symbols}
    lines = _lines(source, read.file)
    for body in read.bodies:
        member = Member(read, symbols[body.symbol, body.line], body)
        if not _makes_an_object(member.symbol):
            yield _card(member, lines, as_written)


def _makes_an_object(symbol: Symbol) -> bool:
    """Whether a class has to have the function itself: a constructor, or what the language calls by its name."""
    owner = (symbol.parent or "").rpartition(".")[2]
    return symbol.name in (owner, "constructor", "init") or (symbol.name.startswith("__") and symbol.name.endswith("__"))


def card_of(source: Source, member: Member, *, as_written: bool) -> Card:
    """Return the card of one function."""
    return _card(member, _lines(source, member.file.file), as_written)


def _lines(source: Source, file: str) -> list[str]:
    return text_of(source.root, file).removeprefix("\ufeff").replace("\r\n", "\n").split("\n")


def _card(member: Member, lines: Sequence[str], as_written: bool) -> Card:
    symbol = member.symbol
    kept = [
        "" if number in member.file.comment_lines else lines[number - 1]
        for number in range(symbol.name_line, min(symbol.line_end, len(lines)) + 1)
    ]
    lexis = module_of(member.file.language).lexis
    assert lexis is not None, "a language without leaves has no bodies"
    found = list(leaves("\n".join(kept), symbol.name_line, lexis))
    own = fixed(member.file.language)
    names = [leaf[0] for leaf in found if leaf[1] == "word" and leaf[0] not in own]
    written = "\n".join(line for line in kept if line.strip())
    code = _cut(written, " ") if as_written else _said(names)
    words = _in_words(symbol, found, own, _documentation(member, lines))
    parts = "\0".join((symbol.qualname, code, words)).encode("utf-8", "replace")
    return Card(hashlib.blake2b(parts, digest_size=16).hexdigest(), member, code, words)


def _in_words(symbol: Symbol, found: Sequence[Leaf], own: frozenset[str], documentation: str) -> str:
    said = f"{_said([symbol.name])} ({_said(_parameters(found))})."
    called = [
        leaf[0]
        for leaf, after in pairwise(found)
        if leaf[1] == "word" and after[0] == "(" and leaf[0] not in own and leaf[0] != symbol.name
    ]
    return f"{said} {documentation} uses {_said(called)}"


def _parameters(found: Sequence[Leaf]) -> list[str]:
    """Return the names and types in the first pair of brackets."""
    depth, names = 0, []
    for word, kind, _ in found[1:]:
        depth += (word == "(") - (word == ")")
        if word == ")" and depth == 0:
            break
        if kind == "word" and depth:
            names.append(word)
    return names


def _documentation(member: Member, lines: Sequence[str]) -> str:
    """Return the docstring of a function, or the comment in front of it."""
    said = member.symbol.docstring or ""
    if not said:
        first = member.symbol.line_start - 1
        while first > 0 and first in member.file.comment_lines:
            first -= 1
        said = " ".join(lines[first : member.symbol.line_start - 1])
    return _LAYOUT.sub(" ", said).strip()[:_MOST_SAID]


def _said(names: Iterable[str]) -> str:
    """Cut names into the words that they are made of, each name once."""
    return _cut(" ".join(word.lower() for name in dict.fromkeys(names) for word in _SUBWORD.findall(name)), " ")


def _cut(text: str, between: str) -> str:
    parts = text.split(between, MOST_WORDS)
    return between.join(parts[:MOST_WORDS])[:_MOST_CHARACTERS]
