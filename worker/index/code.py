"""The statements of functions as they are compared: cut again from the files, and only where two functions may be alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath

from worker.source.bodies import Reader
from worker.source.facts import Body, FileFacts, Source, Symbol, SymbolKind
from worker.source.languages import module_of
from worker.source.leaves import Leaf
from worker.source.units import Unit
from worker.source.words import text_of

_DOTS = frozenset({".", "?.", "->", "::"})
_GO = "go"
_PACKAGE = 2
"""The last parts of an import's path that say which folder of the repository it is."""


class Kind(StrEnum):
    """What a leaf is to the function."""

    OWN = "own"
    """A name that it declares."""
    FIELD = "field"
    METHOD = "method"
    KEY = "key"
    """Of an entry or an argument."""
    CALLED = "called"
    """A name from outside that is called."""
    OUTER = "outer"
    """Another name from outside: a constant, a type."""
    KEYWORD = "keyword"
    NUMBER = "number"
    TEXT = "text"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """A leaf, with what it is."""

    kind: Kind
    word: str
    said: str
    """What it is compared by: the word, or the number or text that a constant of the file stands for."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A unit of a function."""

    depth: int
    first: int
    last: int
    tokens: tuple[Token, ...]

    @property
    def blotted(self) -> tuple[str, ...]:
        """What it says, whatever the function's own names are."""
        return tuple("$" if token.kind is Kind.OWN else token.said for token in self.tokens)

    def words(self) -> frozenset[str]:
        """Return the words in it."""
        return frozenset(token.word for token in self.tokens)


@dataclass(frozen=True)
class Code:
    """A function, cut."""

    file: FileFacts
    symbol: Symbol
    body: Body
    statements: tuple[Statement, ...]
    """The first is its signature."""
    receiver: str | None
    """What the object is called that a method is called on (Go)."""

    packages: Mapping[str, str] = field(default_factory=dict)
    """Go: the packages that its file imports by the name that they have there -> the folder's last part."""

    def seen_from(self, other: "Code") -> "Code":
        """Return the function as it would be written in the other's package: `orders.Line` is `Line` there."""
        here = PurePosixPath(other.file.file).parent.as_posix()
        known = {
            name for name, path in self.packages.items() if f"/{here}".endswith("/" + "/".join(path.split("/")[-_PACKAGE:]))
        }
        if not known:
            return self
        return replace(self, statements=tuple(_unqualified(one, known) for one in self.statements))

    @cached_property
    def signature(self) -> Statement:
        """What stands before its body."""
        return self.statements[0]

    @cached_property
    def inner(self) -> tuple[Statement, ...]:
        """The statements of its body."""
        return self.statements[1:]

    @cached_property
    def parameters(self) -> frozenset[str]:
        """The names that its signature declares; what a type is taken from is none."""
        following = (*self.signature.tokens[1:], None)
        pairs = zip(self.signature.tokens, following, strict=True)
        return frozenset(
            one.word for one, after in pairs if one.kind is Kind.OWN and (after is None or after.word not in _DOTS)
        )

    @property
    def is_inner(self) -> bool:
        """Whether it is inside of a function, the names of which it may use."""
        functions = {one.qualname for one in self.file.symbols if one.kind in (SymbolKind.FUNCTION, SymbolKind.METHOD)}
        return self.symbol.parent in functions

    @cached_property
    def canonical(self) -> str:
        """Its body with its own names numbered, whatever its signature says."""
        numbers: dict[str, str] = {}
        said = (
            numbers.setdefault(token.word, f"${len(numbers)}") if token.kind is Kind.OWN else token.said
            for one in self.inner for token in one.tokens
        )  # fmt: skip
        return "\x01".join(said)

    @cached_property
    def size(self) -> int:
        """Leaves of its body."""
        return sum(len(one.tokens) for one in self.inner)


