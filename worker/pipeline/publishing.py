"""From a run's rows and its checkout to what is to be written on GitHub. The audit worker plans it: only it may read code."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.models import ModelCall, Run
from app.domain.axis import Axis
from app.domain.finding import Claim, Finding
from app.domain.run import RunKind
from app.settings import Settings
from worker.axes import local_names, utility
from worker.checkout import diff_hunks
from worker.deliberation.files import read_text
from worker.graph.graph import Graph
from worker.graph.index import MODULE
from worker.pipeline import facts
from worker.pipeline.workspace import Workspace
from worker.publish import memory
from worker.publish.facts import AuditedRun, NotAnalysed, Where
from worker.publish.intents import PAYLOADS, Intent
from worker.publish.markers import Marker
from worker.publish.plan import Looked, Plan, plan_failure, plan_night, plan_pull_request
from worker.source.facts import Source

BROKEN = "not read in full: its syntax is broken, or newer than the grammar"


def plan(session: Session, settings: Settings, run: Run, findings: Sequence[Finding], space: Workspace) -> Plan:
    """What a finished run posts."""
    audited = _audited(session, settings, run)

    def text_of(file: str) -> str | None:
        return read_text(space.jail, file)

    if run.kind == RunKind.PULL_REQUEST and run.pull_number is not None:
        diffs = diff_hunks(space.checkout, run.base_commit)
        earlier = memory.earlier_on_pull_request(session, audited.repository_id, run.pull_number)
        return plan_pull_request(audited, findings, diffs, text_of, earlier)
    earlier = memory.earlier_nights(session, audited.repository_id)
    return plan_night(audited, findings, _looked(session, run, space), text_of, earlier)


def plan_failed(session: Session, settings: Settings, run: Run, reason: str, detail: str) -> Plan:
    """What a run that came to nothing posts; `detail` is what people may read."""
    audited = _audited(session, settings, run)
    return plan_failure(audited, reason, detail, run.pull_number or run.scope.get("thread"))


def dump(plan: Plan) -> dict[str, Any]:
    """A plan as JSON, for a work item's result."""
    intents = [
        {
            "kind": intent.kind,
            "dedupe_key": intent.dedupe_key,
            "payload": intent.payload.model_dump(mode="json"),
            "marker": str(intent.marker or ""),
            "finding": intent.finding,
            "assumes": intent.assumes,
        }
        for intent in plan.intents
    ]
    return {"intents": intents, "withheld": plan.withheld, "gone": list(plan.gone)}


def load(stored: dict[str, Any]) -> Plan:
    """Undo `dump`."""
    intents = [
        Intent(
            each["kind"],
            each["dedupe_key"],
            PAYLOADS[each["kind"]].model_validate(each["payload"]),
            Marker.stored(each["marker"]),
            each["finding"],
            each["assumes"],
        )
        for each in stored["intents"]
    ]
    return Plan(tuple(intents), stored["withheld"], tuple(stored["gone"]))


def _audited(session: Session, settings: Settings, run: Run) -> AuditedRun:
    repository = run.repository
    assert repository is not None
    calls, usd = session.execute(
        select(func.count(), func.coalesce(func.sum(ModelCall.usd), 0.0)).where(ModelCall.run_id == run.id)
    ).one()
    skipped = [NotAnalysed(each["path"], each["reason"]) for each in run.facts.get("files_skipped", [])]
    skipped += [NotAnalysed(path, BROKEN) for path in run.facts.get("files_broken", [])]
    unanswered = [
        NotAnalysed(each["subject"] or each["stage"], each["reason"]) for each in facts.not_reviewed(session, run, public=True)
    ]
    paths, axes = run.scope.get("paths") or [], run.scope.get("axes") or []
    along = f"along the ax{'i' if len(axes) == 1 else 'e'}s {', '.join(axes)}" if axes and set(axes) != set(Axis) else ""
    limits = [*(f"`{path}`" for path in paths), *([along] if along else [])]
    return AuditedRun(
        id=run.id,
        kind=RunKind(run.kind),
        installation_id=repository.installation_id,
        repository_id=repository.id,
        where=Where(settings.github_url, repository.owner, repository.name, run.commit),
        page_url=f"{settings.public_url.rstrip('/')}/runs/{run.id}",
        full=bool(run.facts.get("models")),
        files_total=run.facts.get("files_total", 0),
        files_reviewed=run.facts.get("files_reviewed", 0),
        not_analysed=tuple(unanswered + skipped),
        model_calls=calls,
        usd=float(usd),
        pull_number=run.pull_number,
        comment_id=run.comment_id,
        scope_words=f"only {', '.join(limits)}" if limits else "",
        unanswered=len(unanswered),
    )


def _looked(session: Session, run: Run, space: Workspace) -> Looked:
    looked = facts.looked_at(session, run)
    # What is there and was not read, or is a link now, is not gone.
    files = frozenset(space.files) | {each.file for each in space.checkout.omitted}
    looked_at = frozenset((axis, file) for axis in Axis for file in files if looked(axis, file))

    def gone(claim: Claim) -> bool:
        return refuted(claim, space.source, space.graph)

    return Looked(files, looked_at, gone, reviewed=bool(run.facts.get("models")))


def refuted(claim: Claim, source: Source, graph: Graph) -> bool:
    """Whether a prover's claim is wrong now: its symbol is used, is no longer there, or has another body.

    Unknown refutes nothing: a name that turned up in a config, or syntax that broke, makes no dead code live.
    """
    read = source.files.get(claim.file)
    if read is None:
        return False
    symbol = claim.symbol or MODULE
    number = graph.index.find(claim.file, symbol)
    node = graph.index.nodes[number] if number is not None else None
    if node is not None and graph.reach(claim.file, symbol).state == "reachable":
        return True
    if read.parse_errors or read.broken:  # what is missing or different may be there behind the broken syntax
        return False
    if claim.file not in graph.source.files:
        return claim.fingerprint not in {one.fingerprint for one in local_names.unused_in(source, read)}
    if node is None or (symbol != MODULE and not node.declarations):
        return True
    return utility.body_hash(source, node) != claim.body_hash
