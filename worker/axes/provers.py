"""Every static prover, by axis: each takes a repository as read and linked, and returns claims with evidence."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from app.domain.axis import Axis
from app.domain.evidence import Rule
from app.domain.finding import Claim
from app.domain.policy import Muted, is_absurd
from worker.axes import conventions, documentation, overengineering, tests, utility
from worker.graph.graph import Graph
from worker.source.facts import Language, Source
from worker.source.languages import language_of, module_of
from worker.source.module import Offer

Prover = Callable[[Source, Graph], list[Claim]]

PROVERS: dict[Axis, Prover] = {
    Axis.UTILITY: utility.prove,
    Axis.OVERENGINEERING: overengineering.prove,
    Axis.TESTS: tests.prove,
    Axis.DOCUMENTATION: documentation.prove,
    Axis.CONVENTIONS: conventions.prove,
}


@dataclass(frozen=True, slots=True)
class Proven:
    """What the provers say: claims by file and line, and the axes that fell silent for a language."""

    claims: tuple[Claim, ...]
    muted: tuple[Muted, ...]


def prove(source: Source, graph: Graph, axes: Collection[Axis]) -> Proven:
    """Return what can be claimed along `axes` without a model.

    An axis that cannot be trusted for a language is silent there (`LanguageModule.offers`), and so is one that claims too much
    to be right (`policy.is_absurd`).
    """
    kept: list[Claim] = []
    muted: list[Muted] = []
    sizes = _sizes(source)
    for axis, prover in PROVERS.items():
        if axis not in axes:
            continue
        by_language: dict[Language | None, list[Claim]] = {}
        for claim in prover(source, graph):
            language = _language(claim, source)
            if language is None or module_of(language).offers.get(axis) is Offer.PROVEN:
                by_language.setdefault(language, []).append(claim)
        for spoken, claims in by_language.items():
            if spoken is not None and is_absurd(axis, len(claims), sizes[spoken]):
                muted.append(Muted(axis, spoken, len(claims), sizes[spoken]))
            else:
                kept.extend(claims)
    return Proven(tuple(sorted(kept, key=lambda one: (one.file, one.line_start, one.rule))), tuple(muted))


def rule_query(source: Source, graph: Graph) -> Callable[[Rule], bool]:
    """Return the question whether a rule, run again now, still fires at its place. The provers run when it is first asked."""
    fired: set[tuple[str, str, str, int]] = set()
    asked: list[bool] = []

    def fires(rule: Rule) -> bool:
        if not asked:
            asked.append(True)
            for prover in PROVERS.values():
                for claim in prover(source, graph):
                    fired.update((one.tool, one.id, one.file, one.line) for one in claim.evidence if isinstance(one, Rule))
        return (rule.tool, rule.id, rule.file, rule.line) in fired

    return fires


def _language(claim: Claim, source: Source) -> Language | None:
    """The language that a claim is about; None for files of no language (a README that names what is not there)."""
    read = source.files.get(claim.file)
    return read.language if read is not None else language_of(claim.file)


def _sizes(source: Source) -> Counter[Language]:
    """How many symbols outside of tests there are, by language."""
    return Counter(read.language for read in source.files.values() if not read.is_test for _ in read.symbols)
