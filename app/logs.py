"""Logging: one line an event, ours and the libraries' alike, and no secret in any of them."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from app.settings import Settings

_SECRET_KEY = re.compile(r"token|secret|password|authorization|private_key|signature|api_key|payload|cookie", re.IGNORECASE)
_SECRET_VALUE = re.compile(
    r"gh[pousr]_\w{16,}|github_pat_\w{20,}|sk-[\w-]{16,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+|(?<=://)[^\s/@]+:[^\s/@]+(?=@)"
    r"|(?i:(?<=bearer )|(?<=token )|(?<=basic ))[\w.~+/=-]{8,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)",
    re.DOTALL,
)
HIDDEN = "[hidden]"


def hide_secrets(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace values under telling names, and whatever looks like a credential in any text."""
    for key, value in event.items():
        if _SECRET_KEY.search(key):
            event[key] = HIDDEN
        elif isinstance(value, str):
            event[key] = _SECRET_VALUE.sub(HIDDEN, value)
    return event


def drop_coloured_copy(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Uvicorn sends each line twice: as it is, and with terminal colours in it."""
    event.pop("color_message", None)
    return event


def configure(settings: Settings) -> None:
    """Send structlog and the standard library's logging to stderr, as `ANATOLY_LOG_LEVEL` and `_FORMAT` say."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        drop_coloured_copy,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    colours = settings.log_format == "console" and sys.stderr.isatty()
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer()
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=structlog.dev.plain_traceback)
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            hide_secrets,
            renderer,
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
    for chatty in ("httpx", "httpcore", "hishel", "kombu", "amqp", "alembic"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))
