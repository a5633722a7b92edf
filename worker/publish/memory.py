"""What earlier runs left behind in the database, and what this one leaves to the next."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import FindingRow, Publication
from app.domain.finding import Finding
from app.domain.run import ItemState
from worker.publish.intents import Review
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
    rows = session.scalars(select(FindingRow).where(FindingRow.repository_id == repository_id))
    known = {
        row.fingerprint: Known(Finding.model_validate(row.body), _STATES[row.state], row.issue_number)
        for row in rows
        if row.state in _STATES
    }
    return Earlier(known=known)


def remember_night(session: Session, repository_id: int, run_id: str, findings: Sequence[Finding], plan: Plan) -> None:
    """Write down what a night found and what is gone, in the transaction that enqueues its plan.

    A dismissed finding stays dismissed, a fixed one that is back is open again.
    """
    rows = {
        row.fingerprint: row for row in session.scalars(select(FindingRow).where(FindingRow.repository_id == repository_id))
    }
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
        rows[fingerprint].state = "fixed"
    session.flush()
