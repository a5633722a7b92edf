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


@dataclass(frozen=True, slots=True)
class Binding:
    """One declared name. `known_as` is what references to it are called in the facts."""

    meaning: Meaning
    known_as: str
    parent: str = ""
    """For symbols: the qualified name of the symbol around it; a name looked up from there finds this binding."""
    data: bool = False
    """A variable that is declared with a list or an object literal: its members are no methods of a class."""


LOCAL = Binding(Meaning.LOCAL, "")


@dataclass(slots=True, eq=False)
class Scope:
    """A region with its own names."""

    parent: "Scope | None"
    prefix: str = ""
    """The qualified name that symbols declared here are put under."""
    function: bool = False
    """`var` lands here."""
    module: bool = False
    """The file itself or a namespace: every name declared here is a symbol."""
    open: bool = True
    """Nothing anonymous stands between here and the file or a symbol, so that what is declared here can be a symbol."""
    values: dict[str, Binding] = field(default_factory=dict)
    types: dict[str, Binding] = field(default_factory=dict)

    def block(self) -> "Scope":
        """Make a block inside."""
        return Scope(self, self.prefix, open=self.open)

    def callback(self) -> "Scope":
        """Make the scope of a function that is no symbol."""
        return Scope(self, self.prefix, function=True, open=self.open and self.prefix != "")

    def inside(self, qualname: str) -> "Scope":
        """Make the scope of the symbol `qualname`."""
        return Scope(self, qualname, function=True, open=self.open)

    def hoist(self) -> "Scope":
        """Return the scope in which a `var` of this one is declared."""
        scope = self
        while not scope.function and scope.parent is not None:
            scope = scope.parent
        return scope

    def qualify(self, name: str) -> str:
        """Return the qualified name of a symbol declared here."""
        return f"{self.prefix}.{name}" if self.prefix else name

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

    def declare(self, name: str, binding: Binding, *, value: bool = True, type_: bool = False) -> None:
        """Declare a name. A symbol or an import is never hidden by a local of the same scope (declaration merging)."""
        for wanted, names in ((value, self.values), (type_, self.types)):
            if wanted and not (name in names and binding.meaning is Meaning.LOCAL):
                names[name] = binding
