"""What a stage's result changes in the tables, and how a run ends.

Results are JSON that a stage computed (now, or earlier for the same key); applying one is a pure write.
"""

from collections import Counter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import ClaimRow, FindingRow, Publication, Run, WorkItem, now
from app.domain.finding import Certainty, Claim, Deliberation, Finding
from app.domain.policy import publishing_order, run_verdict
from app.domain.run import ItemState, RunKind, RunState, Stage
from app.queue import enqueue
from worker.pipeline import facts


def apply(stage: Stage, session: Session, run: Run, item: WorkItem, result: dict[str, Any]) -> None:
    """Write what an item found out, in the transaction that ends its lease."""
    facts.add_seconds(run, result.get("seconds", {}))
    match stage:
        case Stage.CHECKOUT:
            run.commit = result["commit"]
            run.base_commit = result.get("base_commit", "")
            facts.merge(run, dirty=result["dirty"])
        case Stage.PROVE:
            facts.merge(run, **{name: result[name] for name in facts.FROM_PROVE})
            _add_claims(session, run, result["claims"])
        case Stage.REVIEW:
            facts.count_drops(run, result.get("dropped", {}))
            _add_claims(session, run, result["claims"])
        case Stage.DELIBERATE:
            _judge(session, run, item.subject, result)
        case Stage.RECHECK:
            _settle(session, run, result)


def conclude(session: Session, run: Run) -> None:
    """End a run whose stages are over: publish what survived, or say in one line why there is nothing."""
    dead = list(
        session.scalars(
            select(WorkItem).where(WorkItem.run_id == run.id, WorkItem.state == ItemState.DEAD).order_by(WorkItem.id)
        )
    )
    run.finished_at = now()
    facts.merge(run, not_reviewed=[{"stage": item.stage, "subject": item.subject, "reason": item.error} for item in dead])
    failed = next((item for item in dead if item.stage in (Stage.CHECKOUT, Stage.PROVE, Stage.RECHECK)), None)
    if failed is not None:
        run.error = failed.error
        facts.merge(run, failed_stage=failed.stage)
    after = RunState.FAILED if failed else RunState.DONE
    if run.kind == RunKind.LOCAL:
        run.state = after
        return
    if failed is not None:
        from worker.publish.plan import plan_failure

        intents = plan_failure(run)
    else:
        from worker.publish.plan import plan_run

        intents = plan_run(session, run)
    for intent in intents:
        _intend(session, run, intent)
    run.state = RunState.PUBLISHING if intents else after


def _intend(session: Session, run: Run, intent: Publication) -> None:
    known = session.scalar(select(Publication).where(Publication.dedupe_key == intent.dedupe_key))
    if known is None:
        session.add(intent)
        session.flush()
    enqueue(session, "send_publication", str((known or intent).id))


def _add_claims(session: Session, run: Run, claims: list[dict[str, Any]]) -> None:
    known = set(session.scalars(select(ClaimRow.fingerprint).where(ClaimRow.run_id == run.id)))
    for body in claims:
        claim = Claim.model_validate(body)
        fingerprint, ordinal = claim.fingerprint, 1
        # Two places can hold the same symbol with the same body (a copied file); each is a finding of its own.
        while fingerprint in known:
            ordinal += 1
            fingerprint = f"{claim.fingerprint}-{ordinal}"
        known.add(fingerprint)
        session.add(ClaimRow(run_id=run.id, fingerprint=fingerprint, body=body))


def _judge(session: Session, run: Run, fingerprint: str, result: dict[str, Any]) -> None:
    row = session.scalar(select(ClaimRow).where(ClaimRow.run_id == run.id, ClaimRow.fingerprint == fingerprint))
    if row is None:
        return
    if result["outcome"] == "upheld":
        row.body = Claim.model_validate({**row.body, "evidence": result["evidence"]}).model_dump(mode="json")
        row.deliberation = Deliberation(outcome="upheld", rounds=result["rounds"], reasoning=result["reasoning"]).model_dump(
            mode="json"
        )
    else:
        row.state, row.dropped = "dropped", result["outcome"]
        row.deliberation = {"outcome": result["outcome"], "rounds": result["rounds"], "reasoning": result["reasoning"]}


def _settle(session: Session, run: Run, result: dict[str, Any]) -> None:
    """Turn claims into findings or drop them, by what the re-check says of each."""
    rows = session.scalars(select(ClaimRow).where(ClaimRow.run_id == run.id, ClaimRow.state == "claimed"))
    for row in rows:
        settled = result["claims"].get(row.fingerprint)
        if settled is None:
            row.state, row.dropped = "dropped", _why_unsettled(row)
        elif settled["holds"]:
            row.state, row.body = "finding", {**row.body, "evidence": settled["evidence"]}
            row.deliberation = row.deliberation or settled["deliberation"]
        else:
            row.state, row.dropped = "dropped", "evidence_failed"
    session.flush()
    found = findings(session, run)
    reasons = select(ClaimRow.dropped).where(ClaimRow.run_id == run.id, ClaimRow.state == "dropped")
    facts.count_drops(run, Counter(session.scalars(reasons)))
    facts.merge(
        run,
        verdict=run_verdict(found).value,
        findings=len(found),
        placements=result.get("placements", {}),
        peak_rss_mb=result["peak_rss_mb"],
    )
    if run.kind == RunKind.NIGHT:
        _remember(session, run, found)


def _why_unsettled(row: ClaimRow) -> str:
    return "undecided" if row.body["certainty"] == Certainty.LIKELY and row.deliberation else "unchallenged"


def findings(session: Session, run: Run) -> list[Finding]:
    """The run's findings in publishing order."""
    rows = session.scalars(select(ClaimRow).where(ClaimRow.run_id == run.id, ClaimRow.state == "finding"))
    found = [
        Finding(
            id=row.fingerprint,
            claim=Claim.model_validate(row.body),
            deliberation=Deliberation.model_validate(row.deliberation) if row.deliberation else None,
        )
        for row in rows
    ]
    return sorted(found, key=publishing_order)


def _remember(session: Session, run: Run, found: list[Finding]) -> None:
    """Carry the default branch's findings on: new ones open, seen ones refreshed, gone ones fixed where looked at."""
    known = {
        row.fingerprint: row for row in session.scalars(select(FindingRow).where(FindingRow.repository_id == run.repository_id))
    }
    present = {finding.id: finding for finding in found}
    for identity, finding in present.items():
        row = known.get(identity)
        if row is None:
            assert run.repository_id is not None
            session.add(
                FindingRow(
                    repository_id=run.repository_id,
                    fingerprint=identity,
                    body=finding.model_dump(mode="json"),
                    first_run_id=run.id,
                    last_run_id=run.id,
                )
            )
        else:
            row.body, row.last_run_id = finding.model_dump(mode="json"), run.id
            if row.state == "fixed":
                row.state = "open"
    looked_at = facts.looked_at(run)
    for identity, row in known.items():
        if identity not in present and row.state == "open" and looked_at(row.body["claim"]):
            row.state, row.last_run_id = "fixed", run.id