def _unqualified(statement: Statement, packages: set[str]) -> Statement:
    kept: list[Token] = []
    tokens = statement.tokens
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind is Kind.OUTER and token.word in packages and at + 2 < len(tokens) and tokens[at + 1].word == ".":
            name = tokens[at + 2]
            kept.append(replace(name, kind=Kind.CALLED if name.kind is Kind.METHOD else Kind.OUTER))
            at += 3
        else:
            kept.append(token)
            at += 1
    return replace(statement, tokens=tuple(kept))


class Codes:
    """The functions of a repository, cut when they are first asked for."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._readers: dict[str, Reader] = {}
        self._types: set[str] | None = None
        self._folders: dict[str, list[FileFacts]] | None = None
        self._scopes: dict[str, dict[str, list[tuple[str, Symbol]]]] = {}
        self._by_name: dict[str, list[tuple[str, Body]]] | None = None
        self._known: dict[tuple[str, str, int], Code | None] = {}

    def of(self, file: str, qualname: str, line: int) -> Code | None:
        """Return a function; None when there is none of that name on that line that can be compared."""
        key = file, qualname, line
        if key not in self._known:
            self._known[key] = self._cut(*key)
        return self._known[key]

    def mean_the_same(self, one: Code, name: str, other: Code, other_name: str) -> bool:
        """Whether two functions mean the same by names that they call: one function, or copies of each other.

        A name that is only imported is believed to be what it is called.
        """
        mine, others = self._meanings(one, name), self._meanings(other, other_name)
        if name == other_name and (not mine or not others):
            return True
        mine, others = mine or self._anywhere(name), others or self._anywhere(other_name)
        return not mine.isdisjoint(others)

    def are_members_alike(self, one: Code, other: Code, name: str) -> bool:
        """Whether two methods mean the same by a member that both call on their own object."""
        mine, others = self._members(one, name), self._members(other, name)
        return (not mine and not others) or not mine.isdisjoint(others)

    def is_type(self, name: str) -> bool:
        """Whether the repository declares a type of a name; a single letter is one of a generic function."""
        if self._types is None:
            kinds = (SymbolKind.CLASS, SymbolKind.TYPE, SymbolKind.ENUM)
            self._types = {one.name for facts in self._source.files.values() for one in facts.symbols if one.kind in kinds}
        return name in self._types or (len(name) == 1 and name.isupper())

    def _is_type_in(self, facts: FileFacts, name: str) -> bool:
        """Whether a name in a signature is a type's: one in upper case, or in Go one of the package."""
        if not self.is_type(name):
            return False
        here = self._near(facts).get(name, ()) if facts.language == _GO else ()
        return name[:1].isupper() or any(symbol.kind is not SymbolKind.FUNCTION for _, symbol in here if symbol.parent is None)

    def _meanings(self, code: Code, name: str) -> set[str]:
        """Return what a name is that a function calls and that its file, its class, or in Go its package, declares."""
        around = (None, code.symbol.parent)
        return self._hashes(one for one in self._near(code.file).get(name, ()) if one[1].parent in around)

    def _members(self, code: Code, name: str) -> set[str]:
        return self._hashes(one for one in self._near(code.file).get(name, ()) if one[1].parent == code.symbol.parent)

    def _anywhere(self, name: str) -> set[str]:
        return {one.canonical for file, body in self._named().get(name, ()) if (one := self.of(file, body.symbol, body.line))}

    def _hashes(self, declared: Iterable[tuple[str, Symbol]]) -> set[str]:
        """Return what declarations say: as written, and with their own names numbered where they are functions."""
        found: set[str] = set()
        for file, symbol in declared:
            found.add(symbol.body_hash)
            code = self.of(file, symbol.qualname, symbol.name_line)
            if code is not None:
                found.add(code.canonical)
        return found

    def _near(self, facts: FileFacts) -> dict[str, list[tuple[str, Symbol]]]:
        """Return what a file declares, or in Go its package, by name."""
        path = facts.file
        scope = PurePosixPath(path).parent.as_posix() if facts.language == _GO else path
        if scope not in self._scopes:
            known = self._scopes[scope] = {}
            for one in self._packages().get(scope, ()) if scope != path else (facts,):
                for symbol in one.symbols:
                    known.setdefault(symbol.name, []).append((one.file, symbol))
        return self._scopes[scope]

    def _packages(self) -> dict[str, list[FileFacts]]:
        """Return the files of each package of Go, by their folder."""
        if self._folders is None:
            self._folders = {}
            for facts in self._source.files.values():
                if facts.language == _GO:
                    self._folders.setdefault(PurePosixPath(facts.file).parent.as_posix(), []).append(facts)
        return self._folders

    def _named(self) -> dict[str, list[tuple[str, Body]]]:
        """Return the functions of the repository that belong to no class, by their names."""
        if self._by_name is None:
            self._by_name = {}
            for facts in self._source.files.values():
                for body in facts.bodies:
                    if "." not in body.symbol:
                        self._by_name.setdefault(body.symbol, []).append((facts.file, body))
        return self._by_name

    def _cut(self, file: str, qualname: str, line: int) -> Code | None:
        facts = self._source.files.get(file)
        body = next((one for one in facts.bodies if (one.symbol, one.line) == (qualname, line)), None) if facts else None
        if facts is None or body is None:
            return None
        symbol = next(one for one in facts.symbols if (one.qualname, one.name_line) == (qualname, line))
        reader = self._reader(facts)
        leaves = reader.leaves_of(symbol)
        bound = reader.bound(symbol, leaves)
        types = {word for word in bound if self._is_type_in(facts, word)}
        cut = tuple(_statement(unit, bound - types, reader, signature=not at) for at, unit in enumerate(reader.units(leaves)))
        packages = {}
        if facts.language == _GO:
            packages = {one.local or one.module.rpartition("/")[2]: one.module for one in facts.imports}
        return Code(facts, symbol, body, cut, next(iter(reader.receiver(symbol)), None), packages)

    def _reader(self, facts: FileFacts) -> Reader:
        known = self._readers.get(facts.file)
        if known is None:
            text = text_of(self._source.root, facts.file).removeprefix("\ufeff").replace("\r\n", "\n")
            lexis = module_of(facts.language).lexis
            assert lexis is not None, "a file with bodies has leaves"
            known = self._readers[facts.file] = Reader(facts, text.split("\n"), lexis)
        return known


