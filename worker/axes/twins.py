"""Twins: functions that do the same under other names. An index finds candidates, a reviewer says which could be exchanged.

Likeness is no proof: what is asked is whether one could stand in for the other. What is claimed has to survive the challenger.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Similarity
from app.domain.finding import Certainty, Claim, Origin, Related, Suggestion
from worker.axes.correction import Review
from worker.axes.quoting import Lines
from worker.graph.graph import Graph
from worker.graph.tested import tested
from worker.index.member import Member
from worker.index.survivor import Standing, ranked
from worker.llm.ask import Ask

RULE = "duplication.semantic"
_LEAST_CONFIDENCE = 0.7
_CALLERS = 4
"""Places shown of those that use a function."""
_CALLER_LINE = 300
"""Characters shown of such a place: a file may be a single line."""
_LONGEST = 200
"""Lines of a function that is shown. A longer one is more than one job, and equals no other."""


class Judgement(BaseModel):
    """What the reviewer says of one candidate."""

    model_config = ConfigDict(extra="forbid")

    candidate: int = Field(ge=1)
    interchangeable: bool
    contract: str = Field(max_length=1000)
    difference: str = Field(max_length=2000)
    confidence: float = Field(ge=0, le=1)


class TwinsAnswer(BaseModel):
    """The reviewer's answer about one function and its candidates."""

    model_config = ConfigDict(extra="forbid")

    judgements: list[Judgement]


@dataclass(frozen=True, slots=True)
class Alike:
    """A function that may do the same, with its scores: cosines in the view of code and in that of words."""

    member: Member
    code: float
    words: float
    score: float


def compare(one: Member, others: Sequence[Alike], model: str, graph: Graph, ask: Ask, *, new: bool = False) -> Review:
    """Ask which of `others` could stand in for `one`. `model` is the embedding model that found them.

    `new`: a change brings `one`, so that it is the one that goes, whatever speaks for it.

    Raises the errors of `worker.llm.errors` when nothing could be asked.
    """
    lines = Lines(graph.source)
    shown = [each for each in others if _length(each.member) <= _LONGEST]
    if _length(one) > _LONGEST or not shown:
        return Review((), {}, ())
    asked, candidates = _shown(one, lines, graph), [_shown(each.member, lines, graph) for each in shown]
    limit = ask.prompts.limits("duplication").input_chars
    while candidates and limit is not None and sum(len(each["text"]) for each in (asked, *candidates)) > limit:
        # The least alike goes first.
        candidates.pop()
    if not candidates:
        return Review((), {}, (one.symbol.qualname,))
    prompt = ask.prompts.render("duplication", one=asked, others=candidates)
    answer = ask.structured(
        prompt.tier,
        prompt,
        TwinsAnswer,
        lambda given: _problems(given, len(candidates)),
        "no hash and no likeness says whether two functions with other code can stand in for each other",
    )
    said = {each.candidate: each for each in answer.judgements}
    same = [(each, said[number]) for number, each in enumerate(shown[: len(candidates)], 1) if said[number].interchangeable]
    sure = [(each, judged) for each, judged in same if judged.confidence >= _LEAST_CONFIDENCE and judged.contract.strip()]
    dropped = Counter({"not_confirmed": len(same) - len(sure)} if len(same) > len(sure) else {})
    return Review((_claim(one, sure, model, graph, lines, new=new),) if sure else (), dict(dropped), ())


def _problems(answer: TwinsAnswer, candidates: int) -> list[str]:
    counted = Counter(each.candidate for each in answer.judgements)
    missing = [number for number in range(1, candidates + 1) if counted[number] != 1]
    problems = [f"judgements: candidate {number} is judged {counted[number]} times, not once" for number in missing]
    return problems + [f"judgements: there is no candidate {number}" for number in counted if number > candidates]


def _length(member: Member) -> int:
    return member.symbol.line_end - member.symbol.line_start + 1


