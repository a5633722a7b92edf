"""Which repositories are due for their nightly run."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import Installation, Repository, Run
from app.domain.run import RunKind
from app.queue import enqueue

NIGHT_HOURS = 6
"""From the first hour on, a repository that is new or a service that was down still gets its night; by day nobody does."""


def plan_nights(session: Session, night: date) -> list[str]:
    """Create the night's run of each active repository that has none yet; returns the ids of the new runs."""
    active = (
        select(Repository)
        .join(Installation)
        .where(Repository.active, ~Repository.archived, Installation.state == "active")
        .order_by(Repository.id)
    )
    return [run.id for repository in session.scalars(active) if (run := plan_night(session, repository, night))]


def plan_night(session: Session, repository: Repository, night: date) -> Run | None:
    """Create one repository's run of a night; None when it has one."""
    key = f"night:{repository.id}:{night.isoformat()}"
    if session.scalar(select(Run.id).where(Run.trigger_key == key)) is not None:
        return None
    run = Run(trigger_key=key, repository_id=repository.id, kind=RunKind.NIGHT, source=repository.full_name)
    session.add(run)
    session.flush()
    enqueue(session, "advance_run", run.id)
    return run
