"""The publisher's working through of what is due, and the end of runs that have nothing left to send."""

import threading
import time
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import Run, now
from app.db.session import Sessions
from app.domain.run import RunState
from app.queue import enqueue
from worker.pipeline import outcome
from worker.publish.outbox import next_due_at
from worker.publish.publisher import Publisher

SHORT = timedelta(seconds=3)
"""GitHub wants a second between two writes: so long is waited here. For anything longer a doorbell is set."""
AT_MOST = 100
"""Publications in a row, so that one busy installation does not keep a thread for ever."""


class Desk:
    """One thread of a process sends at a time; the others find the desk taken and go on with other work."""

    def __init__(self, sessions: Sessions, publisher: Publisher) -> None:
        self._sessions, self._publisher = sessions, publisher
        self._taken = threading.Lock()

    def work_off(self) -> None:
        """Send what is due now or within moments, then ring for the rest."""
        if not self._taken.acquire(blocking=False):
            return
        try:
            for _ in range(AT_MOST):
                sent = self._publisher.send_next()
                if sent is not None:
                    self._close(sent[0].run_id)
                elif not self._wait():
                    return
        finally:
            self._taken.release()
            self._ring_for_the_rest()

    def _wait(self) -> bool:
        """Wait until something is due, when that is soon. False: nothing is."""
        due = self._next()
        if due is None or due - now() > SHORT:
            return False
        time.sleep(max(0.01, (due - now()).total_seconds()))
        return True

    def _next(self) -> datetime | None:
        with self._sessions() as session:
            return next_due_at(session)

    def _close(self, run_id: str | None) -> None:
        if run_id is not None:
            with self._sessions.begin() as session:
                close_run(session, run_id)

    def _ring_for_the_rest(self) -> None:
        with self._sessions.begin() as session:
            due = next_due_at(session)
            if due is not None:
                enqueue(session, "send_publication", "due", max(due, now()))


def close_run(session: Session, run_id: str) -> None:
    """End a publishing run of which nothing is left to send."""
    run = session.scalar(select(Run).where(Run.id == run_id).with_for_update(of=Run))
    if run is not None:
        outcome.close(session, run)


def close_runs(session: Session) -> None:
    """End every publishing run of which nothing is left to send: for the sweeper, where a publisher died in between."""
    for run in session.scalars(select(Run).where(Run.state == RunState.PUBLISHING)):
        outcome.close(session, run)
