"""What every function looks like once names that only it can see are blotted out: what clones are found by.

Two views of the leaves after a function's name (parameters and body): *exact*, as written, and *renamed*, in which names that
the function binds are numbered by the order in which they first appear, so that a consistent rename changes nothing. There,
constants of the file that are one literal stand for it, and in Python numeric types for each other.
"""

import hashlib
import re
import zlib
from collections.abc import Mapping, Sequence

from worker.source.binders import declared, parameters_end
from worker.source.facts import Body, FileFacts, Language, ReferenceForm, Symbol, SymbolKind
from worker.source.leaves import Leaf, fixed, leaves
from worker.source.module import Lexis
from worker.source.units import Unit, units

FEWEST = 20
"""Leaves: what is smaller says nothing by its shape."""
TELLING = 5
"""Leaves of a statement that says something by itself."""
_DEEPEST = 6
"""Names in a qualified name: functions in functions in functions are read once for each of those around them."""
_SCRIPTS = frozenset({Language.JAVASCRIPT, Language.TYPESCRIPT, Language.TSX})
_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
_DATA = frozenset({SymbolKind.CONSTANT, SymbolKind.VARIABLE})
_CONTEXTUAL = frozenset(
    {"from", "of", "get", "set", "type", "as", "is", "any", "number", "string", "object", "symbol", "module", "target"}
)
"""Words of JavaScript and TypeScript that are names where a function declares them."""
_NUMERIC = frozenset({"int", "float"})
"""Types of numbers that only an annotation tells apart."""
_DECIDES = frozenset(
    (
        "if", "for", "while", "switch", "match", "case", "select", "elif", "except", "catch", "try", "loop", "when", "unless",
        "until", "&&", "||", "??", "?", "and", "or", "lambda", "=>",
    )
)  # fmt: skip
_INSIDE = re.compile(r"\{[^{}]*\}")
"""What stands between braces in a text, where names may be."""
_WORD = re.compile(r"(?<![\w.$])[^\W\d]\w*")
_RECEIVER = re.compile(r"func \((\w+) ")
_DOTS = frozenset({".", "?.", "->", "::"})


def bodies(facts: FileFacts, text: str, lexis: Lexis) -> list[Body]:
    """Return the bodies of a file's functions, in the order of its symbols. Tests have none: they may repeat themselves."""
    if facts.is_test:
        return []
    reader = Reader(facts, text.split("\n"), lexis)
    found = []
    for symbol in facts.symbols:
        wanted = symbol.kind in _FUNCTIONS and symbol.line_end > symbol.name_line and symbol.qualname.count(".") < _DEEPEST
        if wanted and not facts.is_test_at(symbol.name_line):
            after_name = reader.leaves_of(symbol)
            if len(after_name) >= FEWEST:
                found.append(reader.body(symbol, after_name))
    return found


