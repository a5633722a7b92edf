"""Scopes of JavaScript and TypeScript: which declaration a name inside one file binds to.

Values and types live in two namespaces, as in TypeScript: a parameter `user` or `User` never hides a type `User`.
Where a lookup is in doubt the name counts as used: a use too many hides a finding, a use too few makes a false one.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Meaning(StrEnum):
    """What a name in a scope stands for."""

    SYMBOL = "symbol"
    IMPORT = "import"
    LOCAL = "local"


@dataclass(slots=True)
class Binding:
    """One declared name. `known_as` is what references to it are called in the facts."""

    meaning: Meaning
    known_as: str
    owner: str = ""
    """For symbols: the qualified name of the symbol around it."""


@dataclass(slots=True, eq=False)
class Scope:
    """A region with its own names. `prefix` is the qualified name that symbols declared here are put under."""

    parent: "Scope | None"
    prefix: str = ""
    function: bool = False
    """`var` and function-level names land here."""
    open: bool = True
    """Every scope around is the module's, a namespace's or a named symbol's: what is declared here can be a symbol."""
    values: dict[str, Binding] = field(default_factory=dict)
    types: dict[str, Binding] = field(default_factory=dict)

    def hoist(self) -> "Scope":
        """Return the scope in which a `var` of this one is declared."""
        scope = self
        while not scope.function and scope.parent is not None:
            scope = scope.parent
        return scope

    def value(self, name: str) -> Binding | None:
        """Look a value up from the inside out."""
        scope: Scope | None = self
        while scope is not None:
            if found := scope.values.get(name):
                return found
            scope = scope.parent
        return None

    def type(self, name: str) -> Binding | None:
        """Look a type up from the inside out."""
        scope: Scope | None = self
        while scope is not None:
            if found := scope.types.get(name):
                return found
            scope = scope.parent
        return None

    def declare(self, name: str, binding: Binding, *, value: bool, type_: bool) -> None:
        """Declare a name; a symbol or an import is never overwritten by a local of the same scope (declaration merging)."""
        for wanted, names in ((value, self.values), (type_, self.types)):
            if wanted and not (name in names and binding.meaning is Meaning.LOCAL):
                names[name] = binding
