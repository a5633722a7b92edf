"""The queue: one at a time, a second apart, in order, owned by whoever holds the lease."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.db.models import Installation, Publication, Repository
from app.db.session import Sessions, transaction
from app.domain.run import ItemState
from tests.worker.publish.conftest import run_row
from tests.worker.publish.samples import run
from worker.publish import outbox
from worker.publish.intents import Comment, Intent, Reaction
from worker.publish.outbox import PER_HOUR, claim_due, enqueue, next_due_at, settle
from worker.publish.outcomes import Again, Claimed, Dead, Later, Outcome, Sent

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def db(sessions: Sessions) -> Sessions:
    with transaction(sessions) as session:
        for number in (1, 2):
            session.add(Installation(id=number, next_mutation_at=START))
            session.flush()
            session.add(Repository(id=number * 10, installation_id=number, owner="o", name=f"r{number}", clone_url=""))
            session.flush()
        session.add(run_row(run(id="a" * 32, repository_id=10)))
        session.add(run_row(run(id="b" * 32, repository_id=10), "comment:2"))
    return sessions


def comments(count: int, start: int = 0) -> list[Intent]:
    return [Intent("comment", f"comment:{n}", Comment(number=1, body=str(n))) for n in range(start, start + count)]


def add(db: Sessions, intents: list[Intent], installation: int = 1, run_id: str = "a" * 32) -> None:
    with transaction(db) as session:
        enqueue(session, installation, installation * 10, run_id, intents)
        for row in session.scalars(select(Publication)):
            row.not_before = min(row.not_before, START)


def claim(db: Sessions, at: float, owner: str = "p") -> Claimed | None:
    with transaction(db) as session:
        return claim_due(session, owner, START + timedelta(seconds=at))


def end(db: Sessions, claimed: Claimed | None, at: float, outcome: Outcome = Sent(1, ""), owner: str = "p") -> bool:  # noqa: B008 - immutable
    assert claimed is not None
    with transaction(db) as session:
        return settle(session, claimed, owner, outcome, START + timedelta(seconds=at))


def test_one_write_is_in_flight_and_the_next_starts_a_second_after_it_ended(db: Sessions) -> None:
    add(db, comments(3))
    first = claim(db, 0)
    assert claim(db, 5) is None, "the first is still being sent"
    assert end(db, first, 6)
    assert claim(db, 6.5) is None
    assert claim(db, 7) is not None


def test_installations_do_not_wait_for_each_other(db: Sessions) -> None:
    add(db, comments(1))
    add(db, comments(1, start=5), installation=2, run_id="b" * 32)
    first, second = claim(db, 0), claim(db, 0)
    assert {first and first.installation_id, second and second.installation_id} == {1, 2}


def test_an_hour_takes_no_more_than_its_share(db: Sessions) -> None:
    add(db, comments(PER_HOUR + 1))
    with transaction(db) as session:
        for n, row in enumerate(session.scalars(select(Publication).order_by(Publication.id).limit(PER_HOUR))):
            row.state, row.attempt = ItemState.DONE, 1
            row.lease_until = START + timedelta(seconds=n) + outbox.LEASE
    assert claim(db, 450) is None
    with transaction(db) as session:
        assert next_due_at(session) == START + timedelta(hours=1)
    assert claim(db, 3599) is None
    assert claim(db, 3601) is not None


def test_rows_of_a_run_go_in_order_even_when_one_has_to_wait(db: Sessions) -> None:
    add(db, comments(2))
    add(db, comments(1, start=7), run_id="b" * 32)
    assert end(db, claim(db, 0), 1, Again("502"))
    other = claim(db, 3)
    assert other is not None
    assert other.run_id == "b" * 32, "another run goes on meanwhile"
    assert end(db, other, 4)
    assert claim(db, 10) is None
    again = claim(db, 62)
    assert again is not None
    assert (again.attempt, again.payload["body"]) == (2, "0")


def test_the_rocket_waits_for_what_is_planned_after_it_too(db: Sessions) -> None:
    rocket = Intent("reaction", "reaction:9:rocket", Reaction(comment_id=9, content="rocket"))
    add(db, [rocket, *comments(1)])
    first = claim(db, 0)
    assert first is not None
    assert first.kind == "comment"
    end(db, first, 1)
    second = claim(db, 3)
    assert second is not None
    assert second.kind == "reaction"


def test_a_lease_that_ran_out_is_taken_over_and_the_late_owner_is_fenced_off(db: Sessions) -> None:
    add(db, comments(1))
    late = claim(db, 0, "late")
    assert claim(db, 179, "next") is None
    following = claim(db, 181, "next")
    assert following is not None
    assert following.attempt == 2
    assert not end(db, late, 182, owner="late")
    assert end(db, following, 183, owner="next")
    assert not end(db, following, 184, owner="next"), "nothing is settled twice"


def test_five_senders_that_died_are_enough(db: Sessions) -> None:
    add(db, comments(2))
    for attempt in range(5):
        claimed = claim(db, attempt * 200)
        assert claimed is not None
        assert (claimed.payload["body"], claimed.attempt) == ("0", attempt + 1)
    following = claim(db, 1000)
    assert following is not None
    assert following.payload["body"] == "1"


def test_waits_grow_with_each_lost_attempt(db: Sessions) -> None:
    add(db, comments(1))
    at, waits = 0.0, []
    for _ in range(4):
        end(db, claim(db, at), at, Again("502"))
        with transaction(db) as session:
            due = next_due_at(session)
        assert due is not None
        waits.append((due - START).total_seconds() - at)
        at += waits[-1]
    assert waits == [60, 120, 240, 480]
    end(db, claim(db, at), at, Again("502"))
    with transaction(db) as session:
        assert next_due_at(session) is None


def test_a_limit_names_its_time(db: Sessions) -> None:
    add(db, comments(2))
    end(db, claim(db, 0), 1, Later(300, "limited"))
    assert claim(db, 300) is None
    claimed = claim(db, 301)
    assert claimed is not None
    assert claimed.attempt == 1


def test_what_is_dead_and_planned_again_is_sent_anew_after_a_look_for_the_marker(db: Sessions) -> None:
    add(db, comments(1))
    end(db, claim(db, 0), 1, Dead("403"))
    assert claim(db, 10) is None
    later = Intent("comment", "comment:0", Comment(number=1, body="tonight's words"))
    add(db, [later], run_id="b" * 32)
    again = claim(db, 20)
    assert again is not None
    assert (again.attempt, again.payload["body"], again.run_id) == (2, "tonight's words", "b" * 32)
    end(db, again, 21)
    add(db, [later])
    assert claim(db, 30) is None, "what is sent is not sent again"


def test_a_rocket_that_was_skipped_is_sent_once_another_run_arrives(db: Sessions) -> None:
    rocket = Intent("reaction", "reaction:9:rocket", Reaction(comment_id=9, content="rocket"))
    add(db, [*comments(1), rocket])
    end(db, claim(db, 0), 1, Dead("403"))
    assert claim(db, 10) is None, "no rocket for what did not arrive"
    add(db, [*comments(1, start=5), rocket], run_id="b" * 32)
    end(db, claim(db, 20), 21)
    again = claim(db, 30)
    assert again is not None
    assert (again.kind, again.run_id) == ("reaction", "b" * 32)


def test_after_a_new_installation_everything_goes_through_it(db: Sessions) -> None:
    summary = Intent("summary", "summary:10:1", Comment(number=1, body="old"))
    add(db, [summary])
    end(db, claim(db, 0), 1, Dead("404 uninstalled"))
    check = Intent("summary", "summary:10:2", Comment(number=2, body="sent"))
    add(db, [check])
    end(db, claim(db, 10), 11)
    add(db, comments(1))  # planned, and not sent yet
    with transaction(db) as session:
        session.get_one(Repository, 10).installation_id = 2
        enqueue(session, 2, 10, "b" * 32, [summary, check, *comments(1)])
        rows = session.scalars(select(Publication)).all()
        assert {(row.installation_id, row.repository_id, row.state) for row in rows} == {(2, 10, ItemState.QUEUED)}


def test_what_dies_with_the_old_installation_while_it_is_planned_for_the_new_one_is_sent_anew(db: Sessions) -> None:
    summary = Intent("summary", "summary:10:1", Comment(number=1, body="same"))
    add(db, [summary])
    late = claim(db, 0)
    with transaction(db) as session:
        enqueue(session, 2, 10, "b" * 32, [summary])
    assert end(db, late, 1, Dead("404 uninstalled"))
    again = claim(db, 10)
    assert again is not None
    assert (again.installation_id, again.attempt) == (2, 2)


def _due(db: Sessions) -> float:
    with transaction(db) as session:
        due = next_due_at(session)
    assert due is not None
    return (due - START).total_seconds()


def test_what_waits_for_another_of_its_run_is_not_due(db: Sessions) -> None:
    add(db, [*comments(2), Intent("reaction", "reaction:9:rocket", Reaction(comment_id=9, content="rocket"))])
    end(db, claim(db, 0), 1, Again("502"))
    assert claim(db, 30) is None
    assert _due(db) == 61
    assert claim(db, 61) is not None


def test_while_one_is_being_sent_nothing_of_its_installation_is_due_before_its_lease_ends(db: Sessions) -> None:
    add(db, comments(1))
    add(db, comments(1, start=7), run_id="b" * 32)
    first = claim(db, 0)
    assert claim(db, 30) is None
    assert _due(db) == outbox.LEASE.total_seconds()
    end(db, first, 31)
    assert _due(db) == 32


def test_many_publishers_share_the_work_without_sending_anything_twice(db: Sessions) -> None:
    add(db, comments(20))
    sent: list[int] = []
    lock, clock = threading.Lock(), iter(range(0, 100_000, 2))

    def publish(owner: str) -> None:
        for _ in range(200):
            with lock:
                at = next(clock)
            claimed = claim(db, at, owner)
            if claimed is None:
                with transaction(db) as session:
                    if next_due_at(session) is None:
                        return
                continue
            if end(db, claimed, at, owner=owner):
                with lock:
                    sent.append(claimed.id)

    threads = [threading.Thread(target=publish, args=(f"p{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sent) == sorted(set(sent))
    assert len(sent) == 20
