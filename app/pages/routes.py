"""The pages: recent runs, one run, one finding, and the description of the JSON API."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response

from app import reading
from app.access import gate
from app.db.session import transaction
from app.pages.render import page

router = APIRouter(dependencies=[Depends(gate)], include_in_schema=False, default_response_class=HTMLResponse)

REFRESH_SECONDS = 5
RunId = Annotated[str, Query(pattern=reading.ID, max_length=32)]


@router.get("/")
def runs(request: Request, before: RunId | None = None) -> Response:
    """Recent runs."""
    with transaction(request.app.state.sessions) as session:
        listed = reading.list_runs(session, before)
    under_way = any(run.finished_at is None for run in listed.runs)
    return page(request, "runs.html", listed=listed, before=before, refresh=REFRESH_SECONDS if under_way else None)


@router.get("/runs/{run_id}")
def run(request: Request, run_id: str) -> Response:
    """One run; it reloads itself while the run is under way."""
    state = request.app.state
    with transaction(state.sessions) as session:
        detail = reading.run_detail(session, run_id, state.settings.github_url)
    if detail is None:
        raise HTTPException(404, "There is no such run.")
    return page(request, "run.html", run=detail, refresh=REFRESH_SECONDS if detail.under_way else None)


@router.get("/findings/{fingerprint}")
def finding(request: Request, fingerprint: str, run: RunId | None = None) -> Response:
    """One finding with its evidence and the runs that saw it."""
    state = request.app.state
    with transaction(state.sessions) as session:
        found = reading.finding(session, fingerprint, run, state.settings.github_url)
    if found is None:
        raise HTTPException(404, "There is no such finding.")
    view, seen = found
    return page(request, "finding.html", finding=view, seen=seen)


@router.get("/api/docs")
def api_docs(request: Request) -> Response:
    """The JSON API, described for people. No script and nothing from elsewhere, unlike the usual viewers."""
    return page(request, "api.html", api=request.app.openapi())


@router.get("/api/openapi.json")
def api_schema(request: Request) -> Response:
    """The JSON API, described for programs."""
    schema: dict[str, Any] = request.app.openapi()
    return JSONResponse(schema)


async def http_error(request: Request, error: Exception) -> Response:
    """A refusal in the asker's language: a page for browsers, JSON for programs."""
    if not isinstance(error, StarletteHTTPException):
        raise error
    if "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/v1"):
        return page(request, "error.html", status=error.status_code, message=error.detail, code=error.status_code)
    return JSONResponse({"detail": error.detail}, error.status_code, error.headers)
