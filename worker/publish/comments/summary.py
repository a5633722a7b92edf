"""The one comment on a pull request that is edited after each run."""

from collections.abc import Sequence

from app.domain.finding import Finding
from worker.publish.clip import clip
from worker.publish.comments.finding import KIND
from worker.publish.comments.proof import spot
from worker.publish.facts import AuditedRun, NotAnalysed, count_words
from worker.publish.neutralise import cell, inline_code, plain

ROWS = 50
LISTED = 30


def summary(run: AuditedRun, findings: Sequence[Finding], new: int, elsewhere: Sequence[Finding]) -> str:
    """The sticky comment.

    `findings` are all of the run, `new` says how many were not known on this pull request before, `elsewhere` are those
    that have no comment on a line.
    """
    parts = [
        f"### Anatoly: {count_words(findings)}" + (" in what was looked at" if run.partial else ""),
        f"{_news(run, findings, new)} {what_was_done(run)}".lstrip(),
        what_was_left(run),
        _table(run, elsewhere),
        not_analysed(run.not_analysed),
        config_problems(run),
        f"<sub>[Run {run.id[:8]}]({run.page_url}) · edited after each run · `/anatoly help` lists the commands</sub>",
    ]
    return clip("\n\n".join(part for part in parts if part), rest=f"All of it is on [the run's page]({run.page_url}).")


def what_was_done(run: AuditedRun) -> str:
    """One sentence: commit, mode, files, money."""
    what = inline_code(run.where.short) + (f", {plain(run.scope_words)}" if run.scope_words else "")
    files = f"{run.files_reviewed} of {run.files_total} file{'' if run.files_total == 1 else 's'} read"
    if run.full:
        cost = f"{run.model_calls:,} model call{'' if run.model_calls == 1 else 's'}, ${run.usd:.2f}"
        return f"Audited {what}: {files}, {cost}."
    return f"Audited {what}: {files}, static proofs only, no model was asked."


def what_was_left(run: AuditedRun) -> str:
    """What the run did not look at, and what follows for earlier findings; "" when it looked at everything."""
    if not run.partial:
        return ""
    parts = ["The rest was not looked at."] if run.scope_words else []
    if run.unanswered:
        parts.append(f"{run.unanswered} question{'' if run.unanswered == 1 else 's'} got no answer, see below.")
    return " ".join([*parts, "What was found there before may still be there."])


def not_analysed(items: Sequence[NotAnalysed]) -> str:
    """What was not looked at and why, folded; "" when everything was."""
    if not items:
        return ""
    lines = [f"- {inline_code(item.what)}: {plain(item.why)}" for item in items[:LISTED]]
    if len(items) > LISTED:
        lines.append(f"- and {len(items) - LISTED} more")
    listed = "\n".join(lines)
    return f"<details>\n<summary>Not analysed ({len(items)})</summary>\n\n{listed}\n\n</details>"


def config_problems(run: AuditedRun) -> str:
    """What in the repository's own settings was not understood; "" when all of it was."""
    if not run.config_problems:
        return ""
    lines = "\n".join(f"- {plain(problem)}" for problem in run.config_problems[:LISTED])
    return f"`.anatoly.yml` is not fully understood; defaults stood in:\n\n{lines}"


def _news(run: AuditedRun, findings: Sequence[Finding], new: int) -> str:
    if not findings and run.partial:
        return ""  # the heading has said it
    if not findings and not run.full:
        return "Nothing is left of what static proofs can find in this pull request's changes."
    if not findings:
        return "Nothing is left of what was found in this pull request's changes."
    if new == 0:
        return "Nothing new since the last audit of this pull request."
    return "All new." if new == len(findings) else f"{new} {'is' if new == 1 else 'are'} new."


def _table(run: AuditedRun, findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    rows = [
        f"| {finding.claim.severity} | {cell(f'{KIND[finding.claim.verdict]}: {plain(finding.claim.title)}')} "
        f"| {cell(spot(run.where, finding.claim.file, finding.claim.line_start, finding.claim.line_end))} |"
        for finding in findings[:ROWS]
    ]
    more = f"\n\n{len(findings) - ROWS} more are on [the run's page]({run.page_url})." if len(findings) > ROWS else ""
    head = "Not on a line that this pull request shows, or over the limit of comments:"
    return f"{head}\n\n| Severity | Finding | Where |\n|---|---|---|\n" + "\n".join(rows) + more
