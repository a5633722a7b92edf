"""The correction axis without a model: code that cannot mean what it says, or that fails whenever it runs."""

from app.domain.axis import Axis
from worker.axes.linting import defects, rule
from worker.axes.looked import Looked
from worker.axes.patterns.engine import told_of
from worker.axes.patterns.rule import distinct
from worker.graph.graph import Graph
from worker.source.facts import Source


def prove(source: Source, graph: Graph) -> Looked:
    """Return one claim per defect: our patterns for every language, and ruff's rules for Python."""
    linted = rule.look(source, graph, defects.RULES)
    return Looked(distinct([*told_of(Axis.CORRECTION, source, graph), *linted.claims]), linted.left_out)
