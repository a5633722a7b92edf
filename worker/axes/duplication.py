"""Duplication: the same function twice, proven by its leaves. What only does the same is for a reviewer."""

import hashlib
from typing import Literal

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Similarity
from app.domain.finding import Certainty, Claim, Origin, Related, Suggestion
from worker.axes.quoting import Lines
from worker.graph.graph import Graph
from worker.graph.tested import tested
from worker.index.clones import Clones, Member, clones
from worker.index.survivor import Standing, ranked
from worker.source.facts import Source

RULE = "duplication."
CONFIDENCE = 0.97
_LARGE = 80
"""Leaves from which on two copies are worth an issue; three are from half of it on."""
_NAMED = 6
"""Copies that are named in the message, and quoted."""
_MOST = 200
"""Copies that are listed: thousands of them were made by a machine that does not say so."""


def prove(source: Source, graph: Graph) -> list[Claim]:
    """Return one claim per group of copies: rules `duplication.exact` and `duplication.renamed`."""
    lines = Lines(source)
    groups = clones(source)
    run = tested(graph) if groups else frozenset()
    return [_claim(lines, group, ranked(graph, group.members, run)) for group in groups]


def _claim(lines: Lines, group: Clones, standing: list[Standing]) -> Claim:
    keep, goes = standing[0].member, [one.member for one in standing[1:]]
    first = goes[0]
    large = first.body.size >= (_LARGE if len(goes) == 1 else _LARGE // 2)
    title = f"`{first.symbol.name}` exists already as `{keep.symbol.name}`"
    if first.symbol.name == keep.symbol.name:
        title = f"`{first.symbol.name}` is written {'twice' if len(goes) == 1 else f'{len(standing)} times'}"
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
        title=title,
        message=_message(group, standing),
        suggestion=Suggestion(description=_advice(keep, goes)),
        evidence=(
            *(lines.quote(one.file.file, one.symbol.line_start, one.symbol.line_end) for one in (keep, *goes[:_NAMED])),
            *(_similar(group, keep, one) for one in goes[:_MOST]),
        ),
        related=(_related(keep, "duplicate_of"), *(_related(one, "cluster") for one in goes[1:_MOST])),
        body_hash=hashlib.sha256(first.body.renamed.encode()).hexdigest()[:16],
    )


def _message(group: Clones, standing: list[Standing]) -> str:
    keep, goes = standing[0].member, [one.member for one in standing[1:]]
    names = [_place(one) for one in goes]
    named = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    but = "but for layout and comments" if group.kind == "exact" else "but for the names of parameters and variables"
    same_name = goes[0].symbol.qualname == keep.symbol.qualname
    return (
        f"{named} {'is' if len(goes) == 1 else 'are'} the same as {_place(keep)} {but}: {keep.body.size} words and signs. "
        f"{'The latter' if same_name else f'`{keep.symbol.qualname}`'} should stay: {standing[0].says()}."
    )


def _advice(keep: Member, goes: list[Member]) -> str:
    elsewhere = "the other places" if goes[1:] else "the other place"
    apart = any(one.file.file.split("/")[:2] != keep.file.file.split("/")[:2] for one in goes)
    unless = "; where that cannot reach it, move it to what both can use" if apart else ""
    return f"Keep `{keep.symbol.qualname}` in `{keep.file.file}` and use it in {elsewhere}{unless}."


def _place(member: Member) -> str:
    return f"`{member.symbol.qualname}` ({member.file.file}:{member.symbol.name_line})"


def _related(member: Member, relation: Literal["duplicate_of", "cluster"]) -> Related:
    first, last = member.symbol.line_start, member.symbol.line_end
    return Related(file=member.file.file, symbol=member.symbol.qualname, line_start=first, line_end=last, relation=relation)


def _similar(group: Clones, keep: Member, other: Member) -> Similarity:
    return Similarity(
        clone=group.kind,
        file=other.file.file,
        symbol=other.symbol.qualname,
        line=other.symbol.name_line,
        other_file=keep.file.file,
        other_symbol=keep.symbol.qualname,
        other_line=keep.symbol.name_line,
        leaves=other.body.size,
        score=1.0,
    )
