"""What a language family tells the graph: where imports lead, where execution starts, and what outsiders may use.

The core binds names (`worker/graph/binding.py`); a resolver knows only specifiers, folders and configuration files.

How the core binds, so that a language module and a resolver can rely on it:

* A NAME reference in scope `a.b` is looked up as an import or a symbol of scope `a.b`, then `a`, then "" (the file). Members
  of a class are not found that way, except from the class's own body (scope = the class itself).
* An ATTRIBUTE reference with a receiver is followed from the left: `a` as a name, then each further part as a member. The
  members of a module are what it offers (`exports` and re-exports in JS/TS; top-level names, imports, submodules and stars in
  Python), those of a class its methods, fields and nested classes, its bases' and its subclasses'. `self`, `cls`, `this` and
  `super` stand for the class around the reference.
* What cannot be followed is a weak edge to every symbol of that name. So is a STRING reference, and a word in any other text
  file of the repository. A weak edge never makes a symbol reachable: it makes it unknown.
* `Name()` as a part of a receiver stands for an object of the class that Name binds to.
* A re-export passes a name on and is no use of it.
* An import is an edge from the importing file's top level (or the function around it) to the top level of the target.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from worker.source.facts import Import, Source, Symbol


@dataclass(frozen=True, slots=True)
class InRepository:
    """The import leads to files of the repository; to several when the specifier is ambiguous (all of them count)."""

    files: tuple[str, ...]
    runs: tuple[str, ...] = ()
    """Files whose top level runs on the way (Python: `__init__.py` of the packages above)."""
    name: str = ""
    """What the target calls itself: the local name of an import that brings none of its own (Go)."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The import leads to a Python namespace package: a folder of the repository without a file of its own."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class External:
    """The import leads out of the repository."""

    package: str
    name: str = ""
    """As in `InRepository`."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Nobody knows where the import leads; `reason` in words for the report."""

    reason: str


@dataclass(frozen=True, slots=True)
class Members:
    """The import leads to what a namespace holds, whatever its files; with a `qualname` to what that class in it holds."""

    group: str
    """See `Resolver.group`."""
    qualname: str = ""


Offers = Literal["all", "own", "nothing"]
"""What a file offers: every name that it has, those that it did not import for itself, or none: it is only run."""

Target = InRepository | Folder | Members | External | Unresolved


class RootKind(StrEnum):
    """Whether a root counts as production code or as a test."""

    PRODUCTION = "production"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Root:
    """Where execution starts: a symbol, or a file's top level where `qualname` is ""."""

    file: str
    qualname: str
    reason: str
    kind: RootKind = RootKind.PRODUCTION


@dataclass(frozen=True, slots=True)
class Outside:
    """Something that may be used without this repository showing it, so that it is unknown and never dead.

    `qualname` "" means the top level and everything that the file offers; re-exports are seen through.
    """

    file: str
    qualname: str
    reason: str
    with_parent: bool = False
    """Only as long as the class around it is used at all (objects that are handed out)."""
    offers: Offers = "all"
    """Of a file's top level: what of it may be used."""
    to_others: bool = False
    """It is there for the users of a published package, not for a tool or a framework."""


@dataclass(frozen=True, slots=True)
class Implicit:
    """Why a symbol is used without being named, as long as what it is declared in is used."""

    reason: str
    certain: bool = False
    """The language itself calls it (`__init__`, `constructor`): reachable. Otherwise it is unknown."""


class Resolver(Protocol):
    """One language family over one repository. Made with the `Source`; may read configuration files under `source.root`."""

    def resolve(self, importer: str, wanted: Import) -> Target:
        """Say where `wanted`, written in the file `importer`, leads. Never raises."""
        ...

    def submodule(self, parent: str, name: str) -> Target | None:
        """Python: the module `name` below the package whose file or folder is `parent`; None when there is none."""
        ...

    def group(self, file: str) -> str | None:
        """Name the namespace that the top level of `file` shares with other files (a Go package, a Java package); None: none.

        Top-level names of one group are one node wherever they are declared, and are seen from all its files.
        """
        ...

    def roots(self) -> list[Root]:
        """Entry points, scripts, tests and files that a configuration names."""
        ...

    def public_api(self) -> list[Outside]:
        """What users of the published library, or a framework, may reach from outside."""
        ...

    def implicit(self, symbol: Symbol, owner: Symbol | None, outside_bases: tuple[str, ...]) -> Implicit | None:
        """Say whether something calls `symbol` without naming it: a decorator that registers, a protocol, a framework.

        `owner` is the class around it. `outside_bases` are the bases that lead out of the repository, taken over all bases of
        the class (and of `symbol` when it is one): dotted, with the package for imported names ("flask.MethodView",
        "react.Component"), as written for others ("Exception", "make_base()").
        """
        ...


class MakeResolver(Protocol):
    """How the core makes a resolver: a class with this constructor."""

    def __call__(self, source: Source) -> Resolver:
        """Look at the repository's configuration once."""
        ...
