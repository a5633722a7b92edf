"""Rings again for everything that should be going on and isn't: the broker may lose any message, the database none.

A thing is rung for when it waits (queued, or its lease ran out) and nothing rang for it lately.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, String, and_, case, cast, delete, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.db.models import Delivery, OutboxMessage, Publication, Run, TokenGrant, WorkItem
from app.domain.run import ItemState, RunState
from app.queue import enqueue

KEEP_RUNG = timedelta(days=1)
"""How long rung doorbells are kept, for the operator who wonders what happened."""
KEEP_GRANTS = timedelta(hours=1)
"""A request for a token that nobody came back for."""
BATCH = 500
Identity = InstrumentedAttribute[int] | InstrumentedAttribute[str]


def sweep(session: Session, moment: datetime, ring_again: timedelta) -> int:
    """Enqueue a doorbell for each neglected thing; returns how many. Also removes what is long over.

    `ring_again` is how long a queued thing may go without being rung for: a full queue is normal, a message that old is
    probably lost.
    """
    neglected: list[tuple[str, Identity, ColumnElement[bool]]] = [
        ("work_item", WorkItem.id, WorkItem.state == ItemState.QUEUED),
        ("send_publication", Publication.id, _due_publication(moment)),
        ("handle_delivery", Delivery.id, Delivery.state == ItemState.QUEUED),
        ("advance_run", Run.id, _idle_run()),
    ]
    rung = 0
    for task, identity, waits in neglected:
        rung += _ring_for(session, task, _without_recent_ring(session, task, identity, waits, moment - ring_again))
    lost = select(WorkItem.id).where(WorkItem.state == ItemState.RUNNING, WorkItem.lease_until < moment)
    # A lease that ran out means a dead worker: the first ring after it need not wait, every further one does.
    since = case((WorkItem.lease_until > moment - ring_again, WorkItem.lease_until), else_=moment - ring_again)
    recent = _recently_rung("work_item", WorkItem.id, since)
    rung += _ring_for(session, "work_item", session.scalars(lost.where(~recent).order_by(WorkItem.id).limit(BATCH)))
    session.execute(delete(OutboxMessage).where(OutboxMessage.sent_at < moment - KEEP_RUNG))
    session.execute(delete(TokenGrant).where(TokenGrant.created_at < moment - KEEP_GRANTS))
    return rung


def _due_publication(moment: datetime) -> ColumnElement[bool]:
    return or_(
        and_(Publication.state == ItemState.QUEUED, Publication.not_before <= moment),
        and_(Publication.state == ItemState.RUNNING, Publication.lease_until < moment),
    )


def _idle_run() -> ColumnElement[bool]:
    """A run that nobody plans for: queued, or running with no item left to work on."""
    working = exists().where(WorkItem.run_id == Run.id, WorkItem.state.in_([ItemState.QUEUED, ItemState.RUNNING]))
    return or_(Run.state == RunState.QUEUED, and_(Run.state == RunState.RUNNING, ~working))


def _recently_rung(task: str, identity: Identity, since: object) -> ColumnElement[bool]:
    return exists().where(
        OutboxMessage.task == task,
        OutboxMessage.argument == cast(identity, String),
        or_(OutboxMessage.sent_at.is_(None), OutboxMessage.sent_at >= func.coalesce(since, OutboxMessage.sent_at)),
    )


def _without_recent_ring(
    session: Session,
    task: str,
    identity: Identity,
    waits: ColumnElement[bool],
    since: datetime,
) -> Iterable[int | str]:
    query = select(identity).where(waits, ~_recently_rung(task, identity, since)).order_by(identity).limit(BATCH)
    return session.scalars(query)


def _ring_for(session: Session, task: str, identities: Iterable[int | str]) -> int:
    count = 0
    for identity in list(identities):
        enqueue(session, task, str(identity))
        count += 1
    return count
