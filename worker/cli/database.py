"""`anatoly db upgrade`: brings the database to this version's tables."""

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from app.db import migrate
from app.db.session import make_engine
from app.domain.errors import UserError
from app.settings import Settings


def upgrade() -> str:
    """Migrate the configured database and return one line that says what happened. Raises `UserError`."""
    url = parse(Settings().database_url)
    if (file := sqlite_file(url)) is not None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"cannot make the folder {file.parent} for the database: {error.strerror or error}") from error
    engine = make_engine(url.render_as_string(hide_password=False))
    try:
        before, newest = migrate.current(engine)
        migrate.upgrade(engine)
    except SQLAlchemyError as error:
        raise UserError(f"database {shown(url)}: {reason(error)}") from error
    finally:
        engine.dispose()
    if before == newest:
        return f"{shown(url)} is at {newest} already"
    return f"{shown(url)} upgraded from {before or 'empty'} to {newest}"


def parse(text: str) -> URL:
    """Read a database URL; raise `UserError` for what is none (without showing it: it may hold a password)."""
    try:
        return make_url(text)
    except ArgumentError as error:
        raise UserError(
            "ANATOLY_DATABASE_URL is no database URL: write it like postgresql://user:password@host/name or sqlite:////path"
        ) from error


def sqlite_file(url: URL) -> Path | None:
    """The file of an SQLite database; None for other databases and for one in memory."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


def shown(url: URL) -> str:
    """The URL without its password."""
    return url.render_as_string(hide_password=True)


def reason(error: SQLAlchemyError) -> str:
    """The first line of what the driver said."""
    cause = getattr(error, "orig", None) or error
    return (str(cause).strip().splitlines() or [type(cause).__name__])[0][:300]
