"""What a language module reads out of one file: the vocabulary between `source` and `graph`.

A language module knows syntax only. It says what is written: which symbols are declared, what is imported, which names are
used where. What a name *means* (which file an import leads to, which symbol a name binds to) is the graph's business.
Lines are 1-based and inclusive; paths are POSIX and relative to the repository's root.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, NamedTuple


class Language(str):
    """A language whose symbols are understood, by its name. Each module in `worker.languages` brings one or several.

    Those named here are the ones that the core of the graph knows by name.
    """

    __slots__ = ()
    PYTHON: "ClassVar[Language]"
    TYPESCRIPT: "ClassVar[Language]"
    TSX: "ClassVar[Language]"
    JAVASCRIPT: "ClassVar[Language]"


Language.PYTHON = Language("python")
Language.TYPESCRIPT = Language("typescript")
Language.TSX = Language("tsx")
Language.JAVASCRIPT = Language("javascript")


class SymbolKind(StrEnum):
    """What a symbol is."""

    FUNCTION = "function"
    METHOD = "method"
    CLASS = "class"
    TYPE = "type"
    ENUM = "enum"
    CONSTANT = "constant"
    VARIABLE = "variable"
    MACRO = "macro"
    PROPERTY = "property"
    """It is read and written like a variable, and may run code (C#)."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A declared name. `qualname` is dotted from the file's top level: `parse`, `Reader.next`, `outer.inner`."""

    file: str
    name: str
    qualname: str
    kind: SymbolKind
    line_start: int
    """First line, decorators and export keywords included (not the comment above)."""
    line_end: int
    name_line: int
    exported: bool
    """Visible to other files by the language's own rule (Python: `__all__` or no underscore; JS: an export reaches it)."""
    body_hash: str
    """Hash over the declaration's tokens without comments and layout."""
    parent: str | None = None
    """`qualname` of the enclosing class or function."""
    decorators: tuple[str, ...] = ()
    """Each decorator's source text without the `@`."""
    bases: tuple[str, ...] = ()
    """For classes: each base (extends and implements) as written. Rust: for a method, the trait that asks for it."""
    made_by: str | None = None
    """For constants and variables: the function whose call makes the value, as written."""
    docstring: str | None = None
    is_async: bool = False
    held: str = ""
    """Why it may be used unseen, or cannot just be deleted, by what its own file says: in words for the report."""
    reopens: bool = False
    """Adds members to what another declaration of that name declares (Rust's `impl`)."""
    modifiers: frozenset[str] = frozenset()
    """The words in front of a declaration (`private`, `static`), with those that the language takes for granted."""


class ImportForm(StrEnum):
    """How an import is written."""

    NAMED = "named"
    """`from m import a as b`, `import {a as b} from "m"`: `imported` = a, `local` = b."""
    DEFAULT = "default"
    """`import b from "m"`: `imported` = "default"."""
    NAMESPACE = "namespace"
    """`import m as b`, `import * as b from "m"`, `const b = require("m")`: `local` = b stands for the whole module.

    Python's `import a.b.c` is NAMESPACE of `a` (local a), then SIDE_EFFECT of `a.b` and of `a.b.c`."""
    STAR = "star"
    """`from m import *`: every public name arrives."""
    SIDE_EFFECT = "side_effect"
    """`import "m"`: the module runs, no name arrives."""
    DYNAMIC = "dynamic"
    """`import("m")`, `importlib.import_module("m")` with a literal: the whole module may be used."""
    REEXPORT = "reexport"
    """`export {a as b} from "m"`: no local name; `exported_as` = b."""
    REEXPORT_STAR = "reexport_star"
    """`export * from "m"`; with `exported_as` for `export * as ns from "m"`."""


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name, or one module where no name is imported."""

    form: ImportForm
    module: str
    """The specifier as written, without quotes and without Python's leading dots."""
    line: int
    imported: str | None = None
    local: str | None = None
    exported_as: str | None = None
    level: int = 0
    """Python: number of leading dots."""
    type_only: bool = False
    """`import type`, inline `type`, or inside `if TYPE_CHECKING:`."""
    scope: str = ""
    """`qualname` of the enclosing symbol; "" at the top level."""


@dataclass(frozen=True, slots=True)
class Export:
    """A name that a JS/TS module offers: `export {local as name}`, `export default local`, `export const name`."""

    name: str
    """"default" for the default export, "=" for `export = x` and `module.exports = x`: whoever imports the module gets x."""
    local: str
    """The symbol behind it: a local name, or "default" for an anonymous default expression."""
    line: int


class ReferenceForm(StrEnum):
    """How a name is used."""

    NAME = "name"
    """A plain identifier in an expression, type, decorator or JSX tag; never a declaration or an import."""
    ATTRIBUTE = "attribute"
    """`receiver.name`."""
    STRING = "string"
    """An identifier-shaped string literal (`getattr(x, "name")`, `obj["name"]`, a registry's key)."""
    TOKEN = "token"  # noqa: S105 - a word of code, no secret
    """A word among the arguments of a macro, which may make anything of it."""


class Reference(NamedTuple):
    """One use of a name. Locals that shadow (parameters, assignments in a function) are left out by the language module."""

    name: str
    line: int
    form: ReferenceForm
    scope: str = ""
    """`qualname` of the innermost enclosing *symbol*; "" for top-level code."""
    receiver: str | None = None
    """For attributes: the dotted text left of the name where it is made of plain identifiers (`self`, `a.b`) and calls of
    them (`Reader()`, `super()`), and starts with no local variable; else None."""
    store: bool = False
    """The name is only assigned to here."""
    given: bool = False
    """Python: the thing itself is handed on (an argument, a return value, a container's entry), or an object that is made of it
    there: others may use any member of it."""
    as_receiver: bool = False
    """The name stands left of a dot: used is what comes after it, which has a reference of its own.

    `a.b.c` makes three: NAME a (as_receiver), ATTRIBUTE b of `a` (as_receiver), ATTRIBUTE c of `a.b`."""


class DynamicForm(StrEnum):
    """How code reaches names unseen."""

    MEMBER = "member"
    """A computed member: `getattr(x, name)`, `x[name]`, `dir(x)`, `vars(x)`: `receiver` = x where it is dotted text."""
    MODULE = "module"
    """A computed import: `import(path)`, `import_module(name)`, `require.context`, `pkgutil.iter_modules`."""
    FOLDER = "folder"
    """Python: a text with a literal start (`prefix`) that may name a folder whose modules are then loaded."""
    GIVEN = "given"
    """JS/TS: the class `receiver` stands for, or an object of it, is handed on: whoever gets it may call any public method."""
    CLASS = "class"
    """Java: a class whose name is computed, or every class that a scan finds; any class that has a base may be meant."""
    SCOPE = "scope"
    """Any name of this file: `eval`, `exec`, `globals()`, `locals()`. With a `receiver`: only where that is a function from
    outside the repository, which is called with nothing and so may look around (`unittest.main()`)."""


@dataclass(frozen=True, slots=True)
class Dynamic:
    """A place that reaches names which are not written there."""

    form: DynamicForm
    reason: str
    """The code in short, for the report: `getattr(self, …)`."""
    line: int
    scope: str = ""
    receiver: str | None = None
    prefix: str = ""
    """Literal start of the computed name or path (`f"visit_{kind}"` -> "visit_")."""
    suffix: str = ""
    only: frozenset[SymbolKind] = frozenset()
    """Kinds of the members that are meant; empty: of any kind."""


@dataclass(frozen=True, slots=True)
class ModuleDeclared:
    """Rust: `mod name;`, or the file itself where `name` is ""."""

    name: str
    line: int
    within: tuple[str, ...] = ()
    """The modules around it in the file, outermost first."""
    attributes: tuple[str, ...] = ()
    for_tests: bool = False
    inline: bool = False
    """Its body stands here, up to `line_end`; there is no file of its own."""
    line_end: int = 0


@dataclass(frozen=True, slots=True)
class Flow:
    """Shell: where words go that may become a command's name. A shell runs whatever a variable holds.

    Ends are "f(2)" for the second argument of the function f ("f(+)" from the tenth on, "(2)" for the script's own), "$x" and
    "$x+" for the first and the further words of the variable x, "<" for what is read or computed, "?" for the arguments of some
    function, "$?" for some variable, "!" for being run, "!$" for being read as a variable's name, and "!a*b" for being run or
    kept as a name that starts with a and ends with b.
    """

    source: str
    target: str
    line: int


@dataclass(frozen=True, slots=True)
class LocalName:
    """A name that only its own file can use, and only by writing it: an anchor of YAML, a common table expression of SQL.

    Only what changes nothing when it is gone: no WITH that inserts, nothing in broken syntax.
    """

    symbol: str
    """`qualname` of its symbol."""
    noun: str
    """What it is, for the report."""
    line: int
    use: str
    """A regular expression (in what Python's and Rust's syntax share) that finds whatever could be a use."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a function's code looks like with and without its own names, see `worker.source.bodies`."""

    symbol: str
    """`qualname` of its symbol."""
    line: int
    """The line of its name."""
    line_end: int
    size: int
    """Leaves after its name."""
    exact: str
    renamed: str
    decides: bool
    """It has a branch, a loop or a choice."""
    shape: str
    """`renamed`, with the fields and types numbered as well."""
    statements: tuple[int, ...]
    """A hash (CRC-32) of each statement of some size, its own names and texts blotted out: by them, edited copies are found."""


@dataclass(slots=True)
class FileFacts:
    """Everything read out of one file."""

    file: str
    language: Language
    lines: int
    namespace: str = ""
    """The package or namespace that the file says it belongs to (Go, Java, C#)."""
    symbols: list[Symbol] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)
    exports: list[Export] = field(default_factory=list)
    """What a JS/TS module offers; in Python the entries of `__all__`, with their lines."""
    references: list[Reference] = field(default_factory=list)
    dunder_all: tuple[str, ...] | None = None
    """Python: the names in `__all__`, where it is a literal."""
    dynamic: list[Dynamic] = field(default_factory=list)
    """Code that can reach names unseen."""
    main_guard: bool = False
    """Python: has `if __name__ == "__main__":`. Shell: asks whether it is run or sourced."""
    acts: bool = False
    """Python: the top level does more than declare things: it has a bare call, a loop or a `with`. Shell: it runs a command
    that does more than set things up."""
    kept: list[tuple[Reference, str]] = field(default_factory=list)
    """Python: classes of which an object is kept under a name: (reference, that name). It is handed on where the name is."""
    paths: list[tuple[str, int, str]] = field(default_factory=list)
    """Python: strings that may name a module, a member of one or a file: (text, line, scope)."""
    given_names: set[str] = field(default_factory=set)
    """Python: the last parts of all names whose values are handed on somewhere in the file."""
    asides: list[tuple[int, str]] = field(default_factory=list)
    """Words that are known to mean no symbol of this repository where they stand, as (line, word): locals, fields, prose."""
    borrows: bool = False
    """Python: puts classes together at run time (`__func__`, `MethodType`, `type(name, bases, …)`, `__class__ = …`), so that
    `self` may be an object of another class."""
    modules: list[ModuleDeclared] = field(default_factory=list)
    """Rust: the modules that the file declares."""
    test_lines: list[tuple[int, int]] = field(default_factory=list)
    """Line ranges of test code in a file that holds production code too (Rust's `#[cfg(test)]`), sorted."""
    flows: list[Flow] = field(default_factory=list)
    """Shell: where words go that may become a command's name."""
    local_names: list[LocalName] = field(default_factory=list)
    """Names that nobody outside of the file can use, whatever the graph knows."""
    bodies: list[Body] = field(default_factory=list)
    """The functions that are large enough to be compared."""
    shebang: bool = False
    is_test: bool = False
    parse_errors: int = 0
    broken: list[tuple[int, int]] = field(default_factory=list)
    """Line ranges of broken syntax nodes: certainty is lower inside."""
    comment_lines: frozenset[int] = frozenset()
    """Lines that hold nothing but comments or docstrings."""

    def is_test_at(self, line: int) -> bool:
        """Whether the line is test code."""
        return self.is_test or any(first <= line <= last for first, last in self.test_lines)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not read, and why, in words for the report."""

    file: str
    reason: str


@dataclass(slots=True)
class Source:
    """A repository as read: facts by path (sorted), the other text files (configs, templates, docs), and what was skipped."""

    root: str
    """Absolute path of the checkout."""
    files: dict[str, FileFacts]
    others: list[str]
    """Text files that are searched for names of any language: those in no understood language, and those in one that is
    `searched_as_text`, which may be in `files` too."""
    skipped: list[Skipped]
    beside: list[str] = field(default_factory=list)
    """Files of repositories that lie inside this one (submodules): no part of it, but they may use what is here by its name."""
    reports: set[str] = field(default_factory=set)
    """Coverage reports among the others and the skipped: they name all that was measured, and use none of it."""
