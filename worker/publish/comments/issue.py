"""An issue of the default branch, and the words with which it is closed and reopened."""

from app.domain.finding import Finding
from worker.publish.clip import clip
from worker.publish.comments.finding import KIND, folded, for_an_agent, grade, message, related, what_to_do
from worker.publish.comments.proof import evidence_list, quoted, spot, survived
from worker.publish.facts import AuditedRun
from worker.publish.neutralise import inline_code
from worker.publish.neutralise import title as title_text


def title(finding: Finding) -> str:
    """The issue's title."""
    return f"{KIND[finding.claim.verdict]}: {title_text(finding.claim.title)}"


def body(finding: Finding, run: AuditedRun, code: str | None) -> str:
    """The issue. `code` is the text of the finding's lines at the commit, where it is at hand."""
    claim, where = finding.claim, run.where
    symbol = f" in {inline_code(claim.symbol)}" if claim.symbol else ""
    fix = what_to_do(finding)
    others = related(finding, where)
    how_survived = survived(finding)
    parts = [
        message(finding),
        f"**Where:** {spot(where, claim.file, claim.line_start, claim.line_end)}{symbol}",
        quoted(claim.file, code) if code and not _is_quoted(finding) else "",
        others,
        f"### Evidence\n\n{evidence_list(finding, where)}",
        f"### Counter-evidence looked for\n\n{how_survived}" if how_survived else "",
        f"### What to do\n\n{fix}" if fix else "",
        folded("For a coding agent", for_an_agent(finding, where)),
        "Wrong, or not worth it? Close this issue as *not planned*: it will not come back until the code changes. "
        "Once the code no longer shows it, this issue is closed for you.",
        f"<sub>{grade(finding)} · {inline_code(finding.id)} · [run {run.id[:8]}]({run.page_url})</sub>",
    ]
    return clip("\n\n".join(part for part in parts if part), rest=f"All of it is on [the run's page]({run.page_url}).")


def closing(run: AuditedRun) -> str:
    """The comment with which an issue is closed."""
    return (
        f"{inline_code(run.where.short)} no longer shows this: the code was looked at again and the finding is gone. Closing. "
        f"([run {run.id[:8]}]({run.page_url}))"
    )


def reopening(run: AuditedRun) -> str:
    """The comment with which an issue that had been fixed is opened again."""
    return f"{inline_code(run.where.short)} shows this again. Reopening. ([run {run.id[:8]}]({run.page_url}))"


def _is_quoted(finding: Finding) -> bool:
    claim = finding.claim
    return any(item.kind == "quote" and item.file == claim.file for item in claim.evidence)
