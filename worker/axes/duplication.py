"""Duplication: the same function twice, proven by its leaves. What only does the same is for a reviewer."""

from collections import Counter

from app.domain.axis import Severity
from app.domain.evidence import Similarity
from app.domain.finding import Claim
from worker.axes.copies import claim_of, place, related
from worker.axes.edited import inline_claims, near_claims
from worker.axes.quoting import Lines
from worker.graph.graph import Graph
from worker.graph.tested import tested
from worker.index.clones import Clones, by_files, clones
from worker.index.code import Codes
from worker.index.inline import inlines
from worker.index.member import Member
from worker.index.near import near
from worker.index.survivor import Standing, ranked
from worker.source.facts import Source

RULE = "duplication."
_LARGE = 80
"""Leaves from which on two copies are worth an issue; three are from half of it on."""
_NAMED = 6
"""Copies that are named in the message, and quoted."""
_MOST = 200
"""Copies that are listed: thousands of them were made by a machine that does not say so."""


def prove(source: Source, graph: Graph) -> list[Claim]:
    """Return one claim per group of copies, or of all copies in the same files.

    The rules are `duplication.exact`, `duplication.renamed`, `duplication.files`, `duplication.near` and `duplication.inline`.
    """
    lines = Lines(source)
    groups = clones(source)
    run = tested(graph)
    claims = []
    told: list[list[Member]] = []
    for together in by_files(groups):
        standing = [(group, ranked(graph, group.members, run)) for group in together]
        claims.append(_claim(lines, *standing[0]) if len(standing) == 1 else _claim_of_files(lines, standing))
        told += [[one.member for one in ranking] for _, ranking in standing]
    codes = Codes(source)
    pairs = near(source, codes, told)
    claims += near_claims(lines, pairs, told, lambda members: ranked(graph, members, run))
    return claims + inline_claims(lines, inlines(source, codes, told), pairs)


def _claim(lines: Lines, group: Clones, standing: list[Standing]) -> Claim:
    keep, goes = standing[0].member, [one.member for one in standing[1:]]
    first = goes[0]
    large = first.body.size >= (_LARGE if len(goes) == 1 else _LARGE // 2)
    title = f"`{first.symbol.name}` exists already as `{keep.symbol.name}`"
    if first.symbol.name == keep.symbol.name:
        title = f"`{first.symbol.name}` is written {'twice' if len(goes) == 1 else f'{len(standing)} times'}"
    return claim_of(
        rule=f"{RULE}{group.kind}",
        severity=Severity.MEDIUM if large else Severity.LOW,
        first=first,
        title=title,
        message=_message(group, standing),
        advice=_advice(keep, goes),
        evidence=(
            *(lines.quote(one.file.file, one.symbol.line_start, one.symbol.line_end) for one in (keep, *goes[:_NAMED])),
            *(_similar(group, keep, one) for one in goes[:_MOST]),
        ),
        related=(related(keep, "duplicate_of"), *(related(one, "cluster") for one in goes[1:_MOST])),
        hashes=[first.body.renamed],
    )


def _claim_of_files(lines: Lines, standing: list[tuple[Clones, list[Standing]]]) -> Claim:
    """Several functions of the same files: one finding, about the file that has least to say for itself."""
    users: Counter[str] = Counter()
    for _, ranking in standing:
        for one in ranking:
            users[one.member.file.file] += one.users
    stays, *others = sorted(users, key=lambda file: (-users[file], file.count("/"), file))
    pairs = [(group, *_in_files(ranking, stays)) for group, ranking in standing]
    first = min((goes[0] for _, _, goes in pairs), key=lambda one: (one.file.file, one.symbol.line_start))
    named = ", ".join(f"`{keep.symbol.qualname}`" for _, keep, _ in pairs[:_NAMED])
    more = f" and {len(pairs) - _NAMED} more" if len(pairs) > _NAMED else ""
    elsewhere = ", ".join(f"`{file}`" for file in others)
    why = f" `{stays}` is referred to most." if users[stays] > max(users[file] for file in others) else ""
    return claim_of(
        rule=f"{RULE}files",
        severity=Severity.MEDIUM,
        first=first,
        title=f"{len(pairs)} functions of `{stays}` stand in {elsewhere} as well",
        message=f"{named}{more} of `{stays}` have copies in {elsewhere}: the files were copied.{why}",
        advice=f"Keep what they share in one place, such as `{stays}`, and use it from there.",
        evidence=(
            *(lines.quote(one.file.file, one.symbol.line_start, one.symbol.line_end)
              for _, keep, goes in pairs[:1] for one in (keep, *goes[:_NAMED])),
            *[_similar(group, keep, one) for group, keep, goes in pairs for one in goes][:_MOST],
        ),
        related=(
            *(related(keep, "duplicate_of") for _, keep, _ in pairs),
            *(related(one, "cluster") for _, _, goes in pairs for one in goes if one is not first),
        )[:_MOST],
        hashes=sorted(group.members[0].body.renamed for group, _, _ in pairs),
    )  # fmt: skip


def _in_files(ranking: list[Standing], stays: str) -> tuple[Member, list[Member]]:
    """Return the member in the file that stays, and the others."""
    members = [one.member for one in ranking]
    keep = next(member for member in members if member.file.file == stays)
    return keep, [member for member in members if member is not keep]


def _message(group: Clones, standing: list[Standing]) -> str:
    keep, goes = standing[0].member, [one.member for one in standing[1:]]
    names = [place(one) for one in goes]
    named = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    but = "but for layout and comments" if group.kind == "exact" else "but for the names of parameters and variables"
    same_name = goes[0].symbol.qualname == keep.symbol.qualname
    return (
        f"{named} {'is' if len(goes) == 1 else 'are'} the same as {place(keep)} {but}: {keep.body.size} words and signs. "
        f"{'The latter' if same_name else f'`{keep.symbol.qualname}`'} should stay: {standing[0].says()}."
    )


def _advice(keep: Member, goes: list[Member]) -> str:
    elsewhere = "the other places" if goes[1:] else "the other place"
    apart = any(one.file.file.split("/")[:2] != keep.file.file.split("/")[:2] for one in goes)
    unless = "; where that cannot reach it, move it to what both can use" if apart else ""
    return f"Keep `{keep.symbol.qualname}` in `{keep.file.file}` and use it in {elsewhere}{unless}."


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
