"""The queries behind pages and the JSON API. Each reads what it shows in a handful of statements."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app import views
from app.db.models import ClaimRow, ModelCall, Publication, Run, WorkItem
from app.domain.finding import Finding
from app.domain.policy import publishing_order
from app.domain.run import ItemState, Stage

PAGE = 50
MANY = 500
"""Rows of one kind that a page shows at most."""
ID = r"^[A-Za-z0-9_-]{1,80}$"
"""Ids of runs and fingerprints. Anything else is no id, and the database need not hear it: Postgres refuses some text."""


def list_runs(session: Session, before: str | None = None, limit: int = PAGE) -> views.RunList:
    """The newest runs, or those older than the run `before`."""
    query = select(Run).order_by(Run.created_at.desc(), Run.id.desc()).limit(limit + 1)
    mark = session.get(Run, before) if before else None
    if mark is not None:
        query = query.where(or_(Run.created_at < mark.created_at, and_(Run.created_at == mark.created_at, Run.id < mark.id)))
    runs = list(session.scalars(query))
    page = runs[:limit]
    findings, dollars = _counts(session, [run.id for run in page])
    return views.RunList(
        runs=[views.RunSummary(**views.summary(run, findings.get(run.id, 0), dollars.get(run.id, 0.0))) for run in page],
        older=page[-1].id if len(runs) > limit else None,
    )


def run_detail(session: Session, run_id: str, github_url: str) -> views.RunDetail | None:
    """Everything about one run, or None when there is no such run."""
    run = session.get(Run, run_id) if re.fullmatch(ID, run_id) else None
    if run is None:
        return None
    found: list[views.FindingView] = []
    dropped: list[views.Dropped] = []
    unreadable = 0
    rows = select(ClaimRow).where(ClaimRow.run_id == run.id, ClaimRow.state.in_(("finding", "dropped")))
    for row in session.scalars(rows.order_by(ClaimRow.id)):
        view = finding_view(run, row, github_url)
        if view is None:
            unreadable += 1
        elif row.state == "finding":
            found.append(view)
        elif len(dropped) < MANY:
            claim = view.claim
            dropped.append(
                views.Dropped(
                    reason=row.dropped, axis=claim.axis, title=claim.title, file=claim.file, line_start=claim.line_start
                )
            )
    found.sort(key=lambda view: publishing_order(Finding(id=view.id, claim=view.claim, deliberation=view.deliberation)))
    _, dollars = _counts(session, [run.id])
    return views.RunDetail(
        **views.summary(run, len(found), dollars.get(run.id, 0.0)),
        base_commit=run.base_commit,
        scope=run.scope,
        facts=views.Facts.of(run.facts),
        progress=_progress(session, run.id),
        found=found,
        dropped=dropped,
        unfinished=_unfinished(session, run.id),
        unreadable=unreadable,
        tiers=_tiers(session, run.id),
        publications=[
            views.Written(kind=row.kind, state=row.state, url=row.url, error=row.error)
            for row in session.scalars(select(Publication).where(Publication.run_id == run.id).order_by(Publication.id))
        ],
    )


def finding(
    session: Session, fingerprint: str, run_id: str | None, github_url: str
) -> tuple[views.FindingView, list[views.RunSummary]] | None:
    """A finding as one run saw it (the newest where none is named), and the newest runs that saw it. None: no such finding."""
    if not re.fullmatch(ID, fingerprint):
        return None
    query = (
        select(ClaimRow, Run)
        .join(Run, Run.id == ClaimRow.run_id)
        .where(ClaimRow.fingerprint == fingerprint, ClaimRow.state == "finding")
    )
    seen = session.execute(query.order_by(Run.created_at.desc()).limit(PAGE)).all()
    chosen = next(((row, run) for row, run in seen if run_id in (None, run.id)), None)
    view = finding_view(chosen[1], chosen[0], github_url) if chosen else None
    if view is None or chosen is None:
        return None
    # The same code in two repositories has one fingerprint; its history is told for one of them.
    runs = [run for _, run in seen if run.source == chosen[1].source]
    findings, dollars = _counts(session, [run.id for run in runs])
    return view, [views.RunSummary(**views.summary(run, findings.get(run.id, 0), dollars.get(run.id, 0.0))) for run in runs]


def finding_view(run: Run, row: ClaimRow, github_url: str) -> views.FindingView | None:
    """One stored claim with a link to its lines, or None when it is unreadable."""
    claim = views.read_claim(row)
    if claim is None:
        return None
    link = ""
    if run.repository_id is not None and run.commit:
        path = quote(f"{run.source}/blob/{run.commit}/{claim.file}")
        link = f"{github_url.rstrip('/')}/{path}#L{claim.line_start}-L{claim.line_end}"
    return views.FindingView(
        id=row.fingerprint, run_id=run.id, claim=claim, deliberation=views.read_deliberation(row), link=link
    )


def _counts(session: Session, run_ids: Iterable[str]) -> tuple[dict[str, int], dict[str, float]]:
    """Findings and dollars by run."""
    ids = list(run_ids)
    findings = select(ClaimRow.run_id, func.count()).where(ClaimRow.run_id.in_(ids), ClaimRow.state == "finding")
    dollars = select(ModelCall.run_id, func.sum(ModelCall.usd)).where(ModelCall.run_id.in_(ids))
    return (
        dict(session.execute(findings.group_by(ClaimRow.run_id)).all()),
        dict(session.execute(dollars.group_by(ModelCall.run_id)).all()),
    )


def _progress(session: Session, run_id: str) -> list[views.StageProgress]:
    counts: dict[str, dict[str, int]] = {}
    query = select(WorkItem.stage, WorkItem.state, func.count()).where(WorkItem.run_id == run_id)
    for stage, state, count in session.execute(query.group_by(WorkItem.stage, WorkItem.state)):
        counts.setdefault(stage, {})[state] = count
    open_states = (ItemState.QUEUED, ItemState.RUNNING)
    return [
        views.StageProgress(
            stage=stage,
            total=sum(counts.get(stage, {}).values()),
            ended=sum(count for state, count in counts.get(stage, {}).items() if state not in open_states),
        )
        for stage in Stage
    ]


def _unfinished(session: Session, run_id: str) -> list[views.Unfinished]:
    query = select(WorkItem).where(WorkItem.run_id == run_id, WorkItem.state.in_((ItemState.DEAD, ItemState.SKIPPED)))
    return [
        views.Unfinished(stage=item.stage, subject=item.subject, state=item.state, error=item.error)
        for item in session.scalars(query.order_by(WorkItem.stage, WorkItem.subject).limit(MANY))
    ]


def _tiers(session: Session, run_id: str) -> list[views.TierCost]:
    calls = ModelCall
    failed = func.count().filter(calls.outcome != "ok")
    sums = [
        func.sum(column) for column in (calls.input_tokens, calls.cached_tokens, calls.output_tokens, calls.usd, calls.seconds)
    ]
    query = select(calls.tier, calls.model, func.count(), failed, *sums).where(calls.run_id == run_id)
    names = list(views.TierCost.model_fields)
    return [
        views.TierCost(**dict(zip(names, row, strict=True)))
        for row in session.execute(query.group_by(calls.tier, calls.model).order_by(calls.tier, calls.model))
    ]
