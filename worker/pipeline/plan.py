"""Which stage follows, and which items a stage has."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import ClaimRow, Run, WorkItem
from app.domain.finding import Certainty
from app.domain.run import ItemState, Stage

ORDER = tuple(Stage)


def after(session: Session, run: Run) -> Stage | None:
    """The stage that follows the run's current one; None when there is none, or when a stage failed that all others need."""
    if not run.stage:
        return ORDER[0]
    if run.stage in (Stage.CHECKOUT, Stage.PROVE, Stage.RECHECK) and _dead(session, run):
        return None
    position = ORDER.index(Stage(run.stage)) + 1
    return ORDER[position] if position < len(ORDER) else None


def items(session: Session, run: Run, stage: Stage) -> list[WorkItem]:
    """The items of a stage, not yet stored. Stages that have nothing to ask have none."""
    match stage:
        case Stage.CHECKOUT | Stage.PROVE | Stage.RECHECK:
            return [WorkItem(run_id=run.id, stage=stage, subject="")]
        case Stage.INDEX:
            # Twins are found for a reviewer: where nobody can be asked, nothing is embedded.
            return [WorkItem(run_id=run.id, stage=stage, subject="")] if run.facts.get("twins_wanted") else []
        case Stage.REVIEW:
            compared = {subject: one["key"] for subject, one in run.facts.get("twins", {}).items()}
            return [
                WorkItem(run_id=run.id, stage=stage, subject=subject, key=key)
                for subject, key in sorted({**run.facts.get("review", {}), **compared}.items())
            ]
        case Stage.DELIBERATE:
            return [
                WorkItem(run_id=run.id, stage=stage, subject=claim.fingerprint, key=_challenge_key(run, claim))
                for claim in session.scalars(select(ClaimRow).where(ClaimRow.run_id == run.id).order_by(ClaimRow.id))
                if claim.body["certainty"] == Certainty.LIKELY and run.facts.get("models")
            ]


def _challenge_key(run: Run, claim: ClaimRow) -> str:
    # The challenger may look at anything in the repository, so its answer holds for this commit only.
    parts = [str(run.repository_id), run.commit, claim.fingerprint, repr(sorted(claim.body.items())), run.facts["models"]]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest() if run.commit and not run.facts.get("dirty") else ""


def _dead(session: Session, run: Run) -> bool:
    query = select(WorkItem.id).where(WorkItem.run_id == run.id, WorkItem.stage == run.stage, WorkItem.state == ItemState.DEAD)
    return session.scalar(query.limit(1)) is not None
