"""What the readable reports say, in which order and in which words. Markdown and HTML only differ in how they write it down.

Our own words are plain strings; whatever comes from the repository or a model is `Code` or `Prose`, so that no projection
can forget to escape it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.axis import Axis, Severity
from app.domain.evidence import Absence, Coverage, Evidence, GraphFact, Place, Quote, Rule, Search, Similarity
from app.domain.policy import Muted
from app.domain.words import ALIKE, AXES, DROPPED, STATES, VERDICTS, measured
from worker.report.model import Report, ReportedFinding, RunSummary

FIRST_STEPS = 5
"""So many findings are named on the first screen: what fits into one morning."""


@dataclass(frozen=True, slots=True)
class Code:
    """Untrusted text that is shown as code, on one line."""

    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Untrusted text that is shown as a sentence."""

    text: str


Words = tuple[str | Code | Prose, ...]

_CODE_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence for a reader: a sentence, the code it is about, the places it names and how to see it."""

    kind: str
    says: Words
    rechecked: bool
    how: str
    block: str = ""
    places: tuple[Place, ...] = ()
    more: int = 0
    """How many places are not listed."""


PLACES_SHOWN = 20
"""A search can have thousands of hits: findings.json lists them all, a page names the first ones."""


def marked(text: str) -> Words:
    """Untrusted prose, with what stands between backticks as code."""
    parts = _CODE_SPAN.split(text)
    return tuple(Code(part) if number % 2 else Prose(part) for number, part in enumerate(parts) if part)


def verdict(run: RunSummary) -> str:
    """The run's verdict in words."""
    return VERDICTS[run.verdict][0]


def meaning(run: RunSummary) -> str:
    """What the verdict means, in half a sentence."""
    return VERDICTS[run.verdict][1]


def muted(axis: Muted) -> str:
    """That an axis fell silent for a language, and why."""
    return (
        f"Nothing is said along the axis {AXES[axis.axis].lower()} about {axis.language}: "
        f"{axis.claims:,} claims about {axis.looked_at:,} symbols are too many to be right."
    )


def printable(text: str) -> str:
    """One line for a terminal. Names of files and branches can hold terminal commands: they are shown, not obeyed."""
    return "".join(character if character.isprintable() else " " for character in text)


def count(n: int, one: str, many: str = "") -> str:
    """`1 file`, `2 files`."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def headline(report: Report) -> str:
    """How much was found, by severity, and in how much of the repository: "not seen" must not read as "not there"."""
    by_severity = Counter(finding.severity for finding in report.findings)
    parts = [f"{by_severity[severity]} {severity}" for severity in Severity if by_severity[severity]]
    found = f"{count(len(report.findings), 'finding')} ({', '.join(parts)})" if parts else "Nothing found"
    run = report.run
    if run.files_asked == 0:
        return f"{found}: no file is new or different ({printable(run.scope)})"
    if run.files_understood == 0:
        return f"{found}: none of the {count(run.files_total, 'file')} is code that could be looked at"
    broken = f", {len(run.files_broken):,} of them not read in full" if run.files_broken else ""
    if run.scope:
        asked = run.files_total if run.files_asked is None else run.files_asked
        of = count(asked, "file") if asked == run.files_total else f"{asked:,} of {count(run.files_total, 'file')}"
        return f"{found} in {of} ({printable(run.scope)}){broken}"
    return f"{found} in {run.files_reviewed:,} of {count(run.files_total, 'file')}{broken}"


def edited(run: RunSummary) -> str:
    """Return what to add to the source's name where no commit says all of what was audited; "" where one does."""
    return (" with uncommitted changes" if run.commit else ", not in git") if run.dirty else ""


def mode(run: RunSummary) -> str:
    """What the run was able to see."""
    if run.mode == "static":
        return "Static run: no model was asked. What only judgement can find was not looked for."
    spent = ", ".join(f"{name}: {count(use.calls, 'call')}, ${use.usd:.2f}" for name, use in run.tiers.items() if use.calls)
    if run.not_reviewed and not any(use.output_tokens for use in run.tiers.values()):
        return "No model answered: what only judgement can find was not looked for."
    return f"Full run: a second agent tried to disprove what is not proven. {spent or 'No model had to be asked'}."


def dropped(run: RunSummary) -> list[tuple[int, str]]:
    """Claims that did not become findings: how many, and why."""
    return [(n, DROPPED.get(reason, reason.replace("_", " "))) for reason, n in run.dropped.items() if n]


def skipped(run: RunSummary) -> list[tuple[str, list[str]]]:
    """Files that were not looked at, by reason, the most frequent reason first."""
    return _grouped((file.reason, file.path) for file in run.files_skipped)


BROKEN = (
    "Their syntax is broken, or newer than the grammar that reads them. What stands in or depends on such lines is not judged, "
    "and nothing is said of such a file as a whole."
)
"""What a reader must know of files that could not be read in full."""


def broken(run: RunSummary) -> str:
    """`Not read in full: 2 files`, or ""."""
    return f"Not read in full: {count(len(run.files_broken), 'file')}" if run.files_broken else ""


def broken_places(run: RunSummary) -> list[str]:
    """The files that could not be read in full, each with the lines where, sorted."""
    return [
        f"{file}:{','.join(map(str, lines))}" if (lines := run.broken_lines.get(file)) else file
        for file in sorted(run.files_broken)
    ]


