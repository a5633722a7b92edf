"""Building the graph: resolvers, then names, then edges, then the search from the roots."""

from worker.graph.binding import Binder
from worker.graph.edges import Edges
from worker.graph.families import FAMILIES
from worker.graph.graph import Graph
from worker.graph.index import Index
from worker.graph.resolver import Resolver
from worker.source.facts import Language, Source


def build(source: Source) -> Graph:
    """Return the reference graph of `source`."""
    resolvers: dict[Language, Resolver] = {}
    families: list[Resolver] = []
    for languages, make in FAMILIES:
        if any(facts.language in languages for facts in source.files.values()):
            resolver = make(source)
            families.append(resolver)
            resolvers.update(dict.fromkeys(languages, resolver))
    index = Index(source)
    edges = Edges(index, Binder(index, resolvers))
    roots = [root for family in families for root in family.roots()]
    outside = [one for family in families for one in family.public_api()]
    return Graph(source, index, edges, roots, outside)
