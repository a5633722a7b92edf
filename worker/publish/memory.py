"""What earlier runs left behind in the database, and what this one leaves to the next."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import FindingRow, Publication
from app.domain.finding import Finding
from app.domain.run import ItemState
from worker.publish import outbox
from worker.publish.intents import Intent, Review
from worker.publish.plan import Earlier, Known, Plan

_STATES: dict[str, Any] = {"open": "open", "dismissed": "dismissed", "fixed": "fixed"}


def earlier_on_pull_request(session: Session, repository_id: int, pull_number: int) -> Earlier:
    """What was commented on a pull request, or is about to be, and whether its summary is there."""
    reviews = session.scalars(
        select(Publication).where(
            Publication.repository_id == repository_id,
            Publication.kind == "review",
            Publication.payload["pull_number"].as_integer() == pull_number,
            Publication.state.not_in([ItemState.DEAD, ItemState.SKIPPED]),
        )
    )
    commented: set[str] = set()
    for row in reviews:
        review = Review.model_validate(row.payload)
        commented |= {comment.fingerprint for comment in review.comments} | set(review.refused)
    summary = session.scalar(
        select(Publication.id).where(
            Publication.dedupe_key == f"summary:{repository_id}:{pull_number}", Publication.state != ItemState.DEAD
        )
    )
    return Earlier(commented=frozenset(commented), has_summary=summary is not None)


def earlier_nights(session: Session, repository_id: int) -> Earlier:
    """The findings of a repository's default branch that are known, by fingerprint."""
    closing = _closing(session, repository_id)
    known = {
        row.fingerprint: Known(
            Finding.model_validate(row.body), _STATES[row.state], row.issue_number, row.fingerprint in closing
        )
        for row in _rows(session, repository_id).values()
        if row.state in _STATES
    }
    return Earlier(known=known)


def still_wanted(session: Session, repository_id: int, findings: Sequence[Finding], plan: Plan) -> tuple[Intent, ...]:
    """The plan's intents without those whose finding is no longer what the plan took it for.

    Another run, or a person who dismissed a finding, may have come between the plan and its end. Call it under the lock of
    the repository's row. What was to be said of a finding and is not so any more is taken back, as far as it was not sent.
    """
    rows, closing = _rows(session, repository_id), _closing(session, repository_id)
    for fingerprint in sorted({finding.id for finding in findings} & closing):
        outbox.withdraw(session, repository_id, ("closed", "comment:closed"), fingerprint, "the code shows it again")

    def holds(intent: Intent) -> bool:
        row = rows.get(intent.finding)
        match intent.assumes:
            case "new":
                return row is None or (row.state != "dismissed" and row.issue_number is None)
            case "open":
                return row is not None and row.state == "open" and intent.finding not in closing
            case "fixed":
                return row is not None and row.state == "fixed"
        return True

    return tuple(intent for intent in plan.intents if holds(intent))


def remember_night(session: Session, repository_id: int, run_id: str, findings: Sequence[Finding], plan: Plan) -> None:
    """Write down what a night found and what is gone, in the transaction that enqueues its plan.

    A dismissed finding stays dismissed, a fixed one that is back is open again. One that is gone is fixed once its issue is
    closed (`outbox.settle` sees to that), at once where it has none.
    """
    rows = _rows(session, repository_id)
    for finding in findings:
        if finding.id in plan.withheld:
            continue
        row = rows.get(finding.id)
        if row is None:
            row = FindingRow(repository_id=repository_id, fingerprint=finding.id, first_run_id=run_id)
            session.add(row)
        row.body, row.last_run_id = finding.model_dump(mode="json"), run_id
        row.state = "dismissed" if row.state == "dismissed" else "open"
    for fingerprint in plan.gone:
        row = rows.get(fingerprint)
        if row is not None and row.state == "open" and row.issue_number is None:
            unsent = outbox.withdraw(session, repository_id, ("issue",), fingerprint, "the code no longer shows it")
            row.state = "fixed" if unsent else row.state
    session.flush()


def _rows(session: Session, repository_id: int) -> dict[str, FindingRow]:
    known = select(FindingRow).where(FindingRow.repository_id == repository_id)
    return {row.fingerprint: row for row in session.scalars(known)}


def _closing(session: Session, repository_id: int) -> set[str]:
    """Fingerprints of the findings whose closing is planned and not sent yet."""
    waiting = select(Publication.dedupe_key).where(
        Publication.repository_id == repository_id,
        Publication.kind == "issue_state",
        Publication.state.in_([ItemState.QUEUED, ItemState.RUNNING]),
        Publication.dedupe_key.startswith("closed:"),
    )
    return {key.split(":")[2] for key in session.scalars(waiting)}
