"""Engines and sessions: one way to reach the database, for every process."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

Sessions = sessionmaker[Session]


def make_engine(url: str) -> Engine:
    """Return an engine for a SQLAlchemy URL (`postgresql://…` is psycopg 3, `sqlite:///…` waits for locks and checks keys)."""
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False})
        event.listen(engine, "connect", _tune_sqlite)
        event.listen(engine, "begin", _begin_immediate)
        return engine
    return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)


def _tune_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, see _begin_immediate
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_immediate(connection: Any) -> None:
    # A deferred transaction that reads first and writes later fails at once when another writer came between; taking the
    # write lock at the start makes it wait instead.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@lru_cache
def sessions(url: str) -> Sessions:
    """The process's session factory for a database URL. Objects stay readable after the commit."""
    return sessionmaker(make_engine(url), expire_on_commit=False)


@contextmanager
def transaction(factory: Sessions) -> Iterator[Session]:
    """One transaction: committed at the end, rolled back on any exception."""
    with factory.begin() as session:
        yield session
