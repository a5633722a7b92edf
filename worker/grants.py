"""Read-only tokens for the audit worker, which holds no key of the App.

The worker writes a row with a fresh public key; the publisher, which holds the App's key, mints a token for the one
repository that may only read its contents, seals it to that public key and writes it into the row; the worker opens it in
memory and deletes the row. Whoever reads the database, its log or its backup learns no token.

Sealing: X25519 (RFC 7748) with an ephemeral key, HKDF-SHA256 (RFC 5869), AES-256-GCM.
"""

import base64
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.db.models import Repository, Run, TokenGrant, now
from app.db.session import Sessions
from app.queue import enqueue

READ_ONLY = {"contents": "read", "metadata": "read"}
"""All that a checkout needs."""
WAIT_SECONDS = 120.0
"""A publisher that has not answered by then is down; the item is tried again later."""
RENEW_BEFORE = timedelta(minutes=10)
"""A token with less life left than this is not used for a new clone: GitHub's tokens live an hour."""


class NoToken(Exception):
    """No token was handed over; the message says why. `retry_after`: GitHub asked to be left alone for so many seconds."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(message)


def seal(public_key: bytes, secret: str) -> str:
    """Encrypt `secret` so that only the holder of the matching private key can read it. Returns base64 text."""
    ephemeral = X25519PrivateKey.generate()
    key = _derive(ephemeral.exchange(X25519PublicKey.from_public_bytes(public_key)))
    # The key is used once, so a fixed nonce is safe.
    return base64.b64encode(
        ephemeral.public_key().public_bytes_raw() + AESGCM(key).encrypt(bytes(12), secret.encode(), None)
    ).decode()


def unseal(private_key: X25519PrivateKey, sealed: str) -> str:
    """Undo `seal`. Raises NoToken for text that was not sealed to this key."""
    raw = base64.b64decode(sealed)
    try:
        key = _derive(private_key.exchange(X25519PublicKey.from_public_bytes(raw[:32])))
        return AESGCM(key).decrypt(bytes(12), raw[32:], None).decode()
    except (InvalidTag, ValueError) as error:
        raise NoToken("the token handed over was not sealed to this worker") from error


def _derive(shared: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"anatoly token grant v1").derive(shared)


class Tokens:
    """The audit worker's side: one token per run, renewed when it ages. Safe to share between threads."""

    def __init__(
        self,
        sessions: Sessions,
        ring: Callable[[], None],
        wait_seconds: float = WAIT_SECONDS,
        poll_seconds: float = 0.1,
        answer: Callable[[str], None] | None = None,
    ) -> None:
        """`answer` grants a request at once, where the publisher is this process: no thread waits for another then."""
        self._answer = answer
        self._sessions, self._ring = sessions, ring
        self._wait, self._poll = wait_seconds, poll_seconds
        self._held: dict[str, tuple[str, datetime]] = {}
        self._waiting: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def token(self, run_id: str) -> str:
        """A token that reads the run's repository and nothing else. Raises NoToken."""
        with self._lock:
            waiting = self._waiting.setdefault(run_id, threading.Lock())
        with waiting:
            held = self._held.get(run_id)
            if held is None or held[1] - now() < RENEW_BEFORE:
                held = self._held[run_id] = self._ask(run_id)
            return held[0]

    def address(self, run_id: str) -> str:
        """Where the run's repository is cloned from now: who hands over its token looks that up. Raises NoToken."""
        self.token(run_id)
        with self._sessions() as session:
            repository = session.get_one(Run, run_id).repository
            assert repository is not None
            return repository.clone_url

    def forget(self, run_id: str) -> None:
        """Drop the token of a run that is over."""
        with self._lock:
            self._held.pop(run_id, None)
            self._waiting.pop(run_id, None)

    def _ask(self, run_id: str) -> tuple[str, datetime]:
        private = X25519PrivateKey.generate()
        public = base64.b64encode(private.public_key().public_bytes_raw()).decode()
        with self._sessions.begin() as session:
            grant = TokenGrant(run_id=run_id, public_key=public)
            session.add(grant)
            session.flush()
            grant_id = grant.id
            if self._answer is None:
                enqueue(session, "grant_token", grant_id)
        if self._answer is None:
            self._ring()
        else:
            self._answer(grant_id)
        give_up = time.monotonic() + self._wait
        while time.monotonic() < give_up:
            with self._sessions.begin() as session:
                row = session.get(TokenGrant, grant_id)
                if row is None:
                    raise NoToken("the request for a token was removed")
                sealed, error, retry_after = row.sealed, row.error, row.retry_after
                if sealed or error:
                    session.delete(row)
            if error:
                raise NoToken(error, retry_after)
            if sealed:
                token, expires = unseal(private, sealed).split(" ")
                return token, datetime.fromtimestamp(int(expires), UTC)
            time.sleep(self._poll)
        raise NoToken(
            f"no publisher handed over a token within {self._wait:.0f} s; is `anatoly worker --queue publish` running?"
        )


Mint = Callable[[int, int, dict[str, str]], tuple[str, datetime]]
"""`mint(installation_id, repository_id, permissions)` returns (token, expiry)."""
Follow = Callable[[int, int], Callable[[Repository], None]]
"""`follow(installation_id, repository_id)` asks where the repository is now and returns what brings its row up to it."""


def grant(sessions: Sessions, grant_id: str, mint: Mint, follow: Follow) -> None:
    """The publisher's side: mint a read-only token and hand it over. Does nothing for a request already answered.

    Before a repository is cloned its row says where it is now: the name that it had may be somebody else's by then.
    """
    with sessions() as session:
        row = session.get(TokenGrant, grant_id)
        if row is None or row.sealed or row.error:
            return
        run = session.get(Run, row.run_id)
        repository = run.repository if run else None
        if repository is None:
            return
        public_key, target = base64.b64decode(row.public_key), (repository.installation_id, repository.id)
    token, expires = mint(*target, READ_ONLY)
    up_to_date = follow(*target)
    with sessions.begin() as session:
        moved = session.get(Repository, target[1], with_for_update={"key_share": True})
        if moved is not None:
            up_to_date(moved)
        row = session.get(TokenGrant, grant_id)
        if row is not None:
            row.sealed = seal(public_key, f"{token} {int(expires.timestamp())}")


def refuse(sessions: Sessions, grant_id: str, reason: str, retry_after: float | None = None) -> None:
    """Answer a request with the reason why there is no token, so that the worker need not wait it out.

    `retry_after` (seconds) says that there will be one later.
    """
    with sessions.begin() as session:
        row = session.get(TokenGrant, grant_id)
        if row is not None and not row.sealed:
            row.error, row.retry_after = reason, retry_after
