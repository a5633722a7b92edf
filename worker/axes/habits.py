"""What a repository nearly always does, mined by counting, and the places that do otherwise."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.axis import Axis, Severity, Verdict
from app.domain.finding import Claim, Related, Suggestion
from worker.axes.quoting import Lines

OVERWHELMING = 0.95
"""The share of one style from which on it is a habit."""
ENOUGH = 20
"""Fewer cases than that are no habit."""
MOST = 10
"""So many departures are told of one habit: what departs more often is told by its first."""
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Case:
    """One place that does something in one of several ways."""

    rule: str
    question: str
    """What all cases of one kind have in common, as in "98 of 100 <question> …"."""
    style: str
    """How it does it, as a verb and an object in the plural: "are named `*.test.ts`"."""
    file: str
    line: int
    told: bool = True
    """A departure of this style is one; others only count."""


def departures(lines: Lines, cases: Iterable[Case]) -> Iterator[Claim]:
    """Yield one claim per file and habit for those that do otherwise than nearly all others."""
    asked: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in cases:
        asked[case.rule, case.question].append(case)
    for (_, question), those in sorted(asked.items()):
        counts = Counter(case.style for case in those)
        usual, often = counts.most_common(1)[0]
        if len(those) < ENOUGH or often < OVERWHELMING * len(those) or often == len(those):
            continue
        examples = list({case.file: case for case in those if case.style == usual}.values())[:_EXAMPLES]
        if len(examples) < _EXAMPLES:
            continue
        others = {case.file: case for case in reversed(those) if case.style != usual and case.told}
        for case in sorted(others.values(), key=lambda one: one.file)[:MOST]:
            yield _claim(lines, case, question, usual, often, len(those), examples)


def _claim(lines: Lines, case: Case, question: str, usual: str, often: int, total: int, examples: list[Case]) -> Claim:
    shown = ", ".join(f"`{one.file}:{one.line}`" for one in examples)
    quotes = [lines.quote(one.file, one.line, one.line) for one in examples]
    return lines.claim(
        axis=Axis.CONVENTIONS,
        rule=case.rule,
        verdict=Verdict.DRIFT,
        severity=Severity.LOW,
        confidence=round(often / total, 2),
        file=case.file,
        first=case.line,
        last=case.line,
        title=f"{often} of {total} {question} {usual}, not so here",
        message=f"In this repository {often} of {total} {question} {usual} ({shown}). In `{case.file}` they {case.style}.",
        suggestion=Suggestion(description="Do here what the others do."),
        more=(*quotes,),
        related=tuple(Related(file=one.file, line_start=one.line, line_end=one.line, relation="cause") for one in examples),
    )