def _statement(unit: Unit, bound: set[str], reader: Reader, *, signature: bool) -> Statement:
    tokens = tuple(_token(unit.leaves, at, bound, reader, signature=signature) for at in range(len(unit.leaves)))
    return Statement(unit.depth, unit.first, unit.last, tokens)


def _token(leaves: tuple[Leaf, ...], at: int, bound: set[str], reader: Reader, *, signature: bool) -> Token:
    word, leaf, _ = leaves[at]
    if leaf == "number":
        return Token(Kind.NUMBER, word, word.removesuffix(".0"))
    before = leaves[at - 1][0] if at else ""
    called = at + 1 < len(leaves) and leaves[at + 1][0] == "("
    kind = Kind.OUTER
    if leaf != "word":
        kind = Kind.TEXT if leaf == "text" else Kind.SIGN
    elif before in _DOTS:
        kind = Kind.METHOD if called else Kind.FIELD
    elif reader.is_key(before, leaves[at + 1][0] if at + 1 < len(leaves) else "") and at and not signature:
        kind = Kind.KEY
    elif word in bound:
        kind = Kind.OWN
    elif reader.is_fixed(word):
        kind = Kind.KEYWORD
    elif called:
        kind = Kind.CALLED
    value = reader.literal(word) if kind is Kind.OUTER else None
    return Token(kind, word, word if value is None else value.removesuffix(".0"))
