"""Migrations, from code: upgrade, downgrade, where a database stands, and whether models and migrations agree."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from app.db.models import Base

_SCRIPTS = Path(__file__).resolve().parents[2] / "migrations"


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration; there is no alembic.ini."""
    made = Config()
    made.set_main_option("script_location", str(_SCRIPTS))
    if connection is not None:
        made.attributes["connection"] = connection
    return made


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring a database up to `revision`, in one transaction."""
    with engine.begin() as connection:
        command.upgrade(config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take a database back to `revision` ("base" for empty), in one transaction."""
    with engine.begin() as connection:
        command.downgrade(config(connection), revision)


def current(engine: Engine) -> tuple[str | None, str | None]:
    """Return (revision the database is at, newest revision there is)."""
    with engine.connect() as connection:
        at = MigrationContext.configure(connection).get_current_revision()
    return at, ScriptDirectory.from_config(config()).get_current_head()


def knows(revision: str) -> bool:
    """Whether a revision is one of this version's."""
    return revision in {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}


def drift(engine: Engine) -> list[Any]:
    """Differences between the models and a migrated database, as Alembic's operations; empty when they agree."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))