def _shown(member: Member, lines: Lines, graph: Graph) -> dict[str, Any]:
    file, symbol = member.file.file, member.symbol
    callers = [place for place in graph.callers(file, symbol.qualname) if place.file != file or place.line != symbol.name_line]
    return {
        "name": symbol.qualname,
        "file": file,
        "line": symbol.line_start,
        "text": lines.quote(file, symbol.line_start, symbol.line_end).text,
        "callers": [
            {"where": f"{place.file}:{place.line}", "text": place.text.strip()[:_CALLER_LINE]} for place in callers[:_CALLERS]
        ],
    }


def _claim(
    one: Member, twins: Sequence[tuple[Alike, Judgement]], model: str, graph: Graph, lines: Lines, *, new: bool
) -> Claim:
    """Make one claim of a function and all its twins, about the one that has least to say for itself, or that is new."""
    standing = ranked(graph, [one, *(each.member for each, _ in twins)], tested(graph))
    if new:
        fresh = next(each for each in standing if each.member is one)
        old = [each for each in standing if each is not fresh]
        standing = [old[0], fresh, *old[1:]]
    keep, goes = standing[0].member, [each.member for each in standing[1:]]
    first = goes[0]
    contract = " ".join(twins[0][1].contract.split())
    adapt = next((" ".join(judged.difference.split()) for _, judged in twins if judged.difference.strip()), "")
    return Claim(
        axis=Axis.DUPLICATION,
        rule=RULE,
        verdict=Verdict.DUPLICATE,
        severity=Severity.MEDIUM if len(goes) > 1 else Severity.LOW,
        confidence=min(judged.confidence for _, judged in twins),
        certainty=Certainty.LIKELY,
        origin=Origin.REVIEWER,
        file=first.file.file,
        symbol=first.symbol.qualname,
        line_start=first.symbol.line_start,
        line_end=first.symbol.line_end,
        title=f"`{first.symbol.name}` does what `{keep.symbol.name}` does" + (" already" if new else ""),
        message=_message(standing, contract),
        suggestion=Suggestion(
            description=f"Keep `{keep.symbol.qualname}` in `{keep.file.file}` and call it instead. {adapt}".strip()
        ),
        evidence=(
            *(lines.quote(each.file.file, each.symbol.line_start, each.symbol.line_end) for each in (keep, *goes)),
            *(_similar(one, each, model) for each, _ in twins),
        ),
        related=(_related(keep, "duplicate_of"), *(_related(each, "cluster") for each in goes[1:])),
        body_hash=hashlib.sha256("\n".join(sorted(each.body.renamed for each in (keep, *goes))).encode()).hexdigest()[:16],
    )


def _message(standing: Sequence[Standing], contract: str) -> str:
    keep, goes = standing[0], standing[1:]
    listed = ", ".join(f"`{one.member.symbol.qualname}` ({one.member.file.file}:{one.member.symbol.name_line})" for one in goes)
    place = f"`{keep.member.symbol.qualname}` ({keep.member.file.file}:{keep.member.symbol.name_line})"
    times = "" if len(goes) == 1 else f" It is solved {len(standing)} times in different ways."
    return f"{listed} could be exchanged for {place}: {contract}{times} The latter should stay: {keep.says()}."


def _related(member: Member, relation: Any) -> Related:
    first, last = member.symbol.line_start, member.symbol.line_end
    return Related(file=member.file.file, symbol=member.symbol.qualname, line_start=first, line_end=last, relation=relation)


def _similar(one: Member, other: Alike, model: str) -> Similarity:
    return Similarity(
        clone="semantic",
        file=one.file.file,
        symbol=one.symbol.qualname,
        line=one.symbol.name_line,
        other_file=other.member.file.file,
        other_symbol=other.member.symbol.qualname,
        other_line=other.member.symbol.name_line,
        leaves=one.body.size,
        score=other.score,
        code_score=other.code,
        words_score=other.words,
        model=model,
    )
