"""Works runs off: plans the items of a stage, leases and computes one item, applies its result, and goes on.

Every step is safe to repeat and safe to lose: plans are unique by (run, stage, subject), an item is owned through its
lease, and a result is applied in the transaction that ends the lease.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

import structlog
from sqlalchemy import func, select
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from app.db.models import Repository, Run, WorkItem, now
from app.db.session import Sessions
from app.domain.run import ItemState, RunKind, RunState, Stage
from app.queue import enqueue
from app.settings import Settings
from worker import leases
from worker.deadline import Deadline, Overran
from worker.grants import NoToken
from worker.pipeline import outcome, plan
from worker.pipeline.errors import OUR_SIDE, TOO_LONG, FinalError

log = structlog.get_logger()


class Compute(Protocol):
    """Computes one item: reads the world, returns JSON. Touches no table that `apply` is there for."""

    def __call__(self, run: Run, item: WorkItem, /) -> dict[str, Any]:
        """Return the item's result."""


@dataclass(frozen=True)
class Engine:
    """One process's hands. `compute` has a function per stage; `ring` wakes the broker after a commit."""

    settings: Settings
    sessions: Sessions
    compute: dict[Stage, Compute]
    ring: Callable[[], None]
    over: Callable[[str], None] = lambda _run_id: None
    """Told the id of a run that is over, so that its checkout can go."""

    def advance(self, run_id: str) -> None:
        """Plan whatever can be worked on now. Idempotent: two callers at once make one plan.

        What cannot be planned `MAX_ATTEMPTS` times ends the run: it fails, and says so.
        """
        try:
            ended = self._plan(run_id)
        except (OperationalError, InterfaceError):
            raise  # the database is away, which is no fault of the run; the sweeper rings again
        except Exception as error:
            # The boundary of the unit, as in `work`: counted with the run, then on to the log.
            self._stumbled(run_id, f"{type(error).__name__}: {error}")
            raise
        if ended:
            self.over(run_id)
        self.ring()

    def _plan(self, run_id: str) -> bool:
        """Whether the run is over."""
        with self.sessions.begin() as session:
            # The repository before the run, as a command locks them. Its key is left free for rows that refer to it.
            default_branch = select(Run.repository_id).where(Run.id == run_id, Run.kind == RunKind.NIGHT).scalar_subquery()
            session.scalar(select(Repository.id).where(Repository.id == default_branch).with_for_update(key_share=True))
            run = session.scalar(select(Run).where(Run.id == run_id).with_for_update(of=Run))
            if run is None:
                return False
            if run.state == RunState.QUEUED:
                run.state, run.started_at = RunState.RUNNING, now()
            while run.state == RunState.RUNNING:
                if run.stage and self._unfinished(session, run):
                    break
                following = plan.after(session, run)
                if following is None:
                    outcome.conclude(session, self.settings, run)
                    break
                run.stage = following
                for item in plan.items(session, run, following):
                    session.add(item)
                    session.flush()
                    enqueue(session, "work_item", str(item.id))
            return run.state != RunState.RUNNING

    def _stumbled(self, run_id: str, error: str) -> None:
        with self.sessions.begin() as session:
            run = session.scalar(select(Run).where(Run.id == run_id).with_for_update(of=Run))
            ended = run is not None and outcome.stumbled(session, self.settings, run, error)
        if ended:
            self.over(run_id)
        self.ring()

    def work(self, item_id: int) -> bool:
        """Work on one item, if it is free. Returns False when someone else owns it or nothing is left to do."""
        with self.sessions.begin() as session:
            lease = leases.take(session, item_id, leases.new_owner(), self.settings.lease_seconds)
            item = session.get(WorkItem, item_id)
            if item is None:
                return False
            run = session.get_one(Run, item.run_id)
            if lease is None:
                if item.state == ItemState.DEAD:
                    enqueue(session, "advance_run", run.id)
                return False
            stopped = run.state != RunState.RUNNING
            if stopped:
                leases.finish(session, lease, {})
                item.state = ItemState.SKIPPED
            stage, known = Stage(item.stage), self._answered(session, item)
        if stopped:
            self.over(run.id)
            return False
        with structlog.contextvars.bound_contextvars(run=run.id, stage=item.stage, subject=item.subject):
            result = known if known is not None else self._computed(run, item, lease)
            if result is None:
                return False
            with contextlib.suppress(leases.LeaseLost), self.sessions.begin() as session:
                leases.finish(session, lease, result)
                live = session.scalar(select(Run).where(Run.id == run.id).with_for_update(of=Run))
                assert live is not None
                if live.state == RunState.RUNNING:
                    outcome.apply(stage, session, live, item, result)
                enqueue(session, "advance_run", run.id)
        self.ring()
        return True

    def _computed(self, run: Run, item: WorkItem, lease: leases.Lease) -> dict[str, Any] | None:
        """The item's result, or None when it failed or the lease was lost on the way."""
        stage = Stage(item.stage)
        deadline = Deadline(60 * self.settings.item_minutes)
        try:
            with (
                leases.Heartbeat(self.sessions, lease, _missed_beat, deadline.passed) as beat,
                deadline,
            ):
                result = self.compute[stage](run, item)
        except Overran:
            self._failed(
                run, lease, f"took longer than {self.settings.item_minutes:g} minutes", {"public": TOO_LONG}, final=False
            )
            return None
        except FinalError as error:
            self._failed(run, lease, str(error), {"reason": error.reason, "public": error.public}, final=True)
            return None
        except NoToken as error:
            if error.retry_after is None:
                self._failed(run, lease, str(error), {"public": OUR_SIDE}, final=False)
                raise
            self._postponed(lease, str(error), error.retry_after)
            return None
        except Exception as error:
            # The boundary of the unit: whatever went wrong is written down with the item, then travels on to the log.
            self._failed(run, lease, f"{type(error).__name__}: {error}", {"public": OUR_SIDE}, final=False)
            raise
        if beat.lost.is_set():
            log.warning("lease lost", attempt=lease.attempt)
            return None
        return result

    def _failed(self, run: Run, lease: leases.Lease, error: str, told: dict[str, str], *, final: bool) -> None:
        log.warning("item failed", error=error, attempt=lease.attempt, final=final)
        with contextlib.suppress(leases.LeaseLost), self.sessions.begin() as session:
            if leases.give_back(session, lease, error, told, final=final):
                enqueue(session, "advance_run", run.id)
            else:
                # Whatever stands in the way is given time to pass: once, then twice as long as a lease.
                later = now() + timedelta(seconds=self.settings.lease_seconds * lease.attempt)
                enqueue(session, "work_item", str(lease.item_id), later)
        self.ring()

    def _postponed(self, lease: leases.Lease, reason: str, seconds: float) -> None:
        log.info("item postponed", reason=reason, seconds=seconds)
        with contextlib.suppress(leases.LeaseLost), self.sessions.begin() as session:
            leases.postpone(session, lease, reason)
            enqueue(session, "work_item", str(lease.item_id), now() + timedelta(seconds=seconds))
        self.ring()

    @staticmethod
    def _unfinished(session: Session, run: Run) -> bool:
        pending = select(func.count()).where(
            WorkItem.run_id == run.id,
            WorkItem.stage == run.stage,
            WorkItem.state.in_([ItemState.QUEUED, ItemState.RUNNING]),
        )
        return bool(session.scalar(pending))

    @staticmethod
    def _answered(session: Session, item: WorkItem) -> dict[str, Any] | None:
        """The result of an earlier item whose answer depended on exactly the same things."""
        if not item.key:
            return None
        return session.scalar(
            select(WorkItem.result)
            .where(WorkItem.key == item.key, WorkItem.state == ItemState.DONE, WorkItem.id != item.id)
            .order_by(WorkItem.id.desc())
            .limit(1)
        )


def _missed_beat(error: Exception) -> None:
    log.warning("heartbeat failed", error=str(error))


def drain(engine: Engine, run_id: str) -> Iterator[WorkItem]:
    """Work a run off in this thread, without a broker: yields each item before it is worked on."""
    engine.advance(run_id)
    while True:
        with engine.sessions() as session:
            item = session.scalar(
                select(WorkItem)
                .where(WorkItem.run_id == run_id, WorkItem.state == ItemState.QUEUED)
                .order_by(WorkItem.id)
                .limit(1)
            )
        if item is None:
            return
        yield item
        engine.work(item.id)
        engine.advance(run_id)
