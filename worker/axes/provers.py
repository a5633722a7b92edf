"""Every static prover, by axis: each takes a repository as read and linked, and returns claims with evidence."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

from app.domain.axis import Axis
from app.domain.evidence import Rule
from app.domain.finding import Claim
from app.domain.policy import PER_FILE, Muted, is_absurd
from worker.axes import (
    best_practices,
    conventions,
    defects,
    documentation,
    duplication,
    local_names,
    overengineering,
    tests,
    utility,
)
from worker.axes.looked import Looked
from worker.graph.graph import Graph
from worker.source.facts import Language, Skipped, Source
from worker.source.languages import language_of, offers

Prover = Callable[[Source, Graph], list[Claim] | Looked]


def _utility(source: Source, graph: Graph) -> list[Claim]:
    return [*utility.prove(source, graph), *local_names.prove(source)]


PROVERS: dict[Axis, Prover] = {
    Axis.UTILITY: _utility,
    Axis.DUPLICATION: duplication.prove,
    Axis.CORRECTION: defects.prove,
    Axis.OVERENGINEERING: overengineering.prove,
    Axis.BEST_PRACTICES: best_practices.prove,
    Axis.TESTS: tests.prove,
    Axis.DOCUMENTATION: documentation.prove,
    Axis.CONVENTIONS: conventions.prove,
}


@dataclass(frozen=True, slots=True)
class Proven:
    """What the provers say: claims by file and line, the axes that fell silent for a language, and files not looked at."""

    claims: tuple[Claim, ...]
    muted: tuple[Muted, ...]
    left_out: tuple[Skipped, ...] = ()
    """Files that a program which a prover asks did not get through, once each."""


def prove(source: Source, graph: Graph, axes: Collection[Axis]) -> Proven:
    """Return what can be claimed along `axes` without a model.

    An axis that cannot be trusted for a language is silent there (`LanguageModule.offers`), and so is one that claims too much
    to be right (`policy.is_absurd`).
    """
    kept: list[Claim] = []
    muted: list[Muted] = []
    left_out: dict[str, Skipped] = {}
    sizes = _sizes(source)
    for axis, prover in PROVERS.items():
        if axis not in axes:
            continue
        by_language: dict[Language | None, list[Claim]] = {}
        looked = _looked(prover, source, graph)
        left_out |= {each.file: each for each in looked.left_out}
        for claim in looked.claims:
            language = _language(claim, source)
            if language is None or offers(language)[axis].proven:
                by_language.setdefault(language, []).append(claim)
        for spoken, claims in by_language.items():
            counted = sum(claim.rule not in PER_FILE for claim in claims)
            if spoken is not None and is_absurd(axis, counted, sizes[spoken]):
                muted.append(Muted(axis, spoken, counted, sizes[spoken]))
            else:
                kept.extend(claims)
    in_order = tuple(sorted(kept, key=lambda one: (one.file, one.line_start, one.rule)))
    return Proven(in_order, tuple(muted), tuple(left_out.values()))


class Again:
    """What the provers say now, whatever the policy makes of it. They run when somebody first asks."""

    def __init__(self, source: Source, graph: Graph) -> None:
        self._source, self._graph = source, graph

    @cached_property
    def claims(self) -> dict[str, list[Claim]]:
        """Every claim by its fingerprint: the same symbol with the same body can stand in several files."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for prover in PROVERS.values():
            for claim in _looked(prover, self._source, self._graph).claims:
                found[claim.fingerprint].append(claim)
        return found

    @cached_property
    def _fired(self) -> set[tuple[str, str, str, int]]:
        claims = (claim for alike in self.claims.values() for claim in alike)
        every = (one for claim in claims for one in claim.evidence if isinstance(one, Rule))
        return {(one.tool, one.id, one.file, one.line) for one in every}

    def fires(self, rule: Rule) -> bool:
        """Whether a rule, run again now, still fires at its place."""
        return (rule.tool, rule.id, rule.file, rule.line) in self._fired


def _looked(prover: Prover, source: Source, graph: Graph) -> Looked:
    found = prover(source, graph)
    return found if isinstance(found, Looked) else Looked(found, [])


def _language(claim: Claim, source: Source) -> Language | None:
    """The language that a claim is about; None for files of no language (a README that names what is not there)."""
    read = source.files.get(claim.file)
    return read.language if read is not None else language_of(claim.file)


def _sizes(source: Source) -> Counter[Language]:
    """How many symbols outside of tests there are, by language."""
    return Counter(read.language for read in source.files.values() if not read.is_test for _ in read.symbols)
