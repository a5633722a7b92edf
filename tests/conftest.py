"""Fixtures that every room's tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy.orm import sessionmaker

from app.db import migrate
from app.db.session import Sessions, make_engine
from tests import services

# In CI the same examples every time: a landing must not hang on luck. On a desk every run looks for new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a real Postgres that databases can be created on."""
    with services.postgres() as url:
        yield url


@pytest.fixture(scope="session")
def broker_url() -> Iterator[str]:
    """URL of a real Redis-protocol server."""
    with services.broker() as url:
        yield url


@pytest.fixture(scope="session")
def _postgres_template(postgres_server: str) -> Iterator[str]:
    """Name of a migrated, empty database that others are copied from."""
    with services.fresh_database(postgres_server) as url:
        engine = make_engine(url)
        migrate.upgrade(engine)
        name = engine.url.database
        engine.dispose()
        assert name is not None
        yield name


@pytest.fixture
def postgres_url(postgres_server: str, _postgres_template: str) -> Iterator[str]:
    """URL of a migrated, empty Postgres database."""
    with services.fresh_database(postgres_server, _postgres_template) as url:
        yield url


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("template") / "empty.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate.upgrade(engine)
    engine.dispose()
    return path.read_bytes()


@pytest.fixture
def sqlite_url(tmp_path: Path, _sqlite_template: bytes) -> str:
    """URL of a migrated, empty SQLite database."""
    path = tmp_path / "test.db"
    path.write_bytes(_sqlite_template)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """URL of a migrated, empty database: the test runs on each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def sessions(database_url: str) -> Iterator[Sessions]:
    """A session factory on an empty database that has all tables."""
    engine = make_engine(database_url)
    yield sessionmaker(engine, expire_on_commit=False)
    engine.dispose()
