"""Leases: who works on an item, for how long, and the fence that keeps a late worker from writing.

The row says who owns the item until when; a heartbeat prolongs it. A worker that dies stops beating, its lease runs out,
and whoever asks next takes the item over. A worker that comes back late finds owner or attempt changed and writes nothing.
"""

import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import CursorResult, or_, select, update
from sqlalchemy.orm import Session

from app.db.models import WorkItem, now
from app.db.session import Sessions
from app.domain.run import ItemState

MAX_ATTEMPTS = 3
"""A unit that killed its worker three times will kill the fourth; it becomes visible instead."""


class LeaseLost(Exception):
    """The item belongs to another worker by now; whatever this one made is dropped."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to finish one item: valid while owner and attempt stand in the row."""

    item_id: int
    owner: str
    attempt: int
    seconds: float


def new_owner() -> str:
    """A name for this process's turn at an item, unique on every box."""
    return f"{socket.gethostname()[:50]}:{os.getpid()}:{uuid4().hex[:8]}"


def take(session: Session, item_id: int, owner: str, seconds: float) -> Lease | None:
    """Take an item that nobody owns or whose lease ran out. None: someone owns it, or it is over.

    An item whose attempts are used up becomes dead here, with the reason.
    """
    moment = now()
    free = or_(
        WorkItem.state == ItemState.QUEUED,
        (WorkItem.state == ItemState.RUNNING) & (WorkItem.lease_until < moment),
    )
    taken = session.execute(
        update(WorkItem)
        .where(WorkItem.id == item_id, free, WorkItem.attempt < MAX_ATTEMPTS)
        .values(
            state=ItemState.RUNNING,
            lease_owner=owner,
            lease_until=moment + timedelta(seconds=seconds),
            attempt=WorkItem.attempt + 1,
        )
    )
    if _rows(taken) == 1:
        attempt = session.scalar(select(WorkItem.attempt).where(WorkItem.id == item_id))
        assert attempt is not None
        return Lease(item_id, owner, attempt, seconds)
    session.execute(
        update(WorkItem)
        .where(WorkItem.id == item_id, free, WorkItem.attempt >= MAX_ATTEMPTS)
        .values(state=ItemState.DEAD, error=f"its worker was lost {MAX_ATTEMPTS} times", finished_at=moment)
    )
    return None


def prolong(session: Session, lease: Lease) -> None:
    """Beat: own the item for another `lease.seconds`. Raises LeaseLost."""
    _fenced(session, lease, lease_until=now() + timedelta(seconds=lease.seconds))


def finish(session: Session, lease: Lease, result: dict[str, Any]) -> None:
    """Write the result, in the caller's transaction. Raises LeaseLost, which must roll the transaction back."""
    _fenced(session, lease, state=ItemState.DONE, result=result, error="", finished_at=now(), lease_until=None)


def give_back(session: Session, lease: Lease, error: str, told: dict[str, str] | None = None, *, final: bool = False) -> bool:
    """Return an item that failed; it is queued again, or dead when `final` or out of attempts. Returns True when dead.

    `error` is one line for the operator, `told` (kept as the item's result) what others are told.
    """
    dead = final or lease.attempt >= MAX_ATTEMPTS
    _fenced(
        session,
        lease,
        state=ItemState.DEAD if dead else ItemState.QUEUED,
        error=error,
        result=told or {},
        lease_until=None,
        finished_at=now() if dead else None,
    )
    return dead


def postpone(session: Session, lease: Lease, reason: str) -> None:
    """Return an item that was kept waiting by a limit and did not fail: the attempt does not count. Raises LeaseLost."""
    _fenced(session, lease, state=ItemState.QUEUED, error=reason, lease_until=None, attempt=lease.attempt - 1)


def expired(session: Session, moment: datetime, limit: int = 500) -> list[int]:
    """Ids of items whose worker stopped beating."""
    query = (
        select(WorkItem.id)
        .where(WorkItem.state == ItemState.RUNNING, WorkItem.lease_until < moment)
        .order_by(WorkItem.id)
        .limit(limit)
    )
    return list(session.scalars(query))


def _fenced(session: Session, lease: Lease, **values: Any) -> None:
    changed = session.execute(
        update(WorkItem)
        .where(
            WorkItem.id == lease.item_id,
            WorkItem.state == ItemState.RUNNING,
            WorkItem.lease_owner == lease.owner,
            WorkItem.attempt == lease.attempt,
        )
        .values(**values)
    )
    if _rows(changed) != 1:
        raise LeaseLost(f"work item {lease.item_id}: the lease of attempt {lease.attempt} is over")


def _rows(result: Any) -> int:
    assert isinstance(result, CursorResult)
    return result.rowcount


class Heartbeat:
    """Prolongs a lease from a thread of its own while the item is worked on.

    `lost` is set when the lease is someone else's. A database that is away for a moment is tried again at the next beat:
    only the row decides whether the lease is lost.
    """

    def __init__(
        self, sessions: Sessions, lease: Lease, trouble: Callable[[Exception], None], over: threading.Event | None = None
    ) -> None:
        """`over` ends the beating: what overran its time is not kept alive."""
        self.lost = threading.Event()
        self._over = over or threading.Event()
        self._sessions, self._lease, self._trouble = sessions, lease, trouble
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"heartbeat-{lease.item_id}", daemon=True)

    def __enter__(self) -> "Heartbeat":
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._stop.set()
        self._thread.join()

    def _beat(self) -> None:
        from sqlalchemy.exc import DBAPIError

        while not self._stop.wait(self._lease.seconds / 3) and not self._over.is_set():
            try:
                with self._sessions.begin() as session:
                    prolong(session, self._lease)
            except LeaseLost:
                self.lost.set()
                return
            except DBAPIError as error:
                self._trouble(error)
