"""Runs that are still under way, and how they end before their time."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import Run, now
from app.domain.run import RunKind, RunState
from app.intents import intend_reaction

UNDER_WAY = (RunState.QUEUED, RunState.RUNNING)
"""States in which a run can still be stopped; what is being published is finished."""


def runs_of(session: Session, repository_id: int, pull_number: int | None) -> list[Run]:
    """The runs of a pull request, or (None) of the default branch, newest first."""
    query = select(Run).where(Run.repository_id == repository_id, Run.kind != RunKind.LOCAL)
    return list(session.scalars(query.where(Run.pull_number.is_not_distinct_from(pull_number)).order_by(Run.created_at.desc())))


def stop(session: Session, runs: Iterable[Run], state: RunState) -> list[str]:
    """Put those of the runs that are under way into a final state, react with 😕 and return their ids.

    Their workers notice before the next work item. Each row is locked and read again first: a worker may just have
    finished it.
    """
    stopped = []
    for run in runs:
        session.refresh(run, with_for_update=True)
        if run.state in UNDER_WAY:
            run.state, run.finished_at = state, now()
            stopped.append(run)
    session.flush()
    for run in stopped:
        _end_in_thread(session, run)
    return [run.id for run in stopped]


def _end_in_thread(session: Session, run: Run) -> None:
    """Nobody should wait for the 🚀 of a run that was stopped. A comment that has another run keeps waiting for that one."""
    if run.comment_id is None or run.repository is None:
        return
    others = select(Run.id).where(Run.comment_id == run.comment_id, Run.state.in_((*UNDER_WAY, RunState.PUBLISHING)))
    if session.scalar(others.limit(1)) is None:
        intend_reaction(
            session,
            installation_id=run.repository.installation_id,
            repository_id=run.repository.id,
            comment_id=run.comment_id,
            content="confused",
            run_id=run.id,
        )
