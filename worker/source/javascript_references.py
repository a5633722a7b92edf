"""Names as they are used in JavaScript and TypeScript: collected on the walk, bound once all declarations are known."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from worker.source.facts import Import, Reference, ReferenceForm, Symbol, SymbolKind
from worker.source.javascript_scopes import Binding, Meaning, Scope


class Use(NamedTuple):
    """A name at a place, before it is known what it binds to.

    `head` is the plain name that the receiver starts with (or the name itself); "" where there is none.
    """

    reference: Reference
    scope: Scope
    head: str = ""
    value: bool = True
    type_: bool = False


def bind(uses: Iterable[Use], symbols: Iterable[Symbol], imports: Iterable[Import]) -> Iterator[Reference]:
    """Yield the references among `uses`: names of locals are left out, names of nested imports get the import's own name."""
    by_qualname = {symbol.qualname: symbol for symbol in symbols}
    imported = {(wanted.scope, wanted.local) for wanted in imports if wanted.local}
    for use in uses:
        reference = use.reference
        binding = _binding(use)
        if binding is None:
            yield reference
        elif binding.meaning is Meaning.LOCAL:
            if reference.form is not ReferenceForm.NAME:
                # The receiver is a local: what it holds is not known, and must not be mistaken for a symbol of that name.
                yield reference._replace(receiver=None)
        else:
            yield _named(reference, binding, by_qualname, imported)


def _binding(use: Use) -> Binding | None:
    _, scope, head, is_value, is_type = use
    if not head:
        return None
    value = scope.value(head) if is_value else None
    if not is_type or (value is not None and value.meaning is not Meaning.LOCAL):
        return value
    type_ = scope.type(head)
    return value if type_ is None or (value is not None and type_.meaning is Meaning.LOCAL) else type_


def _named(reference: Reference, binding: Binding, symbols: dict[str, Symbol], imported: set[tuple[str, str]]) -> Reference:
    """Make a lookup by name from the reference's scope outwards end at `binding`, whatever lies nearer by chance."""
    known_as = binding.known_as
    if reference.form is ReferenceForm.NAME:
        reference = reference._replace(name=known_as)
    elif reference.receiver is not None:
        _, dot, rest = reference.receiver.partition(".")
        reference = reference._replace(receiver=known_as + dot + rest)
    if binding.meaning is Meaning.IMPORT and "@" in known_as:
        return reference
    scope = reference.scope
    while scope != binding.parent:
        holder = symbols.get(scope)
        nearer = (scope, known_as) in imported or (
            f"{scope}.{known_as}" in symbols
            and (holder is None or holder.kind is not SymbolKind.CLASS or scope == reference.scope)
        )
        if nearer:
            # Attributed to the declaration's own level instead: it counts as used by code that is always reached.
            return reference._replace(scope=binding.parent)
        if not scope:
            # The symbol lies in a sibling of the reference's symbols: nothing but its own level leads to it.
            return reference._replace(scope=binding.parent)
        scope = scope.rpartition(".")[0]
    return reference
