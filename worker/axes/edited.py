"""Claims about edited copies, and about helpers that are written out."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from app.domain.axis import Severity
from app.domain.evidence import Similarity
from app.domain.finding import Claim
from worker.axes.copies import claim_of, place, related
from worker.axes.quoting import Lines
from worker.index.differences import Change, Difference
from worker.index.differences import Lines as LineRange
from worker.index.inline import Inline
from worker.index.member import Member
from worker.index.near import Near, in_order
from worker.index.survivor import Standing

NEAR, INLINE = "duplication.near", "duplication.inline"
CONFIDENCE = 0.9
_LARGE = 160
"""Leaves from which on an edited copy is worth an issue."""
_NAMED = 6
_MORE = {
    Change.GUARD: "check and leave first",
    Change.LOG: "write to a log",
    Change.STEP: "do more",
}
_OTHER = {
    Change.TEXT: "a message has other words",
    Change.FIELDS: "other fields are used",
    Change.TYPES: "other types are used",
    Change.CONSTANT: "a constant of the file is another",
    Change.CALL: "a copy of the same helper is called",
    Change.PARAMETER: "one takes from its caller what the other has fixed",
    Change.CONDITION: "a check has one more alternative",
}
Ranking = Callable[[Sequence[Member]], list[Standing]]


def near_claims(lines: Lines, pairs: Sequence[Near], told: Sequence[Sequence[Member]], ranking: Ranking) -> list[Claim]:
    """Return one claim for the edited copies of one function.

    What is told as an exact copy already is not told again: it is only what others are compared with.
    """
    fixed = {in_order(group[0]) for group in told}
    between = {frozenset((in_order(pair.one), in_order(pair.other))): pair for pair in pairs}
    claims = []
    for members in _connected(pairs):
        while len(members) > 1:
            standing = ranking(members)
            keep = next((one for one in standing if in_order(one.member) in fixed), standing[0])
            alike = [
                (one.member, pair)
                for one in standing
                if in_order(one.member) not in fixed
                and (pair := between.get(frozenset((in_order(keep.member), in_order(one.member)))))
                and one is not keep
            ]
            if alike:
                claims.append(_near_claim(lines, keep, alike))
            gone = {in_order(keep.member), *(in_order(member) for member, _ in alike)}
            members = [member for member in members if in_order(member) not in gone]
    return claims


def _connected(pairs: Sequence[Near]) -> list[list[Member]]:
    """Return the functions that hang together by pairs."""
    partners: dict[tuple[str, str, int], list[Member]] = defaultdict(list)
    for pair in pairs:
        partners[in_order(pair.one)].append(pair.other)
        partners[in_order(pair.other)].append(pair.one)
    found: list[list[Member]] = []
    seen: set[tuple[str, str, int]] = set()
    for pair in pairs:
        waiting, members = [pair.one], []
        while waiting:
            member = waiting.pop()
            if in_order(member) not in seen:
                seen.add(in_order(member))
                members.append(member)
                waiting += partners[in_order(member)]
        if members:
            found.append(sorted(members, key=in_order))
    return found


def _near_claim(lines: Lines, keep: Standing, alike: Sequence[tuple[Member, Near]]) -> Claim:
    stays, goes = keep.member, [member for member, _ in alike]
    first = goes[0]
    large = first.body.size >= (_LARGE if len(goes) == 1 else _LARGE // 2)
    told = " ".join(_sentence(stays, member, pair) for member, pair in alike[:_NAMED])
    more = f" So are {len(goes) - _NAMED} more." if len(goes) > _NAMED else ""
    title = f"`{first.symbol.name}` is an edited copy of `{stays.symbol.name}`"
    if first.symbol.name == stays.symbol.name:
        often = "twice" if len(goes) == 1 else f"{len(goes) + 1} times"
        title = f"`{first.symbol.name}` is written {often}, with small differences"
    return claim_of(
        rule=NEAR,
        severity=Severity.MEDIUM if large else Severity.LOW,
        first=first,
        title=title,
        message=f"{told}{more} `{stays.symbol.qualname}` should stay: {keep.says()}.",
        advice=f"Keep `{stays.symbol.qualname}` in `{stays.file.file}`, give it what differs as a parameter where that is "
        f"wanted, and use it in the other place{'s' if goes[1:] else ''}.",
        evidence=(
            *(lines.quote(one.file.file, one.symbol.line_start, one.symbol.line_end) for one in (stays, *goes[:_NAMED])),
            *(_similar(stays, member, pair) for member, pair in alike),
        ),
        related=(related(stays, "duplicate_of"), *(related(one, "cluster") for one in goes[1:])),
        hashes=[NEAR, first.body.renamed],
        confidence=CONFIDENCE,
    )


def _similar(stays: Member, member: Member, pair: Near) -> Similarity:
    return Similarity(
        clone="near",
        file=member.file.file,
        symbol=member.symbol.qualname,
        line=member.symbol.name_line,
        other_file=stays.file.file,
        other_symbol=stays.symbol.qualname,
        other_line=stays.symbol.name_line,
        leaves=pair.likeness.common,
        score=pair.likeness.score,
    )


def _sentence(stays: Member, member: Member, pair: Near) -> str:
    """Say of one copy how it differs."""
    mine = pair.one is member
    differences = [one if mine else Difference(one.change, one.other, one.one) for one in pair.likeness.differences]
    alike = f"{place(member)} does what {place(stays)} does: {pair.likeness.score:.0%} of their words and signs are the same."
    parts = [
        *_more(differences, f"of `{member.symbol.qualname}`", mine=True),
        *_more(differences, f"of `{stays.symbol.qualname}`", mine=False),
        *_others(differences),
    ]
    if not parts:
        return f"{alike} Their bodies are the same."
    return f"{alike} What differs: {'; '.join(parts)}."


def _more(differences: Sequence[Difference], whose: str, *, mine: bool) -> list[str]:
    said = []
    for change, words in _MORE.items():
        found = [one.one if mine else one.other for one in differences if one.change is change]
        ranges = [each for each in found if each is not None]
        if ranges:
            one_line = len(ranges) == 1 and ranges[0][0] == ranges[0][1]
            said.append(f"{_lines(ranges)} {whose} {_singular(words) if one_line else words}")
    return said


def _singular(words: str) -> str:
    return {"check and leave first": "checks and leaves first", "write to a log": "writes to a log", "do more": "does more"}[
        words
    ]


def _others(differences: Sequence[Difference]) -> list[str]:
    said = []
    for change, words in _OTHER.items():
        ranges = [one.one for one in differences if one.change is change and one.one is not None]
        if ranges:
            said.append(f"{words} ({_lines(ranges)})")
    return said


def _lines(ranges: Sequence[LineRange]) -> str:
    told = [f"{first}" if first == last else f"{first}-{last}" for first, last in sorted(set(ranges))]
    named = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"line{'s' if len(told) > 1 or '-' in named else ''} {named}"


def inline_claims(lines: Lines, found: Sequence[Inline], pairs: Sequence[Near]) -> list[Claim]:
    """Return one claim for each function in which a helper is written out."""
    near = {frozenset((in_order(pair.one), in_order(pair.other))) for pair in pairs}
    return [_inline_claim(lines, one) for one in found if frozenset((in_order(one.helper), in_order(one.within))) not in near]


def _inline_claim(lines: Lines, found: Inline) -> Claim:
    helper, within = found.helper, found.within
    return claim_of(
        rule=INLINE,
        severity=Severity.LOW,
        first=within,
        title=f"`{within.symbol.name}` writes out what `{helper.symbol.name}` does",
        message=f"Lines {found.first}-{found.last} of {place(within)} are what {place(helper)} does, but for names and what "
        f"it is given: all {found.common} words and signs of its body stand there.",
        advice=f"Call `{helper.symbol.qualname}` of `{helper.file.file}` in lines {found.first}-{found.last} instead.",
        evidence=(
            lines.quote(helper.file.file, helper.symbol.line_start, helper.symbol.line_end),
            lines.quote(within.file.file, found.first, found.last),
            Similarity(
                clone="inline",
                file=within.file.file,
                symbol=within.symbol.qualname,
                line=within.symbol.name_line,
                other_file=helper.file.file,
                other_symbol=helper.symbol.qualname,
                other_line=helper.symbol.name_line,
                lines=(found.first, found.last),
                leaves=found.common,
                score=1.0,
            ),
        ),
        related=(related(helper, "duplicate_of"),),
        hashes=[INLINE, helper.body.renamed],
        lines=(found.first, found.last),
        confidence=CONFIDENCE,
    )
