"""From a finished run to what is written on GitHub: as little as says everything, and nothing twice. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.domain.axis import Axis, Severity
from app.domain.evidence import Quote
from app.domain.finding import Certainty, Claim, Finding, Origin
from app.domain.policy import INLINE, NEW_ISSUES, Channel, at_or_above, publishing_order, told
from app.domain.run import RunKind
from worker.publish.anchors import FileDiff, Inline, TextOf, anchor, committable, place
from worker.publish.comments import check, failure, issue, review, summary
from worker.publish.facts import AuditedRun
from worker.publish.intents import CheckRun, Comment, Intent, Issue, IssueState, Reaction, Review, ReviewComment
from worker.publish.markers import Marker


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of the default branch from earlier nights."""

    finding: Finding
    state: Literal["open", "dismissed", "fixed"]
    issue_number: int | None
    closing: bool = False
    """Its closing is on its way to GitHub."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What GitHub already shows: fingerprints commented on this pull request, its summary, findings of earlier nights."""

    commented: frozenset[str] = frozenset()
    has_summary: bool = False
    known: Mapping[str, Known] | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What a night looked at: only there can a finding be gone. `files` are all files of the checkout."""

    files: frozenset[str]
    looked_at: frozenset[tuple[Axis, str]]
    gone: Callable[[Claim], bool]
    """Whether a prover's claim about a file that is there is refuted now. That it can not be proven any more is not enough."""
    reviewed: bool = True
    """Whether reviewers looked as well; without them only what provers found can be gone."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What the repository's settings decide."""

    fail_check_on: Severity | None = None
    max_new_issues: int = NEW_ISSUES
    labels: tuple[str, ...] = ("anatoly",)


@dataclass(frozen=True, slots=True)
class Plan:
    """The publications in the order in which they are sent, and what the gate held back, by fingerprint."""

    intents: tuple[Intent, ...]
    withheld: dict[str, str]
    gone: tuple[str, ...] = ()
    """Fingerprints of known findings that the code no longer shows."""


def why_withheld(finding: Finding) -> str | None:
    """The reason not to publish a finding, or None: no evidence, evidence not checked again, a likely claim unchallenged."""
    claim = finding.claim
    if not claim.evidence:
        return "no evidence"
    if not all(item.rechecked for item in claim.evidence):
        return "evidence not re-checked"
    upheld = finding.deliberation is not None and finding.deliberation.outcome == "upheld"
    if claim.certainty is Certainty.LIKELY and not upheld:
        return "not upheld against a challenger"
    return None


def plan_pull_request(
    run: AuditedRun,
    findings: Sequence[Finding],
    diffs: Mapping[str, FileDiff],
    text_of: TextOf,
    earlier: Earlier,
    policy: Policy | None = None,
) -> Plan:
    """A review for what is new, the sticky summary, the check run, 🚀. A clean run posts no text that notifies."""
    if run.kind is not RunKind.PULL_REQUEST or run.pull_number is None:
        raise ValueError(f"run {run.id} is not of a pull request")
    pull, repository = run.pull_number, run.repository_id
    published, withheld = _gate(findings)
    shown = [finding for finding in published if told(finding, Channel.SUMMARY)]
    new = [finding for finding in shown if finding.id not in earlier.commented]
    inline = [finding for finding in new if told(finding, Channel.INLINE)]
    placed = [(finding, where) for finding in inline if isinstance(where := place(finding, diffs, text_of), Inline)][:INLINE]
    on_lines = {finding.id for finding, _ in placed} | earlier.commented
    elsewhere = [finding for finding in shown if finding.id not in on_lines]
    intents = []
    if placed:
        comments = tuple(
            ReviewComment(
                path=where.path,
                line=where.line,
                start_line=where.start_line,
                body=review.comment(finding, run, committable(finding, where, text_of)),
                fingerprint=finding.id,
            )
            for finding, where in placed
        )
        above = review.body(run, [finding for finding, _ in placed], len(elsewhere))
        payload = Review(pull_number=pull, commit=run.where.commit, body=above, comments=comments)
        intents.append(Intent("review", f"review:{run.id}", payload, Marker("review", run.id, repository)))
    if shown or earlier.has_summary:
        text = summary.summary(run, shown, len(new), elsewhere)
        marker = Marker("summary", str(pull), repository)
        intents.append(Intent("summary", f"summary:{repository}:{pull}", Comment(number=pull, body=text), marker))
    intents.append(_check(run, shown, held_back=0, policy=policy or Policy()))
    if run.comment_id is not None:
        intents.append(_reaction(run.comment_id, "rocket"))
    return Plan(tuple(intents), withheld)


