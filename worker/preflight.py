"""What must be there before a process starts: whatever is missing is one line now, not a traceback or a silence later."""

import os
import socket

import structlog

from app.db.standing import Standing, look
from app.domain.errors import UserError
from app.github.identity import check_identity
from app.settings import Settings

log = structlog.get_logger()


def listen(settings: Settings) -> socket.socket:
    """Open the port of the web process. Raises `UserError` where it is taken, forbidden or no address of this machine."""
    host, port = settings.host, settings.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.getaddrinfo(host, port)
        return socket.create_server((host, port), family=family)
    except socket.gaierror as error:
        raise UserError(f"ANATOLY_HOST: {host} is no address of this machine ({error.strerror})") from error
    except OSError as error:
        raise UserError(
            f"cannot listen on {host}:{port}: {os.strerror(error.errno or 0)}; stop what listens there, or set ANATOLY_PORT "
            "(0 picks a free one) or ANATOLY_HOST"
        ) from error


def need_secrets(settings: Settings) -> None:
    """Refuse to start where no delivery could be told from a forged one."""
    if not settings.webhook_secrets:
        raise UserError("no webhook secret: set ANATOLY_WEBHOOK_SECRETS to the one in the GitHub App's settings")


def need_a_real_broker(settings: Settings) -> None:
    """Refuse the broker in memory where more than one process is meant."""
    if settings.broker_url.startswith("memory"):
        raise UserError(
            "the in-memory broker reaches one process only: set ANATOLY_BROKER_URL (redis://…) "
            "or run `anatoly serve --embedded`"
        )


def need_tables(settings: Settings) -> None:
    """Refuse a database without this version's tables. One that is away may come back: that is only said."""
    standing, line = look(settings.database_url)
    if standing is Standing.AWAY:
        log.warning("database away", reason=line)
    elif standing is not Standing.CURRENT:
        raise UserError(f"database: {line}")


def need_identity(settings: Settings) -> None:
    """Refuse a publisher that could not act as the App. Raises `NoIdentityError`."""
    check_identity(settings)


def look_at_identity(settings: Settings) -> None:
    """The same for the embedded service, which may be tried out without an App: then one warning says what will not happen."""
    if settings.github_app_id or settings.has_private_key:
        check_identity(settings)
    else:
        log.warning(
            "no GitHub App: webhooks are stored and nothing is audited; "
            "set ANATOLY_GITHUB_APP_ID and ANATOLY_GITHUB_PRIVATE_KEY_FILE"
        )
