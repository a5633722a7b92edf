"""Runs that are still under way, and how they end before their time."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import Run, now
from app.domain.run import RunKind, RunState

UNDER_WAY = (RunState.QUEUED, RunState.RUNNING)
"""States in which a run can still be stopped; what is being published is finished."""


def runs_of(session: Session, repository_id: int, pull_number: int | None) -> list[Run]:
    """The runs of a pull request, or (None) of the default branch, newest first."""
    query = select(Run).where(Run.repository_id == repository_id, Run.kind != RunKind.LOCAL)
    return list(session.scalars(query.where(Run.pull_number.is_not_distinct_from(pull_number)).order_by(Run.created_at.desc())))


def stop(session: Session, runs: Iterable[Run], state: RunState) -> list[str]:
    """Put those of the runs that are under way into a final state and return their ids.

    Their workers notice before the next work item. Each row is locked and read again first: a worker may just have
    finished it.
    """
    stopped = []
    for run in runs:
        session.refresh(run, with_for_update=True)
        if run.state in UNDER_WAY:
            run.state, run.finished_at = state, now()
            stopped.append(run.id)
    return stopped
