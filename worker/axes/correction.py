"""The correction axis: defects in code. There is no static proof of it; two passes of a reviewer make the claims.

The haiku tier looks for candidates. The opus tier looks again at each one whose publication would be costly if wrong (see
`high_stakes`) and drops what it does not confirm. With one tier set, that one does both passes: the second look is a
request of its own and has not seen the first one's reasoning. Every claim that remains still has to survive the challenger.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Quote
from app.domain.finding import Certainty, Claim, Origin, Suggestion
from worker.axes.context import FileContext, Window, windows
from worker.axes.locate import Missing, locate
from worker.llm.ask import Ask
from worker.llm.errors import AnswerInvalid, AnswerRefused, RequestTooLarge

SMALLEST_WINDOW = 4_000
"""Characters: a model whose window is smaller than a prompt with this much code reviews nothing."""


class Kind(StrEnum):
    """What is wrong; the rule of the claim is `correction.<kind>`."""

    LOGIC = "logic"
    BOUNDARY = "boundary"
    NULL = "null"
    ERROR_HANDLING = "error-handling"
    RESOURCE = "resource"
    CONCURRENCY = "concurrency"
    API_MISUSE = "api-misuse"
    SECURITY = "security"


class Candidate(BaseModel):
    """One defect as the reviewer words it."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    verdict: Literal["NEEDS_FIX", "ERROR"]
    severity: Severity
    confidence: float = Field(ge=0, le=1)
    symbol: str | None
    quote: str = Field(min_length=3, max_length=2000)
    title: str = Field(min_length=3, max_length=200)
    message: str = Field(min_length=3, max_length=2000)
    suggestion: str = Field(max_length=1000)


class CorrectionAnswer(BaseModel):
    """The reviewer's answer for one window of a file."""

    model_config = ConfigDict(extra="forbid")

    defects: list[Candidate]


class Confirmation(BaseModel):
    """The second look at one candidate."""

    model_config = ConfigDict(extra="forbid")

    confirmed: bool
    severity: Severity
    confidence: float = Field(ge=0, le=1)
    reasoning: str


@dataclass(frozen=True, slots=True)
class Review:
    """What came of a file: claims, what was dropped by reason, and symbols that no window could hold."""

    claims: tuple[Claim, ...]
    dropped: dict[str, int]
    """misquoted, not_confirmed, confirmation_failed, same_defect."""
    not_reviewed: tuple[str, ...]


def high_stakes(candidate: Candidate) -> bool:
    """Whether a candidate gets a second look: severe ones, errors in normal use, and anything about security."""
    return candidate.severity is Severity.HIGH or candidate.verdict == "ERROR" or candidate.kind is Kind.SECURITY


def review(context: FileContext, ask: Ask) -> Review:
    """Review one file. Raises the errors of `worker.llm.errors` when it could not be reviewed as a whole."""
    dropped: Counter[str] = Counter()
    claims: list[Claim] = []
    not_reviewed: list[str] = []
    most = ask.prompts.limits("correction").input_chars or SMALLEST_WINDOW
    _review_at(context, ask, most, claims, dropped, not_reviewed)
    return Review(_distinct(claims, dropped), dict(dropped), tuple(not_reviewed))


