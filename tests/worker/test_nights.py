"""One run a night for each repository that wants one, whoever asks and however often."""

from datetime import date

from sqlalchemy import select

from app.db.models import Installation, OutboxMessage, Repository, Run
from app.db.session import Sessions
from worker.nights import plan_nights

TONIGHT, TOMORROW = date(2026, 11, 24), date(2026, 11, 25)


def add(sessions: Sessions, number: int, *, active: bool = True, installation: str = "active") -> None:
    with sessions.begin() as session:
        session.add(Installation(id=number, state=installation))
        session.flush()
        session.add(
            Repository(id=number, installation_id=number, owner="o", name=f"r{number}", clone_url="https://h/r", active=active)
        )


def plan(sessions: Sessions, night: date) -> list[str]:
    with sessions.begin() as session:
        return plan_nights(session, night)


def test_two_beats_make_one_run_a_night(sessions: Sessions) -> None:
    add(sessions, 1)
    add(sessions, 2)
    assert len(plan(sessions, TONIGHT)) == 2
    assert plan(sessions, TONIGHT) == []
    assert len(plan(sessions, TOMORROW)) == 2


def test_each_run_is_rung_for(sessions: Sessions) -> None:
    add(sessions, 1)
    planned = plan(sessions, TONIGHT)
    with sessions() as session:
        assert list(session.scalars(select(OutboxMessage.argument))) == planned
        run = session.get_one(Run, planned[0])
        assert (run.kind, run.source, run.commit) == ("night", "o/r1", "")


def test_a_repository_that_was_removed_and_an_app_that_was_suspended_have_quiet_nights(sessions: Sessions) -> None:
    add(sessions, 1, active=False)
    add(sessions, 2, installation="suspended")
    assert plan(sessions, TONIGHT) == []
