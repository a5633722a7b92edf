"""Which resolver answers for which language."""

import importlib
from collections.abc import Iterator

from worker.graph.resolver import MakeResolver, Resolver
from worker.source.facts import Language, Source
from worker.source.languages import modules


def resolvers(source: Source) -> Iterator[tuple[frozenset[Language], Resolver]]:
    """Make the resolver of each family that has files in `source`; yield it with the family's languages."""
    used = {facts.language for facts in source.files.values()}
    families: dict[str, tuple[str, set[Language]]] = {}
    for module in modules():
        if module.resolver:
            families.setdefault(module.family, (module.resolver, set()))[1].update(module.grammars)
    for where, languages in families.values():
        if used & languages:
            name, _, attribute = where.partition(":")
            make: MakeResolver = getattr(importlib.import_module(name), attribute)
            yield frozenset(languages), make(source)
