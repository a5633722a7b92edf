"""A pull request's review: one comment on each line that has a finding, and the sentence above them."""

from collections.abc import Sequence

from app.domain.finding import Finding
from worker.publish.clip import clip
from worker.publish.comments.finding import folded, for_an_agent, grade, headline, message, related, what_to_do
from worker.publish.comments.proof import evidence_list, survived
from worker.publish.facts import AuditedRun, count_words
from worker.publish.neutralise import inline_code, suggestion_block

COMMENT_LIMIT = 12_000
"""A comment on a line that is longer than this is not read."""


def comment(finding: Finding, run: AuditedRun, replacement: str | None) -> str:
    """The comment on a line. With `replacement`, GitHub offers to commit it in place of the commented lines."""
    block = suggestion_block(replacement) if replacement is not None else None
    agent = folded("For a coding agent", for_an_agent(finding, run.where))
    parts = [
        headline(finding),
        message(finding),
        what_to_do(finding),
        block or "",
        related(finding, run.where),
        survived(finding),
        folded(f"Evidence ({len(finding.claim.evidence)})", evidence_list(finding, run.where)),
        agent,
        f"<sub>{grade(finding)} · {inline_code(finding.id)}</sub>",
    ]
    return clip("\n\n".join(part for part in parts if part), COMMENT_LIMIT, rest=_all_of_it(run))


def body(run: AuditedRun, inline: Sequence[Finding], elsewhere: int) -> str:
    """The text above the comments."""
    more = f" {elsewhere} more in the summary comment." if elsewhere else ""
    return (
        f"Anatoly audited {inline_code(run.where.short)}: {count_words(inline)} on the lines below.{more}\n\n"
        "Each one carries its evidence, which was checked again at this commit. "
        "A resolved conversation is not opened again while the code stays as it is."
    )


def body_with_moved_comments(above: str, comments: Sequence[tuple[str, str]]) -> str:
    """The review's text when GitHub refused the lines: (place, comment) pairs stand in it, nothing is lost."""
    moved = "\n\n---\n\n".join(f"{inline_code(place)}\n\n{text}" for place, text in comments)
    return clip(f"{above}\n\nGitHub did not take these as comments on lines, so they stand here.\n\n---\n\n{moved}")


def _all_of_it(run: AuditedRun) -> str:
    return f"All of it is on [the run's page]({run.page_url})."
