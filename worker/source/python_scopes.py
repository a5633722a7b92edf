"""Python's scopes: which names are local, so that a use of them is no use of a symbol."""

from dataclasses import dataclass, field
from enum import Enum, auto


class ScopeKind(Enum):
    """What opens a scope."""

    MODULE = auto()
    CLASS = auto()
    FUNCTION = auto()
    """A function or a lambda."""
    COMPREHENSION = auto()


@dataclass(slots=True, eq=False)
class Scope:
    """One scope while a file is read. `qualname` is that of the innermost symbol around it; "" at the top level."""

    kind: ScopeKind
    qualname: str
    parent: "Scope | None" = None
    bound: set[str] = field(default_factory=set)
    """Parameters and assigned names."""
    declared: set[str] = field(default_factory=set)
    """Nested functions and classes, and imports: the graph knows these."""
    global_names: set[str] = field(default_factory=set)
    outer_names: set[str] = field(default_factory=set)
    own_object: str | None = None
    """For methods: the first parameter."""

    def binding_scope(self) -> "Scope":
        """Return where `:=` binds: comprehensions pass it on."""
        scope = self
        while scope.kind is ScopeKind.COMPREHENSION and scope.parent is not None:
            scope = scope.parent
        return scope

    def owner(self, name: str) -> "Scope | None":
        """Return the function, lambda or comprehension in which `name` is a local variable; None for any other name."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.global_names:
                return None
            if name not in scope.outer_names:
                if name in scope.declared:
                    return None
                if name in scope.bound and scope.kind in (ScopeKind.FUNCTION, ScopeKind.COMPREHENSION):
                    return scope
            scope = scope.parent
        return None

    def receiver(self, text: str | None) -> str | None:
        """Return the receiver `text` as the graph can follow it: `self` for a method's own object, None for local variables."""
        if text is None:
            return None
        first = text.split(".", 1)[0].removesuffix("()")
        owner = self.owner(first)
        if owner is None:
            return text
        if owner.own_object == first:
            return "self" + text[len(first) :]
        return None
