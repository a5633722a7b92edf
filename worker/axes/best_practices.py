"""The best practices axis: what works today and opens a door, hides an error or stops the program tomorrow."""

from app.domain.axis import Axis
from worker.axes import cycles
from worker.axes.linting import practices, rule
from worker.axes.looked import Looked
from worker.axes.patterns.engine import told_of
from worker.axes.patterns.rule import distinct
from worker.graph.graph import Graph
from worker.source.facts import Source


def prove(source: Source, graph: Graph) -> Looked:
    """Return one claim per risky place: our patterns for every language, ruff's rules for Python, and circles of imports."""
    linted = rule.look(source, graph, practices.RULES)
    ours = [*told_of(Axis.BEST_PRACTICES, source, graph), *cycles.prove(source, graph)]
    return Looked(distinct([*ours, *linted.claims]), linted.left_out)
