"""Where a database stands, for whoever starts a process on it: reached or not, migrated or not, said in one line."""

from enum import Enum, auto
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from app.db import migrate
from app.db.session import make_engine
from app.domain.errors import UserError


class Standing(Enum):
    """What a look at a database found."""

    CURRENT = auto()
    MISSING = auto()
    """An SQLite file that is not there yet."""
    AWAY = auto()
    BEHIND = auto()
    AHEAD = auto()
    """Of a later version than this one."""


def look(text: str) -> tuple[Standing, str]:
    """Say how the database of a URL stands, and one line for people. Makes nothing. Raises `UserError` for what is no URL."""
    url = parse(text)
    file = sqlite_file(url)
    if file is not None and not file.exists():
        return Standing.MISSING, f"{file} is not there yet; `anatoly db upgrade` makes it"
    engine = make_engine(text)
    try:
        at, newest = migrate.current(engine)
    except SQLAlchemyError as error:
        return Standing.AWAY, f"{shown(url)}: {reason(error)}; see ANATOLY_DATABASE_URL"
    finally:
        engine.dispose()
    if at == newest:
        return Standing.CURRENT, f"{shown(url)} at {at}"
    if at is not None and not migrate.knows(at):
        return Standing.AHEAD, f"{shown(url)} is at {at}, which is of a later version than this one; install that version"
    return Standing.BEHIND, f"{shown(url)} is at {at or 'no revision'}, needs {newest}; run `anatoly db upgrade`"


def upgrade(text: str) -> tuple[str | None, str | None]:
    """Migrate a database, make it where it is an SQLite file; returns its revision before and after. Raises `UserError`."""
    url = parse(text)
    if (file := sqlite_file(url)) is not None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"cannot make the folder {file.parent} for the database: {error.strerror or error}") from error
    engine = make_engine(text)
    try:
        before, newest = migrate.current(engine)
        if before is not None and not migrate.knows(before):
            raise UserError(f"{shown(url)} is at {before}, which is of a later version than this one; install that version")
        migrate.upgrade(engine)
    except SQLAlchemyError as error:
        raise UserError(f"database {shown(url)}: {reason(error)}") from error
    finally:
        engine.dispose()
    return before, newest


def parse(text: str) -> URL:
    """Read a database URL; raise `UserError` for what is none (without showing it: it may hold a password)."""
    try:
        return make_url(text)
    except (ArgumentError, ValueError) as error:
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
