"""The JSON API under /api/v1: what the pages show, for programs."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request

from app import reading, views
from app.access import gate
from app.db.session import transaction

router = APIRouter(prefix="/api/v1", dependencies=[Depends(gate)])


@router.get("/runs")
def runs(
    request: Request,
    before: Annotated[str | None, Query(description="id of a run: only older ones", pattern=reading.ID, max_length=32)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = reading.PAGE,
) -> views.RunList:
    """Runs, newest first."""
    with transaction(request.app.state.sessions) as session:
        return reading.list_runs(session, before, limit)


@router.get("/runs/{run_id}", responses={404: {"description": "no such run"}})
def run(request: Request, run_id: str) -> views.RunDetail:
    """One run: its state, its findings with their evidence, what it did not look at and what it cost."""
    state = request.app.state
    with transaction(state.sessions) as session:
        detail = reading.run_detail(session, run_id, state.settings.github_url)
    if detail is None:
        raise HTTPException(404, "There is no such run.")
    return detail


@router.get("/findings/{fingerprint}", responses={404: {"description": "no such finding"}})
def finding(
    request: Request,
    fingerprint: str,
    run: Annotated[
        str | None, Query(description="as this run saw it; default: the newest", pattern=reading.ID, max_length=32)
    ] = None,
) -> views.FindingView:
    """One finding, as the newest run saw it."""
    state = request.app.state
    with transaction(state.sessions) as session:
        found = reading.finding(session, fingerprint, run, state.settings.github_url)
    if found is None:
        raise HTTPException(404, "There is no such finding.")
    return found[0]
