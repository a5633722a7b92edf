from datetime import timedelta

import pytest
from sqlalchemy import select

from app.db.models import OutboxMessage, now
from app.db.session import Sessions
from app.queue import QUEUES, BrokerAway, CeleryDoorbell, enqueue, ring
from tests.app.conftest import Bell


def test_a_doorbell_exists_if_and_only_if_the_transaction_does(sessions: Sessions, bell: Bell) -> None:
    with sessions() as session:
        enqueue(session, "work_item", 1)
        session.flush()
        session.rollback()
    assert ring(sessions, bell) == 0
    with sessions.begin() as session:
        enqueue(session, "work_item", 2)
    assert ring(sessions, bell) == 1
    assert bell.rung == [("work_item", "2")]


def test_a_message_is_rung_once_and_in_order(sessions: Sessions, bell: Bell) -> None:
    with sessions.begin() as session:
        for number in range(5):
            enqueue(session, "advance_run", f"run{number}")
    assert ring(sessions, bell, limit=2) == 2
    assert ring(sessions, bell) == 3
    assert ring(sessions, bell) == 0
    assert [argument for _, argument in bell.rung] == [f"run{number}" for number in range(5)]


def test_a_message_is_not_rung_before_its_time(sessions: Sessions, bell: Bell) -> None:
    with sessions.begin() as session:
        enqueue(session, "work_item", 1, now() + timedelta(hours=1))
    assert ring(sessions, bell) == 0
    with sessions.begin() as session:
        session.scalars(select(OutboxMessage)).one().not_before = now()
    assert ring(sessions, bell) == 1


def test_what_the_broker_did_not_take_is_rung_next_time(sessions: Sessions, bell: Bell) -> None:
    with sessions.begin() as session:
        for number in range(3):
            enqueue(session, "work_item", number)

    def break_after_the_first(task: str, argument: str) -> None:
        if bell.rung:
            raise BrokerAway("gone")
        bell(task, argument)

    assert ring(sessions, break_after_the_first) == 1
    assert ring(sessions, bell) == 2
    assert [argument for _, argument in bell.rung] == ["0", "1", "2"]


def test_a_ringer_that_dies_while_ringing_loses_nothing(sessions: Sessions, bell: Bell) -> None:
    with sessions.begin() as session:
        enqueue(session, "work_item", 1)

    def die(task: str, argument: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ring(sessions, die)
    assert ring(sessions, bell) == 1


def test_two_ringers_do_not_ring_the_same_message(sessions: Sessions, bell: Bell) -> None:
    with sessions.begin() as session:
        enqueue(session, "work_item", 1)

    def ring_meanwhile(task: str, argument: str) -> None:
        assert ring(sessions, bell) == 0
        bell(task, argument)

    assert ring(sessions, ring_meanwhile) == 1
    assert bell.rung == [("work_item", "1")]


def test_a_task_without_a_queue_is_an_error_of_ours(sessions: Sessions) -> None:
    with sessions.begin() as session, pytest.raises(ValueError, match="no queue for task 'wrok_item'"):
        enqueue(session, "wrok_item", 1)


def test_celery_gets_the_task_by_name_on_its_queue() -> None:
    doorbell = CeleryDoorbell("memory://")
    doorbell("work_item", "17")
    doorbell("send_publication", "18")
    with doorbell._celery.connection_for_read() as connection:
        for queue, task, argument in (("audit", "anatoly.work_item", "17"), ("publish", "anatoly.send_publication", "18")):
            message = connection.SimpleQueue(queue).get(timeout=1)
            assert message.headers["task"] == task
            assert message.payload[0] == [argument]
            message.ack()
    doorbell.check()


def test_a_redis_that_is_not_there_is_a_broker_that_is_away() -> None:
    doorbell = CeleryDoorbell("redis://127.0.0.1:1/0")
    with pytest.raises(BrokerAway):
        doorbell("work_item", "1")
    with pytest.raises(BrokerAway):
        doorbell.check()


def test_audit_work_and_publishing_never_share_a_queue() -> None:
    assert {task for task, queue in QUEUES.items() if queue == "audit"} == {"work_item", "advance_run"}
