"""Duplication: the same function twice, proven by its leaves. What only does the same is for a reviewer."""

import hashlib

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Similarity
from app.domain.finding import Certainty, Claim, Origin, Related, Suggestion
from worker.axes.quoting import Lines
from worker.graph.graph import Graph
from worker.graph.tested import tested
from worker.index.clones import Clones, clones
from worker.index.survivor import Standing, ranked
from worker.source.facts import Source

RULE = "duplication."
CONFIDENCE = 0.97
_LARGE = 80
"""Leaves from which on two copies are worth an issue; three are from half of it on."""
_NAMED = 6


def prove(source: Source, graph: Graph) -> list[Claim]:
    """Return one claim per group of copies: rules `duplication.exact` and `duplication.renamed`."""
    lines = Lines(source)
    groups = clones(source)
    run = tested(graph) if groups else frozenset()
    return [_claim(lines, group, ranked(graph, group.members, run)) for group in groups]


def _claim(lines: Lines, group: Clones, standing: list[Standing]) -> Claim:
    stays, goes = standing[0], standing[1:]
    first = goes[0].member
    keep = stays.member
    large = first.body.size >= (_LARGE if len(goes) == 1 else _LARGE // 2)
    names = [f"`{one.member.symbol.qualname}` ({one.member.file.file}:{one.member.symbol.name_line})" for one in goes]
    named = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    but = "but for layout and comments" if group.kind == "exact" else "but for the names of parameters and variables"
    elsewhere = "the other places" if goes[1:] else "the other place"
    count = "twice" if not goes[1:] else f"{len(standing)} times"
    message = (
        f"{named} {'is' if len(goes) == 1 else 'are'} the same as `{keep.symbol.qualname}` "
        f"({keep.file.file}:{keep.symbol.name_line}) {but}: {first.body.size} words and signs. "
        f"`{keep.symbol.qualname}` should stay: {stays.says()}."
    )
    return Claim(
        axis=Axis.DUPLICATION,
        rule=f"{RULE}{group.kind}",
        verdict=Verdict.DUPLICATE,
        severity=Severity.MEDIUM if large else Severity.LOW,
        confidence=CONFIDENCE,
        certainty=Certainty.PROVEN,
        origin=Origin.PROVER,
        file=first.file.file,
        symbol=first.symbol.qualname,
        line_start=first.symbol.line_start,
        line_end=first.symbol.line_end,
        title=f"`{first.symbol.name}` exists already as `{keep.symbol.name}`"
        if first.symbol.name != keep.symbol.name
        else f"`{first.symbol.name}` is written {count}",
        message=message,
        suggestion=Suggestion(description=f"Keep `{keep.symbol.qualname}` in {keep.file.file} and use it in {elsewhere}."),
        evidence=(
            *(lines.quote(one.member.file.file, one.member.symbol.line_start, one.member.symbol.line_end) for one in standing),
            *(_similar(group, keep=stays, other=one) for one in goes),
        ),
        related=(
            Related(
                file=keep.file.file, symbol=keep.symbol.qualname,
                line_start=keep.symbol.line_start, line_end=keep.symbol.line_end, relation="duplicate_of",
            ),
            *(
                Related(
                    file=one.member.file.file, symbol=one.member.symbol.qualname,
                    line_start=one.member.symbol.line_start, line_end=one.member.symbol.line_end, relation="cluster",
                )
                for one in goes[1:]
            ),
        ),
        body_hash=hashlib.sha256(first.body.renamed.encode()).hexdigest()[:16],
    )  # fmt: skip


def _similar(group: Clones, keep: Standing, other: Standing) -> Similarity:
    one, two = other.member, keep.member
    return Similarity(
        clone=group.kind,
        file=one.file.file,
        symbol=one.symbol.qualname,
        line=one.symbol.name_line,
        other_file=two.file.file,
        other_symbol=two.symbol.qualname,
        other_line=two.symbol.name_line,
        leaves=one.body.size,
        score=1.0,
    )