def _review_at(
    context: FileContext, ask: Ask, most: int, claims: list[Claim], dropped: Counter[str], not_reviewed: list[str]
) -> None:
    """Review in windows of `most` characters; smaller ones when the model says that its own window is smaller."""
    cut, too_large = windows(context, most)
    found: list[Claim] = []
    lost: Counter[str] = Counter()
    try:
        for window in cut:
            found += _review_window(context, window, ask, lost)
    except RequestTooLarge:
        if most // 2 < SMALLEST_WINDOW:
            raise
        _review_at(context, ask, most // 2, claims, dropped, not_reviewed)
        return
    claims += found
    dropped.update(lost)
    not_reviewed += too_large


def _review_window(context: FileContext, window: Window, ask: Ask, dropped: Counter[str]) -> list[Claim]:
    shared = shared_values(context, window)
    prompt = ask.prompts.render("correction", shared)

    def problems(answer: CorrectionAnswer) -> list[str]:
        placed = ((number, _place(context, window, each)) for number, each in enumerate(answer.defects))
        return [f"defects.{number}: {place.problem}" for number, place in placed if isinstance(place, Missing)]

    try:
        answer = ask.structured(
            prompt.tier, prompt, CorrectionAnswer, problems, "no static rule can tell whether code does what it should"
        )
    except AnswerInvalid as invalid:
        if not isinstance(invalid.answer, CorrectionAnswer):
            raise
        answer = invalid.answer
    claims = []
    for candidate in answer.defects:
        place = _place(context, window, candidate)
        if isinstance(place, Missing):
            dropped["misquoted"] += 1
        elif claim := _confirmed(context, shared, candidate, place, ask, dropped):
            claims.append(claim)
    return claims


def shared_values(context: FileContext, window: Window) -> dict[str, Any]:
    """The values of the prompt part that all questions about a window of a file share."""
    return {
        "file": context.file,
        "lines": len(context.lines),
        "line_start": window.line_start,
        "line_end": window.line_end,
        "header": window.header,
        "text": window.text,
        "symbols": context.symbols,
        "importers": context.importers,
        "neighbours": context.neighbours,
    }


def _place(context: FileContext, window: Window, candidate: Candidate) -> Quote | Missing:
    place = locate(context.file, context.lines, context.symbols, candidate.symbol, candidate.quote)
    if isinstance(place, Quote) and not (window.line_start <= place.line_start and place.line_end <= window.line_end):
        return Missing(f"the quote {candidate.quote!r} lies outside of the lines shown; report only what they hold")
    return place


def _confirmed(
    context: FileContext, shared: dict[str, Any], candidate: Candidate, place: Quote, ask: Ask, dropped: Counter[str]
) -> Claim | None:
    if not high_stakes(candidate):
        return _claim(context, candidate, place, candidate.severity, candidate.confidence)
    prompt = ask.prompts.render(
        "correction-confirm",
        shared,
        kind=candidate.kind.value,
        file=context.file,
        quote=place.text,
        report=f"{candidate.title}\n{candidate.message}",
    )
    try:
        second = ask.structured(
            prompt.tier, prompt, Confirmation, lambda _: [], f"a false {candidate.severity} claim costs more than this look"
        )
    except (AnswerInvalid, AnswerRefused):
        dropped["confirmation_failed"] += 1
        return None
    if not second.confirmed:
        dropped["not_confirmed"] += 1
        return None
    return _claim(context, candidate, place, second.severity, second.confidence)


def _claim(context: FileContext, candidate: Candidate, place: Quote, severity: Severity, confidence: float) -> Claim:
    holder = next((each for each in context.symbols if each.qualname == candidate.symbol), None)
    bare = "".join(place.text.split())
    return Claim(
        axis=Axis.CORRECTION,
        rule=f"correction.{candidate.kind}",
        verdict=Verdict(candidate.verdict),
        severity=severity,
        confidence=confidence,
        certainty=Certainty.LIKELY,
        origin=Origin.REVIEWER,
        file=context.file,
        symbol=candidate.symbol,
        line_start=place.line_start,
        line_end=place.line_end,
        title=" ".join(candidate.title.split()),
        message=candidate.message.strip(),
        suggestion=Suggestion(description=candidate.suggestion.strip()) if candidate.suggestion.strip() else None,
        evidence=(place,),
        body_hash=holder.body_hash if holder else hashlib.sha256(bare.encode()).hexdigest(),
    )


def _distinct(claims: Iterable[Claim], dropped: Counter[str]) -> tuple[Claim, ...]:
    """One claim per fingerprint, the most severe: a symbol's second defect of a kind waits until the first is mended.

    A fingerprint cannot hold the quote, since a reviewer quotes a line more or less from night to night: each would be new.
    """
    best: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda each: (each.severity.rank, -each.confidence, each.line_start)):
        if claim.fingerprint in best:
            dropped["same_defect"] += 1
        best.setdefault(claim.fingerprint, claim)
    return tuple(sorted(best.values(), key=lambda each: each.line_start))