def plan_night(
    run: AuditedRun,
    findings: Sequence[Finding],
    looked: Looked,
    text_of: TextOf,
    earlier: Earlier,
    policy: Policy | None = None,
) -> Plan:
    """Issues for the most severe new findings, words and closing for gone ones, a check run. Nothing new posts nothing."""
    policy = policy or Policy()
    repository, known = run.repository_id, earlier.known or {}
    published, withheld = _gate(findings)
    fresh = [finding for finding in published if told(finding, Channel.ISSUE) and _may_become_an_issue(known.get(finding.id))]
    intents = []
    for finding in fresh[: policy.max_new_issues]:
        text = issue.body(finding, run, _code(finding, text_of))
        payload = Issue(title=issue.title(finding), body=text, labels=policy.labels)
        marker = Marker("issue", finding.id, repository)
        intents.append(Intent("issue", f"issue:{repository}:{finding.id}", payload, marker, finding.id, "new"))
    for finding in published:
        back = known.get(finding.id)
        if back is not None and back.state == "fixed" and back.issue_number is not None:
            intents += _say_and_set(run, finding.id, back.issue_number, issue.reopening(run), "open")
    # The gate may hold a finding back tonight that is still there: only what nobody claimed is gone.
    claimed = {finding.id for finding in findings}
    gone = [
        fp
        for fp, row in sorted(known.items())
        if row.state == "open" and not row.closing and fp not in claimed and _gone(row, looked, text_of)
    ]
    for fingerprint in gone:
        number = known[fingerprint].issue_number
        if number is not None:
            intents += _say_and_set(run, fingerprint, number, issue.closing(run), "closed")
    shown = [finding for finding in published if told(finding, Channel.SUMMARY) and not _dismissed(known.get(finding.id))]
    if intents or run.comment_id is not None:
        intents.append(_check(run, shown, held_back=len(fresh[policy.max_new_issues :]), policy=policy))
    if run.comment_id is not None:
        intents.append(_reaction(run.comment_id, "rocket"))
    return Plan(tuple(intents), withheld, tuple(gone))


def plan_failure(run: AuditedRun, reason: str, detail: str, number: int | None) -> Plan:
    """Why a run came to nothing: one comment in the thread `number`, and 😕. A night's failure is on the run's page only."""
    intents = []
    if number is not None:
        comment = Comment(number=number, body=failure.failure(run, reason, detail))
        intents.append(
            Intent("comment", f"failure:{run.id}", comment, Marker("comment", f"failure.{run.id}", run.repository_id))
        )
    if run.comment_id is not None:
        intents.append(_reaction(run.comment_id, "confused"))
    return Plan(tuple(intents), {})


def _gate(findings: Sequence[Finding]) -> tuple[list[Finding], dict[str, str]]:
    withheld = {finding.id: why for finding in findings if (why := why_withheld(finding)) is not None}
    return sorted((f for f in findings if f.id not in withheld), key=publishing_order), withheld


def _may_become_an_issue(known: Known | None) -> bool:
    return known is None or (known.state != "dismissed" and known.issue_number is None)


def _dismissed(known: Known | None) -> bool:
    return known is not None and known.state == "dismissed"


def _gone(row: Known, looked: Looked, text_of: TextOf) -> bool:
    """Whether a finding that is not claimed any more is really gone, not just not looked at or not said this time."""
    claim = row.finding.claim
    if claim.file not in looked.files:
        return True
    if (claim.axis, claim.file) not in looked.looked_at:
        return False
    if claim.origin is Origin.REVIEWER and not looked.reviewed:
        return False
    if claim.origin is Origin.PROVER and claim.axis not in (Axis.CORRECTION, Axis.BEST_PRACTICES):
        return looked.gone(claim)
    # A reviewer may fail to say again what is still there, and a rule may have become stricter with itself: as long as the
    # quoted code stands, the finding stays open.
    text = text_of(claim.file)
    quotes = [item for item in claim.evidence if isinstance(item, Quote) and item.file == claim.file]
    return text is not None and bool(quotes) and not any(anchor(quote.text, text, quote.line_start) for quote in quotes)


def _say_and_set(run: AuditedRun, fingerprint: str, number: int, text: str, state: Literal["open", "closed"]) -> list[Intent]:
    marker = Marker("comment", f"{state}.{fingerprint}.{run.id}", run.repository_id)
    about = f"{run.repository_id}:{fingerprint}:{run.id}"
    reason: Literal["completed", "reopened"] = "completed" if state == "closed" else "reopened"
    before: Literal["open", "closed"] = "open" if state == "closed" else "closed"
    assumes: Literal["open", "fixed"] = "open" if state == "closed" else "fixed"
    comment = Comment(number=number, body=text, only_if=before)
    change = IssueState(number=number, state=state, reason=reason)
    return [
        Intent("comment", f"comment:{state}:{about}", comment, marker, fingerprint, assumes),
        Intent("issue_state", f"{state}:{about}", change, None, fingerprint, assumes),
    ]


def _check(run: AuditedRun, findings: Sequence[Finding], held_back: int, policy: Policy) -> Intent:
    floor = policy.fail_check_on
    failed = floor is not None and any(at_or_above(finding.claim.severity, floor) for finding in findings)
    external_id = f"{run.repository_id}.{run.where.commit}"
    payload = CheckRun(
        commit=run.where.commit,
        external_id=external_id,
        name=check.NAME,
        conclusion="failure" if failed else "neutral" if findings or run.partial else "success",
        title=check.title(run, findings),
        summary=check.summary(run, findings, held_back),
        annotations=tuple(check.annotation(finding) for finding in findings[: check.ANNOTATIONS]),
        details_url=run.page_url,
    )
    return Intent("check_run", f"check:{run.repository_id}:{run.where.commit}", payload)


def _reaction(comment_id: int, content: Literal["rocket", "confused"]) -> Intent:
    return Intent("reaction", f"reaction:{comment_id}:{content}", Reaction(comment_id=comment_id, content=content))


def _code(finding: Finding, text_of: TextOf) -> str | None:
    text = text_of(finding.claim.file)
    return "\n".join(text.split("\n")[finding.claim.line_start - 1 : finding.claim.line_end]) if text is not None else None