class Reader:
    """Cuts the functions of one file."""

    def __init__(self, facts: FileFacts, lines: Sequence[str], lexis: Lexis) -> None:
        self._facts, self._lines, self._lexis = facts, lines, lexis
        self._fixed = fixed(facts.language)
        self._outer = {
            (one.line, one.name) for one in facts.references if one.form is ReferenceForm.NAME and one.receiver is None
        }
        """Where names from outside of a function are used by themselves."""
        self._values = self._literals()
        top = [one for one in facts.symbols if one.parent is None and one.name not in self._values]
        self._own = {one.name: one.body_hash for one in top}
        """What the file declares, by the hash of its code."""
        closes = facts.language == Language.PYTHON or facts.language in _SCRIPTS
        self._functions = {one.qualname for one in facts.symbols if closes and one.kind in _FUNCTIONS}

    def leaves_of(self, symbol: Symbol) -> list[Leaf]:
        """Return the leaves after a symbol's name."""
        # A line that holds nothing but a comment or a docstring is blank: the numbers of the others stay.
        kept = (
            "" if number in self._facts.comment_lines else self._lines[number - 1]
            for number in range(symbol.name_line, min(symbol.line_end, len(self._lines)) + 1)
        )
        found = list(leaves("\n".join(kept), symbol.name_line, self._lexis))
        start = next((at + 1 for at, leaf in enumerate(found) if leaf[0] == symbol.name), 0)
        return found[start:]

    def body(self, symbol: Symbol, after_name: list[Leaf]) -> Body:
        """Return what is kept of a function."""
        raw = [leaf[0] for leaf in after_name]
        bound = self.bound(symbol, after_name)
        outer = self._outer_words(symbol, after_name, bound)
        return Body(
            symbol=symbol.qualname,
            line=symbol.name_line,
            line_end=symbol.line_end,
            size=len(raw),
            exact=_hash([*raw, *outer]),
            renamed=_hash([*self._renamed(after_name, bound), *outer]),
            decides=not _DECIDES.isdisjoint(raw),
            shape=self._shape(after_name),
            statements=tuple(_told(unit, bound) for unit in self.units(after_name)[1:] if len(unit.leaves) >= TELLING),
        )

    def units(self, after_name: list[Leaf]) -> list[Unit]:
        """Return the statements of a function; the first is its signature."""
        return units(after_name, self._lexis is Lexis.HASH)

    def bound(self, symbol: Symbol, after_name: list[Leaf]) -> set[str]:
        """Return the names that a function declares itself."""
        return self._bound(after_name) | self.receiver(symbol)

    def literal(self, name: str) -> str | None:
        """Return the number or text that a constant of the file is."""
        return self._values.get(name)

    def is_fixed(self, word: str) -> bool:
        """Whether the language gives a word its meaning."""
        return word in self._fixed

    def _shape(self, found: list[Leaf]) -> str:
        """Hash what is left when fields and types are numbered too: all but what is called, and what the language says."""
        numbers: dict[str, str] = {}
        said = []
        for at, (word, kind, _) in enumerate(found):
            free = kind == "word" and word not in self._fixed and not (at + 1 < len(found) and found[at + 1][0] == "(")
            said.append(numbers.setdefault(word, f"${len(numbers)}") if free else word)
        return _hash(said)

    def _outer_words(self, symbol: Symbol, found: list[Leaf], bound: set[str]) -> list[str]:
        """Return what the names mean that come from around the function: the same name is something else in another file.

        What the file itself declares is told by its code, so that copies with their own copies of a helper stay copies; what an
        enclosing function declares is that function's own.
        """
        said: dict[str, str] = {}
        inner = symbol.parent in self._functions
        for at, (word, kind, line) in enumerate(found):
            if kind != "word" or word in bound or word in self._fixed or (at and found[at - 1][0] in _DOTS):
                continue
            if word in self._own and word != symbol.name:
                said[word] = self._own[word]
            elif inner and (line, word) not in self._outer and not self.is_key(*_around(found, at)):
                said[word] = f"{self._facts.file}:{symbol.parent}"
        return [part for word in sorted(said) for part in (word, said[word])]

    def _renamed(self, found: list[Leaf], bound: set[str]) -> list[str]:
        around = [_around(found, at) for at in range(len(found))]
        parameters = parameters_end(found)
        numbers: dict[str, str] = {}

        def named(word: str) -> str:
            return numbers.setdefault(word, f"${len(numbers)}")

        def named_in(text: str) -> str:
            return _INSIDE.sub(lambda hole: _WORD.sub(lambda one: named(one[0]) if one[0] in bound else one[0], hole[0]), text)

        said = []
        for at, (word, kind, _) in enumerate(found):
            before, after = around[at]
            if kind == "text":
                said.append(named_in(word))
            elif kind == "number":
                said.append(word.removesuffix(".0"))
            elif word in _NUMERIC and self._facts.language == Language.PYTHON:
                said.append("number")
            elif before in _DOTS or (at >= parameters and self.is_key(before, after)):
                said.append(word)
            elif word in bound:
                said.append(named(word))
            else:
                said.append(self._values.get(word, word))
        return said

    def receiver(self, symbol: Symbol) -> set[str]:
        """Return the name in front of a method's own: `func (r *T) name`."""
        before = self._lines[symbol.name_line - 1].partition(symbol.name)[0] if symbol.kind is SymbolKind.METHOD else ""
        found = _RECEIVER.match(before)
        return {found[1]} if found is not None else set()

    def _bound(self, found: list[Leaf]) -> set[str]:
        if self._lexis is Lexis.SHELL:
            # Every word may be a command, an option or a text.
            return set()
        names = declared(found, self._facts.language, self._outer)
        return names - (self._fixed - _CONTEXTUAL if self._facts.language in _SCRIPTS else self._fixed)

    def is_key(self, before: str, after: str) -> bool:
        """Tell whether a word is the key of an entry or the name of an argument: it belongs to what is made or called."""
        if self._facts.language == Language.PYTHON:
            return before in ("(", ",") and after == "="
        return before in ("{", ",", "(") and after == ":"

    def _literals(self) -> Mapping[str, str]:
        """Return the constants of the file that are one number or text; a name that is declared twice stands for itself."""
        found: dict[str, str] = {}
        twice: set[str] = set()
        for symbol in self._facts.symbols:
            if symbol.kind not in _DATA or symbol.line_end > symbol.name_line or symbol.name_line > len(self._lines):
                continue
            line = list(leaves(self._lines[symbol.name_line - 1], symbol.name_line, self._lexis))
            if symbol.name in found:
                twice.add(symbol.name)
            if len(line) > 2 and line[-2][0] == "=" and line[-1][1] in ("number", "text"):
                found[symbol.name] = line[-1][0]
        return {name: value for name, value in found.items() if name not in twice}


def _told(unit: Unit, bound: set[str]) -> int:
    """Hash a statement, whatever the function calls its own names, and whatever its texts say."""
    said = ("$" if leaf[0] in bound else '"' if leaf[1] == "text" else leaf[0] for leaf in unit.leaves)
    return zlib.crc32("\x01".join(said).encode("utf-8", "replace"))


def _around(found: Sequence[Leaf], at: int) -> tuple[str, str]:
    return found[at - 1][0] if at else "", found[at + 1][0] if at + 1 < len(found) else ""


def _hash(words: Sequence[str]) -> str:
    return hashlib.blake2b("\x01".join(words).encode("utf-8", "replace"), digest_size=8).hexdigest()
