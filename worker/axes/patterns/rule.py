"""What a rule says, whatever finds it: a pattern in the syntax tree or another tool."""

from dataclasses import dataclass

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Evidence, Quote, Rule
from app.domain.finding import Certainty, Claim, Origin, Suggestion
from worker.axes.patterns.place import Place

CONFIDENCE = 0.95
OWN_TOOL = "anatoly"

_LONGEST_WORD = 80
_SHOWN_LINES = 12
"""A claim about a longer stretch of code points at its first lines."""


@dataclass(frozen=True, slots=True)
class Told:
    """A rule in words. `{names}` in them are filled with what the match found; code comes in backquotes.

    `severity` is that of code which a root reaches; see `weighed`.
    """

    axis: Axis
    name: str
    """kebab-case; the rule's id is `<axis>.<name>`."""
    severity: Severity
    verdict: Verdict
    title: str
    message: str
    advice: str
    hidden: bool = False
    """The code itself must not be shown (secrets): the rule alone is the evidence."""

    @property
    def id(self) -> str:
        """The rule's id in findings."""
        return f"{self.axis}.{self.name}"


def defect(name: str, severity: Severity, title: str, message: str, advice: str, *, error: bool = False) -> Told:
    """A rule of the correction axis. `error`: it fails whenever it runs."""
    return Told(Axis.CORRECTION, name, severity, Verdict.ERROR if error else Verdict.NEEDS_FIX, title, message, advice)


def practice(name: str, severity: Severity, title: str, message: str, advice: str, *, hidden: bool = False) -> Told:
    """A rule of the best practices axis: a match that is severe fails, all others are warned about."""
    return Told(Axis.BEST_PRACTICES, name, severity, Verdict.WARN, title, message, advice, hidden)


def weighed(told: Told, severity: Severity, state: str) -> Severity:
    """How much a match matters, by how its code is reached.

    What nothing or only tests reach can hurt nobody yet. A bad practice is severe only where a root surely leads to it; wrong
    code is wrong for whoever calls it.
    """
    if state in ("unreachable", "test_only"):
        return Severity.LOW
    if told.axis is Axis.BEST_PRACTICES and severity is Severity.HIGH and state != "reachable":
        return Severity.MEDIUM
    return severity


def claim(
    told: Told, place: Place, words: dict[str, str], tool: str, tool_rule: str, severity: Severity | None = None
) -> Claim:
    """Make the claim that a rule fires at a place."""
    filled = {name: _short(word) for name, word in words.items()}
    weight = weighed(told, severity or told.severity, place.state)
    evidence: list[Evidence] = [Rule(tool=tool, id=tool_rule, file=place.file, line=place.line_start)]
    last = min(place.line_end, place.line_start + _SHOWN_LINES - 1)
    if not told.hidden:
        text = "\n".join(place.lines[place.line_start - 1 : last])
        evidence.insert(0, Quote(file=place.file, line_start=place.line_start, line_end=last, text=text))
    return Claim(
        axis=told.axis,
        rule=told.id,
        verdict=_verdict(told, weight),
        severity=weight,
        confidence=CONFIDENCE,
        certainty=Certainty.PROVEN,
        origin=Origin.PROVER,
        file=place.file,
        symbol=place.symbol,
        line_start=place.line_start,
        line_end=last,
        title=told.title.format_map(filled),
        message=told.message.format_map(filled),
        suggestion=Suggestion(description=told.advice.format_map(filled)),
        evidence=tuple(evidence),
        body_hash=place.body_hash(last),
    )


def distinct(claims: list[Claim]) -> list[Claim]:
    """Return one claim per fingerprint, the first: the same lines again in the same symbol are mended with it."""
    first: dict[str, Claim] = {}
    for one in sorted(claims, key=lambda each: (each.file, each.line_start, each.rule)):
        first.setdefault(one.fingerprint, one)
    return list(first.values())


def _verdict(told: Told, weight: Severity) -> Verdict:
    if told.axis is Axis.BEST_PRACTICES:
        return Verdict.FAIL if weight is Severity.HIGH else Verdict.WARN
    return told.verdict


def _short(word: str) -> str:
    flat = " ".join(word.split()).replace("`", "'")
    return flat if len(flat) <= _LONGEST_WORD else f"{flat[: _LONGEST_WORD - 1]}…"
