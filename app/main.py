"""The web process: the only place where routes, middleware and settings meet."""

from collections.abc import Callable

import structlog
from fastapi import FastAPI, Request
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from app import api, health, metrics
from app.db.session import Sessions
from app.db.session import sessions as sessions_of
from app.domain.errors import UserError
from app.headers import SecurityHeaders
from app.pages import routes as pages
from app.queue import CeleryDoorbell, Sender
from app.settings import Settings
from app.webhooks.receive import Receiver
from app.webhooks.receive import router as webhooks

log = structlog.get_logger(__name__)


class NotConfiguredError(UserError):
    """The service can not start; the message says what to set."""


def create_app(
    settings: Settings,
    *,
    sessions: Sessions | None = None,
    sender: Sender | None = None,
    check_broker: Callable[[], None] | None = None,
) -> FastAPI:
    """The web application. Raises `NotConfiguredError` without a webhook secret: it would have to believe everybody.

    `sessions`, `sender` and `check_broker` default to the database and the broker of the settings.
    """
    secrets = tuple(secret.get_secret_value() for secret in settings.webhook_secrets)
    if not secrets:
        raise NotConfiguredError("no webhook secret: set ANATOLY_WEBHOOK_SECRETS to the one in the GitHub App's settings")
    doorbell = CeleryDoorbell(settings.broker_url)
    app = FastAPI(title="Anatoly", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.settings = settings
    app.state.sessions = sessions or sessions_of(settings.database_url)
    app.state.check_broker = check_broker or doorbell.check
    app.add_middleware(SecurityHeaders)
    app.add_exception_handler(OperationalError, _database_away)
    app.add_exception_handler(HTTPException, pages.http_error)
    app.include_router(webhooks(Receiver(secrets, app.state.sessions, sender or doorbell)))
    app.include_router(health.router)
    app.include_router(metrics.router)
    app.include_router(api.router)
    app.include_router(pages.router)
    app.mount("/static", StaticFiles(packages=[("app", "static")]))
    return app


def _database_away(request: Request, error: Exception) -> Response:
    log.error("database_away", path=request.url.path, reason=str(error).splitlines()[0])
    return JSONResponse({"detail": "The database is away; try again later."}, 503, {"Retry-After": "60"})
