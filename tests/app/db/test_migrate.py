"""Migrations go up and down on a database that has rows, and say what the models say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, select
from sqlalchemy.orm import Session

from app.db import migrate
from app.db.models import Base
from app.db.session import make_engine
from tests import services
from tests.app.db.rows import one_of_each


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a database without tables."""
    if request.param == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path / 'empty.db'}")
        yield engine
        engine.dispose()
        return
    with services.fresh_database(request.getfixturevalue("postgres_server")) as url:
        engine = make_engine(url)
        yield engine
        engine.dispose()


def test_models_and_migrations_agree(empty: Engine) -> None:
    migrate.upgrade(empty)
    assert migrate.drift(empty) == []


def test_drift_is_noticed(empty: Engine) -> None:
    migrate.upgrade(empty)
    with empty.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE runs ADD COLUMN forgotten TEXT")
    assert any("forgotten" in str(change) for change in migrate.drift(empty))


def test_a_database_with_a_row_in_every_table_goes_down_and_up_again(empty: Engine) -> None:
    migrate.upgrade(empty)
    with Session(empty) as session:
        one_of_each(session)
        session.commit()
        for mapper in Base.registry.mappers:
            assert session.scalars(select(mapper.class_)).first() is not None, f"no row of {mapper.class_.__name__}"
    migrate.downgrade(empty, "base")
    assert set(inspect(empty).get_table_names()) <= {"alembic_version"}
    migrate.upgrade(empty)
    assert migrate.current(empty)[0] == migrate.current(empty)[1]
    with Session(empty) as session:
        one_of_each(session)
        session.commit()


def test_upgrading_twice_changes_nothing(empty: Engine) -> None:
    migrate.upgrade(empty)
    with Session(empty) as session:
        one_of_each(session)
        session.commit()
    migrate.upgrade(empty)
    with Session(empty) as session:
        assert all(session.scalars(select(mapper.class_)).first() for mapper in Base.registry.mappers)
