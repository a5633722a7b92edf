"""What the graph says of one symbol, as evidence."""

from collections.abc import Callable

from app.domain.evidence import GraphFact
from worker.graph.graph import Graph


def graph_fact(graph: Graph, file: str, symbol: str) -> GraphFact:
    """The graph's answer about a symbol that it knows, asked now."""
    reach = graph.reach(file, symbol)
    return GraphFact(file=file, symbol=symbol, state=reach.state, referrers=reach.referrers, roots=reach.roots)


def fact_query(graph: Graph) -> Callable[[str, str], GraphFact | None]:
    """The same as a question that answers None for a symbol that the graph does not know."""

    def ask(file: str, symbol: str) -> GraphFact | None:
        return None if graph.index.find(file, symbol) is None else graph_fact(graph, file, symbol)

    return ask
