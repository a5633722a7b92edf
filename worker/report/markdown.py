"""report.md: the first screen says what to do, the rest says why one may believe it."""

from collections.abc import Iterator

from app.domain.words import AXES
from worker.publish.neutralise import fenced, inline_code, plain, prose
from worker.report.model import Report, ReportedFinding
from worker.report.outline import (
    BROKEN,
    Code,
    Prose,
    Shown,
    Words,
    broken,
    broken_places,
    capabilities,
    count,
    dropped,
    edited,
    first_steps,
    headline,
    meaning,
    mode,
    place,
    seconds,
    shown,
    skipped,
    survived,
    unanswered,
    verdict,
)

_LANGUAGES = {
    "py": "python", "ts": "typescript", "tsx": "tsx", "js": "javascript", "jsx": "jsx", "mjs": "javascript", "go": "go",
    "rs": "rust", "java": "java", "cs": "csharp", "sh": "bash", "sql": "sql", "yml": "yaml", "yaml": "yaml", "md": "markdown",
}  # fmt: skip
_MEMBERS_SHOWN = 20


def markdown(report: Report) -> str:
    """Return the text of report.md. Text from the repository or a model can't add structure, links or HTML to it."""
    return "\n".join((*_first_screen(report), *_findings(report), *_coverage(report), ""))


def _first_screen(report: Report) -> Iterator[str]:
    run = report.run
    commit = (f" at {inline_code(run.commit[:12])}" if run.commit else "") + edited(run)
    yield f"# {verdict(run)}: {headline(report)}"
    yield ""
    yield f"{inline_code(run.source)}{commit}, {run.finished_at:%Y-%m-%d %H:%M %Z}, {seconds(run.seconds)}.  "
    yield f"{verdict(run)} means that {meaning(run)}.  "
    yield mode(run)
    for note in run.notes:
        yield f"\n> {plain(note)}"
    if report.findings:
        yield "\n## What to do first\n"
        for number, finding in enumerate(first_steps(report), 1):
            step = finding.suggestion.description if finding.suggestion else finding.message
            yield f"{number}. **{plain(finding.title)}** ({finding.severity}), {inline_code(place(finding))}  "
            yield f"   {plain(step)}"
        rest = len(report.findings) - len(first_steps(report))
        if rest:
            yield f"\n{count(rest, 'more finding')} below."


def _findings(report: Report) -> Iterator[str]:
    if not report.findings:
        return
    yield "\n## Findings"
    for finding in report.findings:
        yield from _finding(finding)


def _finding(finding: ReportedFinding) -> Iterator[str]:
    symbol = f", {inline_code(finding.symbol)}" if finding.symbol else ""
    yield f"\n### {plain(finding.title)}\n"
    yield f"**{finding.severity}**, {AXES[finding.axis].lower()}, {inline_code(place(finding))}{symbol}\n"
    yield prose(finding.message)
    if finding.suggestion:
        yield f"\n**Suggestion:** {plain(finding.suggestion.description)}"
        if finding.suggestion.replacement:
            yield "\n" + fenced(finding.suggestion.replacement, _language(finding.file))
    if finding.related:
        yield "\nBelongs to it:\n"
        for related in finding.related:
            name = f"{inline_code(related.symbol)} " if related.symbol else ""
            there = inline_code(f"{related.file}:{related.line_start}")
            yield f"- {related.relation.replace('_', ' ')}: {name}{there}"
    yield "\n**Evidence**"
    for evidence in finding.evidence:
        yield from _evidence(shown(evidence), _language(finding.file))
    yield f"\n{_words(survived(finding))}  "
    yield f"Finding {inline_code(finding.id)}, rule {inline_code(finding.rule)}"


def _evidence(evidence: Shown, language: str) -> Iterator[str]:
    checked = "checked again" if evidence.rechecked else "not checked again"
    yield f"\n- {_words(evidence.says)} ({checked})"
    for hit in evidence.places:
        text = f" {inline_code(hit.text)}" if hit.text.strip() else ""
        yield f"    - {inline_code(f'{hit.file}:{hit.line}')}{text}"
    if evidence.more:
        yield f"    - and {evidence.more:,} more"
    if evidence.block:
        yield "\n" + _indented(fenced(evidence.block, language))
    if evidence.how:
        yield "\n" + _indented("See it yourself:\n\n" + fenced(evidence.how, "sh"))


def _coverage(report: Report) -> Iterator[str]:
    run = report.run
    if run.languages:
        head, *rows = capabilities(run)
        yield "\n## What can be told of these languages\n"
        yield f"| {' | '.join(head)} |"
        yield f"|{'---|' * len(head)}"
        yield from (f"| {' | '.join(row)} |" for row in rows)
    yield "\n## What this report does not say\n"
    claims = dropped(run)
    if claims:
        yield f"{count(run.claims, 'claim')} made, {count(sum(n for n, _ in claims), 'claim')} dropped:\n"
        for number, reason in claims:
            yield f"- {number:,}: {plain(reason)}"
        yield ""
    else:
        yield f"{count(run.claims, 'claim')} made, none dropped.\n"
    if run.axes:
        unasked = [f"{AXES[axis].lower()}" for axis in AXES if axis not in run.axes]
        if unasked:
            yield f"Not asked: {'; '.join(unasked)}.\n"
    yield from _groups("Not answered", unanswered(run), "question")
    yield from _groups("Not looked at", skipped(run), "file")
    if run.files_broken:
        yield f"**{broken(run)}**. {BROKEN}\n"
        yield from _members(broken_places(run))
    if not run.files_skipped:
        yield "No file was skipped.\n"
    if run.stages:
        yield "Time: " + ", ".join(f"{plain(name)} {seconds(value)}" for name, value in run.stages.items()) + "."


def _groups(heading: str, groups: list[tuple[str, list[str]]], unit: str) -> Iterator[str]:
    for reason, members in groups:
        yield f"**{heading}: {plain(reason)}** ({count(len(members), unit)})\n"
        yield from _members(members)


def _members(members: list[str]) -> Iterator[str]:
    for member in members[:_MEMBERS_SHOWN]:
        yield f"- {inline_code(member)}"
    if len(members) > _MEMBERS_SHOWN:
        yield f"- and {len(members) - _MEMBERS_SHOWN:,} more, all in findings.json"
    yield ""


def _words(words: Words) -> str:
    return "".join(_piece(piece) for piece in words)


def _piece(piece: str | Code | Prose) -> str:
    match piece:
        case Code():
            return inline_code(piece.text)
        case Prose():
            return plain(piece.text)
        case str():
            return piece


def _language(file: str) -> str:
    return _LANGUAGES.get(file.rpartition(".")[2], "")


def _indented(block: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in block.split("\n"))
