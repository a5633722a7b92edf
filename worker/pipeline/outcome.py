"""What a stage's result changes in the tables, and how a run ends.

Results are JSON that a stage computed (now, or earlier for the same key); applying one is a pure write.
"""

from collections import Counter
from dataclasses import replace
from typing import Any

import structlog
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.db.models import ClaimRow, Publication, Run, WorkItem, now
from app.domain.finding import Claim, Deliberation, Finding
from app.domain.policy import is_complete, publishing_order, run_verdict
from app.domain.run import ItemState, RunKind, RunState, Stage
from app.queue import enqueue
from app.settings import Settings
from worker.leases import MAX_ATTEMPTS
from worker.pipeline import copies, facts, publishing
from worker.pipeline.errors import OUR_SIDE
from worker.publish import memory, outbox
from worker.publish.plan import Plan

log = structlog.get_logger()

NEEDED = (Stage.CHECKOUT, Stage.PROVE, Stage.RECHECK)
"""Stages without which there is no run. Where a review or a challenge fails, the rest still counts."""


def apply(stage: Stage, session: Session, run: Run, item: WorkItem, result: dict[str, Any]) -> None:
    """Write what an item found out, in the transaction that ends its lease."""
    facts.add_seconds(run, result["seconds"])
    match stage:
        case Stage.CHECKOUT:
            run.commit = result["commit"]
            facts.merge(run, dirty=result["dirty"])
        case Stage.PROVE:
            facts.merge(run, **{name: result[name] for name in facts.FROM_PROVE})
            _add_claims(session, run, result["claims"])
        case Stage.INDEX:
            facts.merge(run, **{name: result[name] for name in facts.FROM_INDEX})
        case Stage.REVIEW:
            facts.count_drops(run, result["dropped"])
            _add_claims(session, run, result["claims"])
        case Stage.DELIBERATE:
            judged = select(ClaimRow).where(ClaimRow.run_id == run.id, ClaimRow.fingerprint == item.subject)
            session.scalars(judged).one().deliberation = {k: v for k, v in result.items() if k != "seconds"}
        case Stage.RECHECK:
            _settle(session, run, result)


def conclude(session: Session, settings: Settings, run: Run) -> None:
    """End a run whose stages are over: publish what survived, or say in one line why there is nothing.

    For a run of a default branch the caller holds the lock of the repository's row: two of them end one after the other.
    """
    run.finished_at = now()
    failed = session.scalar(
        select(WorkItem).where(WorkItem.run_id == run.id, WorkItem.state == ItemState.DEAD, WorkItem.stage.in_(NEEDED))
    )
    if failed is not None:
        run.error = failed.error
        facts.merge(run, failed_publicly=bool(failed.result.get("reason")))
    if run.kind == RunKind.LOCAL:
        run.state = RunState.FAILED if failed else RunState.DONE
        return
    if failed is not None:
        told = (failed.result.get("reason", ""), failed.result.get("public", OUR_SIDE))
        _publish(session, run, publishing.plan_failed(session, settings, run, *told))
    else:
        last = session.scalars(select(WorkItem).where(WorkItem.run_id == run.id, WorkItem.stage == Stage.RECHECK)).one()
        plan = publishing.load(last.result["plan"])
        if run.kind != RunKind.NIGHT:
            _publish(session, run, plan)
            return
        assert run.repository_id is not None
        found = findings(session, run)
        # Publications are locked before findings, as the publisher does when it settles one.
        _publish(session, run, replace(plan, intents=memory.still_wanted(session, run.repository_id, found, plan)))
        memory.remember_night(session, run.repository_id, run.id, found, plan)


def stumbled(session: Session, settings: Settings, run: Run, error: str) -> bool:
    """Count that the run could not be planned or concluded; whether that ended it.

    The last time it fails, and GitHub hears of it unless that is the very thing which goes wrong.
    """
    times = run.facts.get("stumbled", 0) + 1
    facts.merge(run, stumbled=times)
    if times < MAX_ATTEMPTS or run.state not in (RunState.QUEUED, RunState.RUNNING):
        return False
    run.error, run.finished_at, run.state = error, now(), RunState.FAILED
    if run.kind != RunKind.LOCAL:
        try:
            with session.begin_nested():
                _publish(session, run, publishing.plan_failed(session, settings, run, "", OUR_SIDE))
        except Exception as second:
            # Whatever it is, the run must end; its page shows the first error, the log this one.
            log.exception("a failed run could not be announced", run=run.id, error=str(second))
            run.state = RunState.FAILED
    return True


def _publish(session: Session, run: Run, plan: Plan) -> None:
    run.state = RunState.PUBLISHING
    repository = run.repository
    assert repository is not None
    for publication in outbox.enqueue(session, repository.installation_id, repository.id, run.id, plan.intents):
        enqueue(session, "send_publication", publication)
    close(session, run)


def close(session: Session, run: Run) -> None:
    """A publishing run is over once nothing of it is left to send."""
    session.flush()
    waiting = exists().where(Publication.run_id == run.id, Publication.state.in_([ItemState.QUEUED, ItemState.RUNNING]))
    if run.state == RunState.PUBLISHING and not session.scalar(select(waiting)):
        run.state = RunState.FAILED if run.error else RunState.DONE


def _add_claims(session: Session, run: Run, claims: list[dict[str, Any]]) -> None:
    known = set(session.scalars(select(ClaimRow.fingerprint).where(ClaimRow.run_id == run.id)))
    names = copies.identities([Claim.model_validate(body) for body in claims], known, copies.remembered(session, run))
    for body, fingerprint in zip(claims, names, strict=True):
        session.add(ClaimRow(run_id=run.id, fingerprint=fingerprint, body=body))


def _settle(session: Session, run: Run, result: dict[str, Any]) -> None:
    """Turn claims into findings or drop them, as the re-check decided."""
    for row in session.scalars(select(ClaimRow).where(ClaimRow.run_id == run.id)):
        decided = result["claims"][row.fingerprint]
        if "dropped" in decided:
            row.state, row.dropped = "dropped", decided["dropped"]
        else:
            row.state, row.body = "finding", decided["finding"]["claim"]
            row.deliberation = {**(row.deliberation or {}), **decided["finding"]["deliberation"]}
    session.flush()
    found = findings(session, run)
    reasons = select(ClaimRow.dropped).where(ClaimRow.run_id == run.id, ClaimRow.state == "dropped")
    facts.count_drops(run, Counter(session.scalars(reasons)))
    unanswered = facts.not_reviewed(session, run)
    complete = is_complete(
        run.facts.get("files_understood"),
        len(unanswered),
        asked=run.facts.get("files_asked"),
        broken=len(run.facts.get("files_broken", ())),
    )
    facts.merge(
        run,
        not_reviewed=unanswered,
        notes=facts.notes(session, run),
        uncompared=facts.uncompared(session, run),
        verdict=run_verdict(found, complete=complete).value,
        claims=len(result["claims"]),
        findings=len(found),
        peak_rss_mb=result["peak_rss_mb"],
    )


def findings(session: Session, run: Run) -> list[Finding]:
    """The run's findings in publishing order."""
    rows = session.scalars(select(ClaimRow).where(ClaimRow.run_id == run.id, ClaimRow.state == "finding"))
    found = [
        Finding(
            id=row.fingerprint,
            claim=Claim.model_validate(row.body),
            deliberation=Deliberation.model_validate({k: v for k, v in row.deliberation.items() if k in _SHOWN})
            if row.deliberation
            else None,
        )
        for row in rows
    ]
    return sorted(found, key=publishing_order)


_SHOWN = frozenset(Deliberation.model_fields)
