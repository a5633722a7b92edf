"""GET /healthz and /readyz: is the process alive, and can it do its work."""

from fastapi import APIRouter, Request
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.responses import JSONResponse

from app.db.session import transaction
from app.queue import BrokerAway

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def healthz() -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
def readyz(request: Request) -> JSONResponse:
    """200 when database and broker answer, else 503 with which one does not. Details are in the log, not here."""
    state = request.app.state
    answers = {"database": "ok", "broker": "ok"}
    try:
        with transaction(state.sessions) as session:
            session.execute(text("select 1"))
    except (DBAPIError, PoolTimeout):
        answers["database"] = "away"
    try:
        state.check_broker()
    except BrokerAway:
        answers["broker"] = "away"
    return JSONResponse(answers, 200 if set(answers.values()) == {"ok"} else 503)
