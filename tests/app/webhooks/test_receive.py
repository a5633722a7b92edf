"""A delivery arrives: what is stored, what GitHub is told, and what is never believed."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from app.db.models import Delivery, OutboxMessage, new_id
from app.db.session import Sessions, make_engine
from app.main import create_app
from app.settings import Settings
from app.webhooks.receive import MAX_BODY
from app.webhooks.signature import sign
from tests.app.conftest import SECRET, Bell

Deliver = Callable[..., Any]


def stored(sessions: Sessions) -> list[Delivery]:
    with sessions() as session:
        return list(session.scalars(select(Delivery)))


def outbox(sessions: Sessions) -> list[OutboxMessage]:
    with sessions() as session:
        return list(session.scalars(select(OutboxMessage)))


def test_a_signed_delivery_is_stored_acknowledged_and_rung(deliver: Deliver, sessions: Sessions, bell: Bell) -> None:
    body = b'{"zen": "Keep it logically awesome.", "action": "created"}'

    answer = deliver(body, event="issue_comment", guid="72d3162e-cc78-11e3-81ab-4c9367dc0958")

    assert answer.status_code == 202
    [delivery] = stored(sessions)
    assert delivery.guid == "72d3162e-cc78-11e3-81ab-4c9367dc0958"
    assert (delivery.event, delivery.action, delivery.state) == ("issue_comment", "created", "queued")
    assert delivery.payload.encode() == body
    assert bell.rung == [("handle_delivery", str(delivery.id))]
    assert outbox(sessions)[0].sent_at is not None


def test_a_redelivery_is_known_and_makes_nothing_new(deliver: Deliver, sessions: Sessions, bell: Bell) -> None:
    assert deliver(b"{}").status_code == 202
    assert deliver(b"{}").status_code == 200
    assert len(stored(sessions)) == len(outbox(sessions)) == len(bell.rung) == 1


def test_a_redelivery_of_one_that_failed_gets_its_attempts_anew(deliver: Deliver, sessions: Sessions) -> None:
    deliver(b"{}")
    with sessions.begin() as session:
        delivery = session.scalars(select(Delivery)).one()
        delivery.state, delivery.attempt, delivery.outcome = "dead", 3, "failed: GitHub is down"

    assert deliver(b"{}").status_code == 200

    [delivery] = stored(sessions)
    assert (delivery.state, delivery.attempt, delivery.outcome) == ("queued", 0, "")
    assert len(outbox(sessions)) == 2


def test_a_broker_that_is_away_costs_nothing_but_time(deliver: Deliver, sessions: Sessions, bell: Bell) -> None:
    bell.away = True
    assert deliver(b"{}").status_code == 202
    [message] = outbox(sessions)
    assert message.sent_at is None


@pytest.mark.parametrize("signature", ["", "sha256=", "sha256=" + "0" * 64, "sha1=" + "0" * 40])
def test_a_wrong_signature_is_refused_before_anything_is_parsed(deliver: Deliver, sessions: Sessions, signature: str) -> None:
    # The body is no JSON, which would be a 400 if it had been parsed.
    assert deliver(b"{nonsense", **{"X-Hub-Signature-256": signature}).status_code == 401
    assert stored(sessions) == []


def test_a_missing_signature_is_refused(outside: TestClient, sessions: Sessions) -> None:
    headers = {"X-GitHub-Event": "ping", "X-GitHub-Delivery": "g"}
    assert outside.post("/webhooks/github", content=b"{}", headers=headers).status_code == 401
    assert stored(sessions) == []


def test_every_configured_secret_is_taken(sessions: Sessions, bell: Bell, make_settings: Callable[..., Settings]) -> None:
    app = create_app(make_settings(webhook_secrets="new, old"), sessions=sessions, sender=bell)
    with TestClient(app) as outside:
        for number, secret in enumerate(["new", "old"]):
            headers = {"X-GitHub-Event": "ping", "X-GitHub-Delivery": f"g{number}", "X-Hub-Signature-256": sign(secret, b"{}")}
            assert outside.post("/webhooks/github", content=b"{}", headers=headers).status_code == 202


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b"1" * 5000,
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": "\xff"}',
        b'{"a": "\x00"}',
        b"\xef\xbb\xbf{}",
        b'{"a":' * 100_000,
        b"[" * 1_000_000,
        b'{"a":' + b"9" * 5000 + b"}",
        "{}".encode("utf-16"),
    ],
)
def test_what_is_not_a_json_object_is_a_400(deliver: Deliver, sessions: Sessions, body: bytes) -> None:
    assert deliver(body).status_code == 400
    assert stored(sessions) == []


@pytest.mark.parametrize(
    "body", [b'{"action": "a\\u0000b"}', b'{"action": "\\ud800"}', b'{"action": 7}', b'{"action": "' + b"x" * 500 + b'"}']
)
def test_odd_but_valid_json_is_stored_as_it_came(deliver: Deliver, sessions: Sessions, body: bytes) -> None:
    assert deliver(body).status_code == 202
    [delivery] = stored(sessions)
    assert delivery.payload.encode() == body
    assert "\0" not in delivery.action
    assert len(delivery.action) <= 100


@pytest.mark.parametrize("missing", ["X-GitHub-Event", "X-GitHub-Delivery"])
@pytest.mark.parametrize("value", ["", "x" * 101, "a b", "é"])
def test_a_missing_or_malformed_header_is_a_400(deliver: Deliver, sessions: Sessions, missing: str, value: str) -> None:
    assert deliver(b"{}", **{missing: value.encode()}).status_code == 400
    assert stored(sessions) == []


def test_a_form_is_read_by_its_payload_and_signed_as_a_whole(deliver: Deliver, sessions: Sessions) -> None:
    payload = json.dumps({"zen": "Speak like a human & be = +1", "name": "Ünïcode"})
    form = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    assert deliver(urlencode({"payload": payload}).encode(), **form).status_code == 202
    assert stored(sessions)[0].payload == payload


@pytest.mark.parametrize(
    "body", [b"", b"payload", b"other=1", b"payload={", b"payload={}&payload={}", b"payload=%ff", b"payload=%00", b"a=1&" * 50]
)
def test_a_form_without_a_usable_payload_is_a_400(deliver: Deliver, body: bytes) -> None:
    assert deliver(body, **{"Content-Type": "application/x-www-form-urlencoded"}).status_code == 400


def test_a_body_of_exactly_the_limit_is_taken_and_one_byte_more_is_not(deliver: Deliver) -> None:
    body = b'{"a":"' + b"x" * (MAX_BODY - 8) + b'"}'
    assert len(body) == MAX_BODY
    assert deliver(body).status_code == 202
    assert deliver(body + b" ", guid="guid-2").status_code == 413


def test_a_database_that_is_away_is_a_503_with_a_time(make_settings: Callable[..., Settings], bell: Bell) -> None:
    engine = make_engine("sqlite:////nowhere/at/all.db")
    app = create_app(make_settings(), sessions=sessionmaker(engine), sender=bell)
    headers = {"X-GitHub-Event": "ping", "X-GitHub-Delivery": "g", "X-Hub-Signature-256": sign(SECRET, b"{}")}
    with TestClient(app) as outside:
        answer = outside.post("/webhooks/github", content=b"{}", headers=headers)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert bell.rung == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=st.binary(max_size=200))
def test_no_signed_bytes_whatsoever_are_an_error_of_ours(deliver: Deliver, body: bytes) -> None:
    assert deliver(body, guid=new_id()).status_code in (202, 400)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(payload=st.dictionaries(st.text(), json_values, max_size=4), action=json_values)
def test_every_json_object_is_stored(deliver: Deliver, payload: dict[str, Any], action: Any) -> None:
    body = json.dumps(payload | {"action": action}).encode()
    assert deliver(body, guid=new_id()).status_code == 202


class Server:
    """The service behind a real socket, for what a test client would tidy up."""

    def __init__(self, app: FastAPI) -> None:
        self._server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, lifespan="off"))
        self._listening = socket.socket()
        self._listening.bind(("127.0.0.1", 0))
        self._listening.listen()
        self.address = self._listening.getsockname()
        self._thread = threading.Thread(target=self._server.run, args=([self._listening],))
        self._thread.start()

    def talk(self, *chunks: bytes) -> bytes:
        """Send raw bytes, as far as the server wants them, and return its first bytes."""
        with socket.create_connection(self.address, timeout=20) as connection:
            try:
                for chunk in chunks:
                    connection.sendall(chunk)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the server answered before it had everything, which is the point
            return connection.recv(4096)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listening.close()


@pytest.fixture
def server(web: FastAPI) -> Iterator[Server]:
    running = Server(web)
    yield running
    running.stop()


HEAD = b"POST /webhooks/github HTTP/1.1\r\nHost: x\r\nX-GitHub-Event: ping\r\nX-GitHub-Delivery: g\r\n"


def test_a_declared_length_over_the_limit_is_refused_at_once(server: Server, sessions: Sessions) -> None:
    assert b" 413 " in server.talk(HEAD + b"Content-Length: %d\r\n\r\n" % (MAX_BODY + 1))
    assert stored(sessions) == []


def test_a_body_without_a_length_is_cut_off_at_the_limit(server: Server, sessions: Sessions) -> None:
    piece = b"%x\r\n" % 1_000_000 + b"x" * 1_000_000 + b"\r\n"
    assert b" 413 " in server.talk(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[piece] * 27)
    assert stored(sessions) == []


def test_a_chunked_body_with_a_good_signature_is_taken(server: Server) -> None:
    signature = b"X-Hub-Signature-256: " + sign(SECRET, b"{}").encode()
    assert b" 202 " in server.talk(HEAD + signature + b"\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n")
