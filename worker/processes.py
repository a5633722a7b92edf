"""The long-running processes: web, workers, beat, and all of them in one."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
import uvicorn

from app import logs
from app.access import loopback_name
from app.db import migrate
from app.db.session import make_engine
from app.domain.errors import UserError
from app.settings import Settings, settings
from worker.celery import QUEUES, make_celery

log = structlog.get_logger()

DEFAULT_CONCURRENCY = {"audit": 1, "publish": 4}
EMBEDDED_THREADS = 4
"""Of one pool for both queues: who audits mints the token itself, see `worker.hands`, so none waits for another."""


def serve(*, embedded: bool) -> None:
    """Run the web process in the foreground; with `embedded`, worker and beat run in it too."""
    configured = settings()
    logs.configure(configured)
    if embedded:
        with embedded_service(configured) as server:
            log.info("serving", url=server.url)
            server.wait()
        return
    from app.main import create_app

    uvicorn.run(create_app(configured), host=configured.host, port=configured.port, log_config=None)


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
    _need_a_real_broker(configured)
    options = {
        "queues": queue,
        "concurrency": str(concurrency or DEFAULT_CONCURRENCY[queue]),
        # Publishing is waiting, for GitHub and for its pace: threads of one process, of which one sends, the others answer.
        "pool": "threads" if queue == "publish" else "prefork",
        "loglevel": configured.log_level,
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    make_celery(configured).worker_main(["worker", *flags, "--without-gossip", "--without-mingle"])


def run_beat() -> None:
    """Run Celery beat in the foreground."""
    configured = settings()
    logs.configure(configured)
    _need_a_real_broker(configured)
    make_celery(configured).start(["beat", "--loglevel", configured.log_level])


def _need_a_real_broker(configured: Settings) -> None:
    if configured.broker_url.startswith("memory"):
        raise UserError(
            "the in-memory broker reaches one process only: set ANATOLY_BROKER_URL (redis://…) "
            "or run `anatoly serve --embedded`"
        )


class EmbeddedServer:
    """A running embedded service."""

    def __init__(self, settings: Settings, thread: threading.Thread, server: uvicorn.Server) -> None:
        self.settings, self._thread, self._server = settings, thread, server

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{self.settings.host}:{self.settings.port}"

    def wait(self) -> None:
        """Return when the web server ends (Ctrl-C, SIGTERM)."""
        try:
            while self._thread.is_alive():
                self._thread.join(timeout=1)
        except KeyboardInterrupt:
            self._server.should_exit = True
            self._thread.join()


@contextmanager
def embedded_service(configured: Settings) -> Iterator[EmbeddedServer]:
    """Web, worker and beat in this process, on Celery's in-memory broker; the database is migrated first."""
    from celery import beat

    from app.main import create_app
    from worker import hands

    listening = socket.create_server((configured.host, configured.port))
    configured = _at(configured, listening.getsockname()[1])
    configured.data_dir.mkdir(parents=True, exist_ok=True)
    engine = make_engine(configured.database_url)
    migrate.upgrade(engine)
    engine.dispose()
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
    here: dict[str, Any] = {"port": port}
    if "pages" not in configured.model_fields_set:
        unset = configured.public_url == f"http://{configured.host}:{configured.port}"
        # A URL's authority: no scheme, no path. What is no URL names no machine, so pages stay off.
        authority = configured.public_url.partition("://")[2].partition("/")[0]
        here["pages"] = "local" if unset or loopback_name(authority) else "off"
    if configured.port == 0:
        here["public_url"] = f"http://{configured.host}:{port}"
    return configured.model_copy(update=here)
