"""A second agent tries to disprove a claim, with read-only tools, and what it says is checked before it counts.

It gets the claim without its author's confidence, the code around it and the job to disprove it. Only the tool `verdict`
ends its work; text of the repository cannot. Whatever it relies on is looked up here: a quote that does not stand byte for
byte, or an "upheld" by someone who looked at nothing or quotes nothing, is undecided, and undecided is not published.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.domain.axis import Severity
from app.domain.evidence import Absence, Coverage, Evidence, GraphFact, Place, Quote, Rule, Search, Similarity
from app.domain.finding import Claim
from app.domain.words import ALIKE
from worker.axes.context import FileContext, Window, windows
from worker.axes.correction import shared_values
from worker.axes.locate import Missing, standing
from worker.deliberation.files import jail_of, read_lines
from worker.deliberation.outcome import Outcome, OutcomeKind
from worker.llm import tiers
from worker.llm.ask import Ask
from worker.llm.converse import Conversation, Tools
from worker.llm.errors import AnswerRefused, RequestTooLarge, TierUnavailable
from worker.llm.tiers import Tier
from worker.tools.jail import Jail
from worker.tools.search import SearchError, search

MOST_HITS = 50
"""A search that finds more than this shows nothing to anyone."""
AROUND = 80
"""Lines shown on each side of a claim whose file cannot be cut by symbol."""


class QuotedPlace(BaseModel):
    """Code that the challenger relies on."""

    model_config = ConfigDict(extra="forbid")

    file: str
    text: str


class SearchedFor(BaseModel):
    """A search that the challenger relies on: Rust regex, and globs (empty: everywhere)."""

    model_config = ConfigDict(extra="forbid")

    pattern: str
    scope: list[str]


class ChallengeVerdict(BaseModel):
    """What the challenger hands in."""

    model_config = ConfigDict(extra="forbid")

    outcome: Literal["upheld", "refuted", "undecided"]
    quotes: list[QuotedPlace] = Field(max_length=20)
    searches: list[SearchedFor] = Field(max_length=10)
    reasoning: str = Field(max_length=4000)
    tried: str = Field(max_length=4000)


def route(claim: Claim, first: Outcome | None, available: Sequence[Tier]) -> Tier | None:
    """Which tier challenges `claim` next; None when the last word is spoken.

    The haiku tier goes first where it is set. Opus has the last word when the claim is severe, and where haiku came to no
    decision. `available` are the tiers that are set, cheapest first.
    """
    if not available:
        return None
    if first is None:
        return available[0]
    if len(available) == 1:
        return None
    return available[-1] if claim.severity is Severity.HIGH or first.kind is OutcomeKind.UNDECIDED else None


def challenge(claim: Claim, context: FileContext, tools: Tools, ask: Ask, root: Path | Jail) -> Outcome:
    """Let an agent try to disprove `claim` about a file of the checkout at `root`.

    Raises `BudgetExhausted`, and `TierUnavailable` when no tier that may judge the claim answers.
    """
    available = [tier for tier in (Tier.HAIKU, Tier.OPUS) if tiers.endpoint(tier)] or [Tier.SONNET]
    jail = jail_of(root)
    first_tier = route(claim, None, available)
    assert first_tier is not None
    outcome = _by(first_tier, claim, context, tools, ask, jail, last=len(available) == 1)
    second_tier = route(claim, outcome, available)
    if second_tier is None:
        return outcome
    second = _by(second_tier, claim, context, tools, ask, jail, last=True)
    return replace(second, rounds=outcome.rounds + second.rounds)


def _by(tier: Tier, claim: Claim, context: FileContext, tools: Tools, ask: Ask, jail: Jail, *, last: bool) -> Outcome:
    limits = ask.prompts.limits("challenge")
    window = _around(claim, context, limits.input_chars or 0)
    prompt = ask.prompts.render(
        "challenge",
        shared_values(context, window),
        axis=claim.axis.value,
        rule=claim.rule,
        symbol=claim.symbol,
        file=claim.file,
        line_start=claim.line_start,
        line_end=claim.line_end,
        claim="\n".join((claim.title, claim.message, *([claim.suggestion.description] if claim.suggestion else []))),
        evidence=[{"text": _in_words(item), "source": f"evidence: {item.kind}"} for item in claim.evidence],
        turns=limits.turns,
    )
    reason = f"a {claim.severity} claim that nobody tried to disprove is not published"
    try:
        talk = ask.converse(tier, prompt, tools, ChallengeVerdict, lambda verdict: _looked_up(verdict, jail)[1], reason)
    except (AnswerRefused, RequestTooLarge) as error:
        return _undecided(str(error), 0)
    except TierUnavailable as error:
        if last:
            raise
        return _undecided(str(error), 0)
    return weigh(talk, jail)


def weigh(talk: Conversation[ChallengeVerdict], jail: Jail) -> Outcome:
    """What a conversation comes to once everything that the verdict relies on has been looked up in the checkout."""
    verdict = talk.answer
    if verdict is None:
        return _undecided(talk.ended, talk.rounds)
    evidence, problems = _looked_up(verdict, jail)
    if problems:
        return _undecided(problems[0], talk.rounds, verdict.tried)
    if verdict.outcome == "undecided":
        return _undecided(verdict.reasoning, talk.rounds, verdict.tried)
    if verdict.outcome == "refuted":
        return Outcome(OutcomeKind.REFUTED, (), evidence, verdict.reasoning, talk.rounds, verdict.tried)
    if not talk.looked:
        return _undecided("it upheld the claim without looking at anything", talk.rounds, verdict.tried)
    if not any(isinstance(item, Quote) for item in evidence):
        return _undecided("it upheld the claim without quoting anything", talk.rounds, verdict.tried)
    return Outcome(OutcomeKind.UPHELD, evidence, (), verdict.reasoning, talk.rounds, verdict.tried)


def _looked_up(verdict: ChallengeVerdict, jail: Jail) -> tuple[tuple[Evidence, ...], list[str]]:
    evidence: list[Evidence] = []
    problems: list[str] = []
    for number, quoted in enumerate(verdict.quotes):
        lines = read_lines(jail, quoted.file)
        found = (
            Missing(f"there is no readable file {quoted.file!r}")
            if lines is None
            else standing(quoted.file, lines, quoted.text)
        )
        if isinstance(found, Missing):
            problems.append(f"quotes.{number}: {found.problem}")
        else:
            evidence.append(found)
    for number, searched in enumerate(verdict.searches):
        scope = tuple(searched.scope) or ("**",)
        try:
            hits = search(jail, searched.pattern, scope)
        except SearchError as failed:
            problems.append(f"searches.{number}: {failed}")
            continue
        if len(hits) > MOST_HITS:
            problems.append(f"searches.{number}: it finds {len(hits)} lines; narrow it to {MOST_HITS} or leave it out")
        elif hits:
            places = tuple(Place(file=hit.file, line=hit.line, text=hit.text) for hit in hits)
            evidence.append(Search(pattern=searched.pattern, scope=scope, hits=places, total=len(hits)))
        else:
            evidence.append(Absence(pattern=searched.pattern, scope=scope))
    return tuple(evidence), problems


def _undecided(why: str, rounds: int, tried: str = "") -> Outcome:
    return Outcome(OutcomeKind.UNDECIDED, (), (), why, rounds, tried)


def _around(claim: Claim, context: FileContext, most_chars: int) -> Window:
    """The part of the file that holds the claim; where none does, the lines around it."""
    cut, _ = windows(context, most_chars)
    for window in cut:
        if window.line_start <= claim.line_start <= window.line_end:
            return window
    lines = context.lines
    start = max(1, claim.line_start - AROUND)
    end = max(start, min(len(lines), claim.line_end + AROUND))
    return Window(start, end, "", "\n".join(lines[start - 1 : end])[:most_chars])


def _in_words(evidence: Evidence) -> str:
    """A piece of evidence as the challenger reads it."""
    match evidence:
        case Quote():
            return f"{evidence.file}, lines {evidence.line_start}-{evidence.line_end}:\n{evidence.text}"
        case Search():
            listed = "\n".join(f"{hit.file}:{hit.line}: {hit.text}" for hit in evidence.hits[:MOST_HITS])
            return f"Searching {evidence.pattern} in {', '.join(evidence.scope)} finds {evidence.total} lines:\n{listed}"
        case Absence():
            return f"Searching {evidence.pattern} in {', '.join(evidence.scope)} finds nothing else."
        case GraphFact():
            listed = "\n".join(f"{place.file}:{place.line}: {place.text}" for place in evidence.referrers)
            return f"The reference graph says that {evidence.symbol} in {evidence.file} is {evidence.state}.\n{listed}"
        case Rule():
            return f"{evidence.tool} reports {evidence.id} at {evidence.file}:{evidence.line}."
        case Similarity():
            one, other = f"{evidence.symbol} in {evidence.file}", f"{evidence.other_symbol} in {evidence.other_file}"
            return f"{one} and {other} are {ALIKE[evidence.clone]}."
        case Coverage():
            place = f"{evidence.file}, lines {evidence.line_start}-{evidence.line_end}"
            return f"The coverage report {evidence.source} says that {place} ran {evidence.hits} times."
