"""Building the graph: resolvers, then names, then edges, then the search from the roots."""

from dataclasses import replace

from worker.graph.binding import Binder
from worker.graph.edges import Edges
from worker.graph.families import resolvers as make_resolvers
from worker.graph.graph import Graph
from worker.graph.index import Index
from worker.graph.resolver import Resolver
from worker.source.collector import collector_paused
from worker.source.facts import Language, Source


def build(source: Source) -> Graph:
    """Return the reference graph of `source`: of the files in languages that have a resolver. All others are text to it."""
    with collector_paused():
        return _build(source)


def _build(source: Source) -> Graph:
    resolvers: dict[Language, Resolver] = {}
    families: list[Resolver] = []
    for languages, resolver in make_resolvers(source):
        families.append(resolver)
        resolvers.update(dict.fromkeys(languages, resolver))
    linked = {file: facts for file, facts in source.files.items() if facts.language in resolvers}
    source = replace(source, files=linked)
    language_of = {facts.file: facts.language for facts in source.files.values()}
    index = Index(source, lambda file: resolvers[language_of[file]].group(file) if language_of[file] in resolvers else None)
    edges = Edges(index, Binder(index, resolvers))
    roots = [root for family in families for root in family.roots()]
    outside = [one for family in families for one in family.public_api()]
    return Graph(source, index, edges, roots, outside)
