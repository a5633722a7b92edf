"""Overengineering: machinery for cases that do not exist. Proven from all the places that could need it."""

from app.domain.finding import Claim
from worker.axes import abstractions, factories, generics, interfaces, unread_parameters
from worker.axes.quoting import Lines
from worker.axes.trees import Trees
from worker.graph.graph import Graph
from worker.source.facts import Source


def prove(source: Source, graph: Graph) -> list[Claim]:
    """Return claims of `overengineering`, by whatever could need what is there."""
    lines, trees = Lines(source), Trees(source)
    return [
        *unread_parameters.prove(source, graph, lines),
        *abstractions.prove(source, graph, lines),
        *factories.prove(source, graph, lines, trees),
        *interfaces.prove(source, graph, lines),
        *generics.prove(source, graph, lines, trees),
    ]
