"""Documentation: what it promises and is not so, and what it leaves out. Whether a page is a good one is for a reviewer."""

from app.domain.finding import Claim
from worker.axes import documented_files, documented_parameters, undocumented
from worker.graph.graph import Graph
from worker.source.facts import Source


def prove(source: Source, graph: Graph) -> list[Claim]:
    """Return claims of the rules `documentation.unknown-parameter`, `.missing-file` and `.undocumented`."""
    return [*documented_parameters.prove(source), *documented_files.prove(source), *undocumented.prove(source, graph)]
