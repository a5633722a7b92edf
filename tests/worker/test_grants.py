"""A read-only token travels from the publisher to one audit worker, and nobody else can read it."""

import base64
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.db.models import Installation, OutboxMessage, Repository, Run, TokenGrant, now
from app.db.session import Sessions
from app.domain.run import RunKind
from worker import grants
from worker.grants import NoToken, Tokens


@pytest.fixture
def run_id(sessions: Sessions) -> str:
    with sessions.begin() as session:
        session.add(Installation(id=7))
        session.flush()
        session.add(Repository(id=42, installation_id=7, owner="o", name="r", clone_url="https://x/o/r"))
        session.flush()
        run = Run(trigger_key="t", kind=RunKind.NIGHT, repository_id=42, source="o/r")
        session.add(run)
        session.flush()
        return run.id


class Publisher:
    """Answers requests for tokens when rung, as the publisher process does."""

    def __init__(self, sessions: Sessions, lifetime: timedelta = timedelta(hours=1)) -> None:
        self.sessions, self.lifetime = sessions, lifetime
        self.moved_to = ""
        self.minted: list[tuple[int, int, dict[str, str]]] = []

    def mint(self, installation: int, repository: int, permissions: dict[str, str]) -> tuple[str, datetime]:
        self.minted.append((installation, repository, permissions))
        return f"ghs_{len(self.minted)}", now() + self.lifetime

    def follow(self, installation: int, repository: int) -> Callable[[Repository], None]:
        assert (installation, repository) == self.minted[-1][:2]

        def moved(row: Repository) -> None:
            row.clone_url = self.moved_to or row.clone_url

        return moved

    def ring(self) -> None:
        with self.sessions() as session:
            waiting = list(session.scalars(select(OutboxMessage.argument).where(OutboxMessage.task == "grant_token")))
        for grant_id in waiting:
            grants.grant(self.sessions, grant_id, self.mint, self.follow)


def test_the_worker_gets_a_token_for_its_one_repository_that_may_only_read(sessions: Sessions, run_id: str) -> None:
    publisher = Publisher(sessions)
    assert Tokens(sessions, publisher.ring).token(run_id) == "ghs_1"
    assert publisher.minted == [(7, 42, {"contents": "read", "metadata": "read"})]


def test_a_repository_that_moved_is_cloned_from_where_it_is_now(sessions: Sessions, run_id: str) -> None:
    publisher = Publisher(sessions)
    publisher.moved_to = "https://x/o/renamed"
    assert Tokens(sessions, publisher.ring).address(run_id) == "https://x/o/renamed"


def test_the_request_is_gone_once_answered_and_the_token_never_stood_in_it(sessions: Sessions, run_id: str) -> None:
    publisher = Publisher(sessions)
    seen: list[str] = []

    def ring_and_look() -> None:
        publisher.ring()
        with sessions() as session:
            seen.extend(session.scalars(select(TokenGrant.sealed)))

    Tokens(sessions, ring_and_look).token(run_id)
    assert seen
    assert all("ghs_" not in sealed and b"ghs_" not in base64.b64decode(sealed) for sealed in seen)
    with sessions() as session:
        assert session.scalar(select(TokenGrant)) is None


def test_a_token_is_kept_while_it_is_young_and_renewed_when_it_ages(sessions: Sessions, run_id: str) -> None:
    young = Tokens(sessions, Publisher(sessions).ring)
    assert young.token(run_id) == young.token(run_id) == "ghs_1"
    ageing = Tokens(sessions, Publisher(sessions, lifetime=timedelta(minutes=5)).ring)
    assert (ageing.token(run_id), ageing.token(run_id)) == ("ghs_1", "ghs_2")


def test_two_threads_of_a_worker_ask_once(sessions: Sessions, run_id: str) -> None:
    publisher = Publisher(sessions)
    tokens = Tokens(sessions, publisher.ring)
    threads = [threading.Thread(target=tokens.token, args=(run_id,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(publisher.minted) == 1


def test_a_refusal_reaches_the_worker_as_the_reason(sessions: Sessions, run_id: str) -> None:
    def refuse() -> None:
        with sessions() as session:
            grant_id = session.scalars(select(TokenGrant.id)).one()
        grants.refuse(sessions, grant_id, "the App was uninstalled")

    with pytest.raises(NoToken, match="uninstalled"):
        Tokens(sessions, refuse).token(run_id)


def test_without_a_publisher_the_worker_says_what_is_missing(sessions: Sessions, run_id: str) -> None:
    with pytest.raises(NoToken, match="anatoly worker --queue publish"):
        Tokens(sessions, lambda: None, wait_seconds=0).token(run_id)


@given(secret=st.text(max_size=200))
def test_what_is_sealed_opens_with_the_right_key_only(secret: str) -> None:
    mine, other = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    sealed = grants.seal(mine.public_key().public_bytes_raw(), secret)
    assert grants.unseal(mine, sealed) == secret
    with pytest.raises(NoToken):
        grants.unseal(other, sealed)


def test_a_tampered_token_is_refused() -> None:
    mine = X25519PrivateKey.generate()
    raw = bytearray(
        base64.b64decode(grants.seal(mine.public_key().public_bytes_raw(), f"ghs_1 {int(datetime.now(UTC).timestamp())}"))
    )
    raw[-1] ^= 1
    with pytest.raises(NoToken):
        grants.unseal(mine, base64.b64encode(bytes(raw)).decode())
