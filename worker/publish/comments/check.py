"""The check run of a commit: title, summary, annotations."""

from collections.abc import Sequence

from app.domain.axis import Severity
from app.domain.finding import Finding
from worker.publish.clip import clip
from worker.publish.comments.finding import KIND, headline
from worker.publish.comments.proof import spot
from worker.publish.comments.summary import config_problems, not_analysed, what_was_done, what_was_left
from worker.publish.facts import AuditedRun, count_words
from worker.publish.neutralise import bare

NAME = "Anatoly"
ANNOTATIONS = 50
"""GitHub takes fifty with one request; more would not be read."""

LEVEL = {Severity.HIGH: "failure", Severity.MEDIUM: "warning", Severity.LOW: "notice"}


def title(run: AuditedRun, findings: Sequence[Finding]) -> str:
    """The line beside the check's name."""
    return count_words(findings).capitalize() + (", but not everything was looked at" if run.partial else "")


def summary(run: AuditedRun, findings: Sequence[Finding], held_back: int) -> str:
    """The check's page. `held_back` says how many findings of a night wait for the next one."""
    rows = [
        f"- {headline(finding)} · {finding.claim.severity} · {spot(run.where, finding.claim.file, finding.claim.line_start)}"
        for finding in findings
    ]
    wait = f"Only a few issues are opened in one night; {held_back} left for the next." if held_back else ""
    parts = [
        what_was_done(run),
        what_was_left(run),
        "\n".join(rows) or ("Nothing to report in what was looked at." if run.partial else "Nothing to report."),
        wait,
        not_analysed(run.not_analysed),
        config_problems(run),
        f"[Run {run.id[:8]}]({run.page_url})",
    ]
    return clip("\n\n".join(part for part in parts if part), rest=f"All of it is on [the run's page]({run.page_url}).")


def annotation(finding: Finding) -> dict[str, str | int]:
    """A finding on its lines, in the shape of GitHub's API. Annotations are plain text."""
    claim = finding.claim
    return {
        "path": claim.file,
        "start_line": claim.line_start,
        "end_line": claim.line_end,
        "annotation_level": LEVEL[claim.severity],
        "title": bare(f"{KIND[claim.verdict]}: {claim.title}", 200),
        "message": bare(claim.message, 1000) or KIND[claim.verdict],
    }
