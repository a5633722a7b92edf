"""Who owns a work item, and what a worker that lost it may still do."""

import threading
from datetime import timedelta

import pytest

from app.db.models import Run, WorkItem, now
from app.db.session import Sessions
from app.domain.run import ItemState, RunKind, Stage
from worker import leases
from worker.leases import Heartbeat, LeaseLost


@pytest.fixture
def item_id(sessions: Sessions) -> int:
    with sessions.begin() as session:
        run = Run(trigger_key="t", kind=RunKind.LOCAL, source="x")
        session.add(run)
        session.flush()
        item = WorkItem(run_id=run.id, stage=Stage.PROVE, subject="")
        session.add(item)
        session.flush()
        return item.id


def take(sessions: Sessions, item_id: int, owner: str, seconds: float = 60) -> leases.Lease | None:
    with sessions.begin() as session:
        return leases.take(session, item_id, owner, seconds)


def run_out(sessions: Sessions, item_id: int) -> None:
    with sessions.begin() as session:
        session.get_one(WorkItem, item_id).lease_until = now() - timedelta(seconds=1)


def test_only_one_of_two_workers_gets_an_item(sessions: Sessions, item_id: int) -> None:
    got: list[leases.Lease | None] = []
    start = threading.Barrier(8)

    def grab(name: str) -> None:
        start.wait()
        got.append(take(sessions, item_id, name))

    threads = [threading.Thread(target=grab, args=(f"w{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([lease for lease in got if lease]) == 1


def test_an_item_whose_worker_died_is_taken_over_once_its_lease_ran_out(sessions: Sessions, item_id: int) -> None:
    assert take(sessions, item_id, "first")
    assert take(sessions, item_id, "second") is None
    run_out(sessions, item_id)
    second = take(sessions, item_id, "second")
    assert second is not None
    assert second.attempt == 2


def test_a_worker_that_comes_back_late_writes_nothing(sessions: Sessions, item_id: int) -> None:
    late = take(sessions, item_id, "late")
    assert late is not None
    run_out(sessions, item_id)
    current = take(sessions, item_id, "current")
    assert current is not None
    with pytest.raises(LeaseLost), sessions.begin() as session:
        leases.finish(session, late, {"answer": "stale"})
    with sessions.begin() as session:
        leases.finish(session, current, {"answer": "fresh"})
    with sessions() as session:
        item = session.get_one(WorkItem, item_id)
        assert (item.state, item.result) == (ItemState.DONE, {"answer": "fresh"})


def test_a_finished_item_is_not_taken_again(sessions: Sessions, item_id: int) -> None:
    lease = take(sessions, item_id, "w")
    assert lease is not None
    with sessions.begin() as session:
        leases.finish(session, lease, {})
    assert take(sessions, item_id, "other") is None
    with pytest.raises(LeaseLost), sessions.begin() as session:
        leases.finish(session, lease, {})


def test_an_item_that_lost_its_worker_three_times_is_dead_and_says_so(sessions: Sessions, item_id: int) -> None:
    for attempt in range(leases.MAX_ATTEMPTS):
        assert take(sessions, item_id, f"w{attempt}")
        run_out(sessions, item_id)
    assert take(sessions, item_id, "one more") is None
    with sessions() as session:
        item = session.get_one(WorkItem, item_id)
        assert item.state == ItemState.DEAD
        assert "lost 3 times" in item.error


def test_a_failed_item_is_queued_again_until_its_attempts_are_used_up(sessions: Sessions, item_id: int) -> None:
    outcomes = []
    for attempt in range(leases.MAX_ATTEMPTS):
        lease = take(sessions, item_id, f"w{attempt}")
        assert lease is not None
        with sessions.begin() as session:
            outcomes.append(leases.give_back(session, lease, "no answer"))
    assert outcomes == [False, False, True]


def test_a_final_failure_is_not_tried_again(sessions: Sessions, item_id: int) -> None:
    lease = take(sessions, item_id, "w")
    assert lease is not None
    with sessions.begin() as session:
        assert leases.give_back(session, lease, "gone", final=True)
    assert take(sessions, item_id, "other") is None


def test_the_heartbeat_keeps_a_lease_that_would_have_run_out(sessions: Sessions, item_id: int) -> None:
    lease = take(sessions, item_id, "w", seconds=0.6)
    assert lease is not None
    with sessions() as session:
        first = session.get_one(WorkItem, item_id).lease_until
    assert first is not None
    with Heartbeat(sessions, lease, lambda error: pytest.fail(str(error))) as beat:
        prolonged = threading.Event()

        def watch() -> None:
            while not prolonged.is_set():
                with sessions() as session:
                    until = session.get_one(WorkItem, item_id).lease_until
                if until is not None and until > first:
                    prolonged.set()

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        assert prolonged.wait(10)
        watcher.join()
    assert not beat.lost.is_set()


def test_the_heartbeat_notices_that_the_lease_is_someone_elses(sessions: Sessions, item_id: int) -> None:
    lease = take(sessions, item_id, "w", seconds=0.3)
    assert lease is not None
    with sessions.begin() as session:
        session.get_one(WorkItem, item_id).lease_owner = "thief"
    with Heartbeat(sessions, lease, lambda error: pytest.fail(str(error))) as beat:
        assert beat.lost.wait(10)
