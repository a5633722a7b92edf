"""The broker loses messages; the sweeper rings for whatever waits without having been rung for."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.db.models import Delivery, OutboxMessage, Run, TokenGrant, WorkItem, now
from app.db.session import Sessions
from app.domain.run import ItemState, RunKind, RunState, Stage
from worker.sweep import KEEP_GRANTS, KEEP_RUNG, sweep

AGAIN = timedelta(minutes=5)


@pytest.fixture
def run_id(sessions: Sessions) -> str:
    with sessions.begin() as session:
        run = Run(trigger_key="t", kind=RunKind.LOCAL, source="x", state=RunState.RUNNING, stage=Stage.PROVE)
        session.add(run)
        session.flush()
        return run.id


def add_item(sessions: Sessions, run_id: str, **values: object) -> int:
    with sessions.begin() as session:
        item = WorkItem(run_id=run_id, stage=Stage.PROVE, subject="", **values)
        session.add(item)
        session.flush()
        return item.id


def rung(sessions: Sessions, task: str, argument: object, *, ago: timedelta | None = None) -> None:
    """A doorbell that was put out, and rung that long ago (None: not yet)."""
    with sessions.begin() as session:
        sent = None if ago is None else now() - ago
        session.add(OutboxMessage(task=task, argument=str(argument), sent_at=sent))


def swept(sessions: Sessions) -> list[tuple[str, str]]:
    """What a sweep rings for, beyond what was there."""
    with sessions.begin() as session:
        before = set(session.scalars(select(OutboxMessage.id)))
        sweep(session, now(), AGAIN)
        session.flush()
        new = session.scalars(select(OutboxMessage).where(OutboxMessage.id.not_in(before)).order_by(OutboxMessage.id))
        return [(message.task, message.argument) for message in new]


def test_an_item_whose_message_was_lost_is_rung_for(sessions: Sessions, run_id: str) -> None:
    item = add_item(sessions, run_id)
    rung(sessions, "work_item", item, ago=timedelta(minutes=6))
    assert swept(sessions) == [("work_item", str(item))]


def test_an_item_that_was_rung_for_lately_waits_its_turn(sessions: Sessions, run_id: str) -> None:
    item = add_item(sessions, run_id)
    rung(sessions, "work_item", item, ago=timedelta(minutes=4))
    assert swept(sessions) == []


def test_an_item_whose_doorbell_is_still_to_be_rung_gets_no_second_one(sessions: Sessions, run_id: str) -> None:
    item = add_item(sessions, run_id)
    rung(sessions, "work_item", item)
    assert swept(sessions) == []


def test_a_dead_workers_item_is_rung_for_at_once_and_once(sessions: Sessions, run_id: str) -> None:
    item = add_item(sessions, run_id, state=ItemState.RUNNING, lease_until=now() - timedelta(seconds=1), attempt=1)
    rung(sessions, "work_item", item, ago=timedelta(minutes=1))
    assert swept(sessions) == [("work_item", str(item))]
    assert swept(sessions) == []


def test_an_item_under_way_is_left_alone(sessions: Sessions, run_id: str) -> None:
    add_item(sessions, run_id, state=ItemState.RUNNING, lease_until=now() + timedelta(minutes=1), attempt=1)
    assert swept(sessions) == []


def test_a_run_that_nobody_plans_for_is_rung_for(sessions: Sessions, run_id: str) -> None:
    assert swept(sessions) == [("advance_run", run_id)]


def test_a_run_that_is_over_is_not(sessions: Sessions, run_id: str) -> None:
    with sessions.begin() as session:
        session.get_one(Run, run_id).state = RunState.DONE
    assert swept(sessions) == []


def test_a_delivery_that_nobody_handled_is_rung_for(sessions: Sessions) -> None:
    with sessions.begin() as session:
        delivery = Delivery(guid="g", event="ping", payload="{}")
        session.add(delivery)
        session.flush()
        identity = delivery.id
    assert swept(sessions) == [("handle_delivery", str(identity))]


def test_what_was_rung_long_ago_and_requests_for_tokens_that_nobody_came_back_for_are_removed(
    sessions: Sessions, run_id: str
) -> None:
    rung(sessions, "advance_run", run_id, ago=KEEP_RUNG + timedelta(hours=1))
    with sessions.begin() as session:
        session.add(TokenGrant(run_id=run_id, public_key="k", created_at=now() - KEEP_GRANTS - timedelta(minutes=1)))
    swept(sessions)
    with sessions() as session:
        assert session.scalar(select(OutboxMessage.id).where(OutboxMessage.sent_at.is_not(None))) is None
        assert session.scalar(select(TokenGrant.id)) is None
