"""Every static prover, by axis: each takes a repository as read and linked, and returns claims with evidence."""

from collections.abc import Callable, Collection

from app.domain.axis import Axis
from app.domain.finding import Claim
from worker.axes import local_names, utility
from worker.graph.graph import Graph
from worker.source.facts import Source
from worker.source.languages import language_of, module_of
from worker.source.module import Offer

Prover = Callable[[Source, Graph], list[Claim]]


def _utility(source: Source, graph: Graph) -> list[Claim]:
    return [*utility.prove(source, graph), *local_names.prove(source)]


PROVERS: dict[Axis, Prover] = {
    Axis.UTILITY: _utility,
}


def prove(source: Source, graph: Graph, axes: Collection[Axis]) -> list[Claim]:
    """Return what can be claimed along `axes` without a model, by file and line.

    An axis that cannot be trusted for a language is silent there: see `LanguageModule.offers`.
    """
    claims = [claim for axis, prover in PROVERS.items() if axis in axes for claim in prover(source, graph)]
    return sorted((claim for claim in claims if _trusted(claim)), key=lambda one: (one.file, one.line_start, one.rule))


def _trusted(claim: Claim) -> bool:
    language = language_of(claim.file)
    # A file of no language (a README that names what is not there) has no row in the table.
    return language is None or module_of(language).offers.get(claim.axis) is Offer.PROVEN
