"""What a process may hold."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from app.db.models import Installation, Repository, Run
from app.db.session import Sessions
from app.settings import Settings
from worker.hands import PublisherHands


def hands(sessions: Sessions, folder: Path) -> PublisherHands:
    configured = Settings(data_dir=folder, night_hour_utc=2, webhook_secrets=(SecretStr("s"),))
    return PublisherHands(configured, sessions, lambda _task, _argument: None)


@pytest.mark.parametrize(("hour", "runs"), [(1, 0), (2, 1), (7, 1), (8, 0), (23, 0)])
def test_the_night_begins_at_its_hour_and_is_over_by_day(sessions: Sessions, tmp_path: Path, hour: int, runs: int) -> None:
    with sessions.begin() as session:
        session.add(Installation(id=1))
        session.flush()
        session.add(Repository(id=1, installation_id=1, owner="o", name="r", clone_url="https://h/r"))
    hands(sessions, tmp_path).plan_nights(datetime(2026, 11, 24, hour, 0, tzinfo=UTC))
    with sessions() as session:
        assert len(list(session.scalars(select(Run)))) == runs
