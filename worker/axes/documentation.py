"""Documentation: what it promises and is not so, and what it leaves out. Whether a page is a good one is for a reviewer."""

from app.domain.finding import Claim
from worker.axes import documented_commands, documented_files, documented_parameters, documented_symbols, undocumented
from worker.axes.quoting import Lines
from worker.graph.graph import Graph
from worker.source.facts import Source


def prove(source: Source, graph: Graph) -> list[Claim]:
    """Return the claims of all rules of the axis, see the modules."""
    lines = Lines(source)
    return [
        *documented_parameters.prove(source),
        *documented_files.prove(source),
        *documented_commands.prove(source, lines),
        *documented_symbols.prove(source, lines),
        *undocumented.prove(source, graph),
    ]
