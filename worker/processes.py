"""The long-running processes: web, workers, beat, and all of them in one."""

import contextlib
import logging
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
import uvicorn

from app import logs
from app.access import loopback_name
from app.db import standing
from app.domain.errors import UserError
from app.settings import Settings, settings
from worker import preflight
from worker.celery import CLOCKWORK, QUEUES, make_celery

log = structlog.get_logger()

DEFAULT_CONCURRENCY = {"audit": 1, "publish": 4}
EMBEDDED_THREADS = 4
"""Of one pool for both queues: who audits mints the token itself, see `worker.hands`, so none waits for another."""


def serve(*, embedded: bool) -> None:
    """Run the web process in the foreground until SIGTERM or Ctrl-C; with `embedded`, worker and beat run in it too."""
    configured = settings()
    logs.configure(configured)
    # Both ways to end a process end it in one way: what is in hand is finished, and the exit code is 0.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if embedded:
        with embedded_service(configured) as server:
            log.info(_where(server.settings))
            server.wait()
        return
    preflight.need_secrets(configured)
    preflight.need_a_real_broker(configured)
    preflight.need_tables(configured)
    listening = preflight.listen(configured)
    configured = _on_port(configured, listening.getsockname()[1])
    from app.main import create_app

    log.info(_where(configured))
    # uvicorn raises the signal that ended it once more, for whoever is around it.
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(uvicorn.Config(create_app(configured), log_config=None)).run(sockets=[listening])


def _where(configured: Settings) -> str:
    if configured.pages == "off":
        return f"listening at {configured.public_url} for webhooks; pages are off (ANATOLY_PAGES)"
    return f"open {configured.public_url}"


def run_worker(queue: str, concurrency: int | None = None) -> None:
    """Run a Celery worker on one queue in the foreground. Refuses to read code in a process that holds the App's key."""
    configured = settings()
    logs.configure(configured)
    if queue not in QUEUES:
        raise UserError(f"unknown queue {queue!r}: choose one of {', '.join(QUEUES)}")
    if queue == "audit" and configured.has_private_key:
        raise UserError(
            "this process reads untrusted code and must not hold the App's private key: unset ANATOLY_GITHUB_PRIVATE_KEY and "
            "ANATOLY_GITHUB_PRIVATE_KEY_FILE for the audit worker (the publisher hands it read-only tokens)"
        )
    preflight.need_a_real_broker(configured)
    if queue == "publish":
        preflight.need_secrets(configured)
        preflight.need_identity(configured)
    preflight.need_tables(configured)
    options = {
        "queues": queue,
        "concurrency": str(concurrency or DEFAULT_CONCURRENCY[queue]),
        # Publishing is waiting, for GitHub and for its pace: threads of one process, of which one sends, the others answer.
        "pool": "threads" if queue == "publish" else "prefork",
        "loglevel": configured.log_level,
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    _hush_the_clock()
    # Quiet: without Celery's banner, which names its own things and none of ours.
    make_celery(configured).worker_main(["--quiet", "worker", *flags, "--without-gossip", "--without-mingle"])


def run_beat() -> None:
    """Run Celery beat in the foreground."""
    configured = settings()
    logs.configure(configured)
    preflight.need_a_real_broker(configured)
    if "database_url" in configured.model_fields_set:
        preflight.need_tables(configured)
    _hush_the_clock()
    make_celery(configured).start(["--quiet", "beat", "--loglevel", configured.log_level])


def _hush_the_clock() -> None:
    """Drop Celery's lines about what runs every few seconds; the sweep itself says when it found something."""
    for name in ("celery.beat", "celery.worker.strategy", "celery.app.trace"):
        logging.getLogger(name).addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    return record.levelno != logging.INFO or not any(f"anatoly.{task}" in record.getMessage() for task in CLOCKWORK)


class EmbeddedServer:
    """A running embedded service."""

    def __init__(self, settings: Settings, thread: threading.Thread, server: uvicorn.Server) -> None:
        self.settings, self._thread, self._server = settings, thread, server

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{self.settings.host}:{self.settings.port}"

    def wait(self) -> None:
        """Return when the web server ends, or at Ctrl-C (and SIGTERM, where `serve` made it the same)."""
        try:
            while self._thread.is_alive():
                self._thread.join(timeout=1)
        except KeyboardInterrupt:
            self._server.should_exit = True
            self._thread.join()


@contextmanager
def embedded_service(configured: Settings) -> Iterator[EmbeddedServer]:
    """Web, worker and beat in this process, on Celery's in-memory broker; the database is migrated first."""
    preflight.need_secrets(configured)
    preflight.look_at_identity(configured)
    with contextlib.closing(preflight.listen(configured)) as listening:
        yield from _embedded(_at(configured, listening.getsockname()[1]), listening)


def _embedded(configured: Settings, listening: socket.socket) -> Iterator[EmbeddedServer]:
    from celery import beat

    from app.main import create_app
    from worker import hands

    try:
        configured.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"ANATOLY_DATA_DIR: cannot make {configured.data_dir}: {error.strerror or error}") from error
    standing.upgrade(configured.database_url)
    _hush_the_clock()
    hands.use(configured, in_one_process=True)
    celery = make_celery(configured)
    celery.set_default()
    worker: Any = celery.WorkController(
        pool="threads",
        concurrency=EMBEDDED_THREADS,
        queues=list(QUEUES),
        without_heartbeat=True,
        without_gossip=True,
        without_mingle=True,
    )
    worker_thread = threading.Thread(target=worker.start, name="worker", daemon=True)
    ticker = beat.EmbeddedService(celery, max_interval=1, thread=True, scheduler_cls=beat.Scheduler)
    server = uvicorn.Server(uvicorn.Config(create_app(configured), log_config=None))
    web_thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="web", daemon=True)
    for thread in (worker_thread, ticker, web_thread):
        thread.start()
    try:
        yield EmbeddedServer(configured, web_thread, server)
    finally:
        server.should_exit = True
        web_thread.join(timeout=10)
        ticker.stop()
        worker.stop()
        worker_thread.join(timeout=10)
        hands.forget()


def _at(configured: Settings, port: int) -> Settings:
    """The settings of a service that listens on `port`.

    Unless `pages` was set, they are for this machine, and off where a public address tells of a proxy: behind one every
    reader seems to be on this machine.
    """
    here: dict[str, Any] = {}
    if "pages" not in configured.model_fields_set:
        unset = configured.public_url == f"http://{configured.host}:{configured.port}"
        # A URL's authority: no scheme, no path. What is no URL names no machine, so pages stay off.
        authority = configured.public_url.partition("://")[2].partition("/")[0]
        here["pages"] = "local" if unset or loopback_name(authority) else "off"
    return _on_port(configured, port).model_copy(update=here)


def _on_port(configured: Settings, port: int) -> Settings:
    """The settings with the port that was picked where they leave it open."""
    public = {"public_url": f"http://{configured.host}:{port}"} if configured.port == 0 else {}
    return configured.model_copy(update={"port": port, **public})
