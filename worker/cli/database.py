"""`anatoly db upgrade`: brings the database to this version's tables."""

from app.db import standing
from app.settings import Settings


def upgrade() -> str:
    """Migrate the configured database and return one line that says what happened. Raises `UserError`."""
    text = Settings().database_url
    before, newest = standing.upgrade(text)
    where = standing.shown(standing.parse(text))
    return f"{where} is at {newest} already" if before == newest else f"{where} upgraded from {before or 'empty'} to {newest}"