def place(finding: ReportedFinding) -> str:
    """`file:line` or `file:first-last`."""
    last = f"-{finding.line_end}" if finding.line_end > finding.line_start else ""
    return f"{finding.file}:{finding.line_start}{last}"


def unanswered(run: RunSummary) -> list[tuple[str, list[str]]]:
    """Questions that got no answer, by reason, the most frequent reason first."""
    return _grouped((item.reason, f"{item.stage} {item.subject}".strip()) for item in run.not_reviewed)


def _grouped(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {}
    for reason, what in pairs:
        groups.setdefault(reason, []).append(what)
    return sorted(((reason, sorted(whats)) for reason, whats in groups.items()), key=lambda group: (-len(group[1]), group[0]))


def first_steps(report: Report) -> tuple[ReportedFinding, ...]:
    """What to do first: findings are in the order of their weight already."""
    return report.findings[:FIRST_STEPS]


def seconds(value: float) -> str:
    """`0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`."""
    if value < 10:
        return f"{value:.1f} s"
    whole = round(value)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def survived(finding: ReportedFinding) -> Words:
    """How the finding survived, and how sure it is."""
    sure = f"Confidence {finding.confidence:.0%}."
    if finding.deliberation is None:
        return (sure,)
    if finding.deliberation.outcome == "proven":
        how = " Proven by its evidence"
    else:
        how = f" Upheld against a challenger in {count(finding.deliberation.rounds, 'round')}"
    reasoning = finding.deliberation.reasoning
    return (sure, f"{how}: ", Prose(reasoning)) if reasoning else (sure, f"{how}.")


def shown(evidence: Evidence) -> Shown:
    """Say one piece of evidence in words."""
    match evidence:
        case Quote():
            lines = _lines(evidence.line_start, evidence.line_end)
            says: Words = (Code(evidence.file), f" has on {lines}:")
            return Shown("quote", says, evidence.rechecked, evidence.how, block=evidence.text)
        case Search():
            says = (f"A search finds {count(evidence.total, 'place')}: ", Code(evidence.pattern), *_scope(evidence.scope))
            return _with_places(Shown("search", says, evidence.rechecked, evidence.how), evidence.hits, evidence.total)
        case Absence():
            says = ("No line matches ", Code(evidence.pattern), *_scope(evidence.scope))
            for number, region in enumerate(evidence.except_regions):
                lines = _lines(region.line_start, region.line_end)
                says += (", " if number else ", other than in ", Code(region.file), f" {lines}")
            return Shown("absence", says, evidence.rechecked, evidence.how)
        case GraphFact():
            roots = count(evidence.roots, "entry point")
            what = (Code(evidence.symbol), " in ", Code(evidence.file)) if evidence.symbol else (Code(evidence.file),)
            says = (*what, f" {STATES[evidence.state]} {roots}")
            if evidence.referrers:
                says += (", though these places name it:",)
            base = Shown("graph", says, evidence.rechecked, evidence.how)
            return _with_places(base, evidence.referrers, len(evidence.referrers))
        case Rule():
            says = (
                "Rule ",
                Code(evidence.id),
                " of ",
                Code(evidence.tool),
                " fires at ",
                Code(f"{evidence.file}:{evidence.line}"),
            )
            return Shown("rule", says, evidence.rechecked, evidence.how)
        case Similarity():
            one = Code(f"{evidence.file}:{evidence.line} {evidence.symbol}")
            other = Code(f"{evidence.other_file}:{evidence.other_line} {evidence.other_symbol}")
            says = (one, " and ", other, f" are {ALIKE[evidence.clone]} ({measured(evidence)})")
            return Shown("similarity", says, evidence.rechecked, evidence.how)
        case Coverage():
            lines = _lines(evidence.line_start, evidence.line_end)
            ran = "never ran" if evidence.hits == 0 else f"ran {count(evidence.hits, 'time')}"
            says = ("Coverage in ", Code(evidence.source), ": ", Code(evidence.file), f" {lines} {ran} while the tests did")
            return Shown("coverage", says, evidence.rechecked, evidence.how)


def _with_places(base: Shown, places: tuple[Place, ...], total: int) -> Shown:
    listed = places[:PLACES_SHOWN]
    return replace(base, places=listed, more=max(0, max(total, len(places)) - len(listed)))


def _lines(start: int, end: int) -> str:
    return f"line {start}" if start == end else f"lines {start} to {end}"


def _scope(globs: tuple[str, ...]) -> Words:
    if globs == ("**",):
        return (" in the whole repository",)
    words: Words = (" in ",)
    for number, glob in enumerate(globs):
        words += (", ", Code(glob)) if number else (Code(glob),)
    return words


def capabilities(run: RunSummary) -> list[tuple[str, ...]]:
    """The capability table of the repository's languages, head first. Axes that are offered for none are left out."""
    silent = "not offered"
    axes = [axis for axis in Axis if any(row.axes.get(axis, silent) != silent for row in run.languages)]
    head = ("Language", "Files", *(axis.replace("_", " ") for axis in axes))
    names = [f"{row.language} ({row.caveat})" if row.caveat else row.language for row in run.languages]
    return [
        head,
        *(
            (name, f"{row.files:,}", *(row.axes.get(axis, silent) for axis in axes))
            for name, row in zip(names, run.languages, strict=True)
        ),
    ]
