"""The web process as a whole: it starts or says why not, says how it is, and keeps what it must to itself."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import structlog
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.orm import sessionmaker

from app import logs
from app.db.models import Delivery, ModelCall, Run, now
from app.db.session import Sessions, make_engine
from app.headers import HEADERS
from app.main import NotConfiguredError, create_app
from app.queue import enqueue
from app.settings import Settings
from tests.app.conftest import Bell


@pytest.mark.parametrize("secrets", ["", " , "])
def test_without_a_secret_the_service_does_not_start_and_says_so(secrets: str, make_settings: Callable[..., Settings]) -> None:
    with pytest.raises(NotConfiguredError, match="ANATOLY_WEBHOOK_SECRETS") as refused:
        create_app(make_settings(webhook_secrets=secrets))
    assert "\n" not in str(refused.value)


def test_the_web_process_carries_none_of_the_workers_weight() -> None:
    heavy = "anthropic lancedb tree_sitter githubkit celery worker"
    script = (
        "import sys; from app.main import create_app; from app.settings import Settings;"
        "create_app(Settings(webhook_secrets='x', database_url='sqlite://'));"
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_ready_names_what_is_away(browser: TestClient, bell: Bell) -> None:
    assert browser.get("/readyz").json() == {"database": "ok", "broker": "ok"}
    bell.away = True
    answer = browser.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"database": "ok", "broker": "away"})
    assert browser.get("/healthz").status_code == 200


def test_a_database_that_is_away_is_a_503_everywhere(make_settings: Callable[..., Settings], bell: Bell) -> None:
    nowhere = sessionmaker(make_engine("sqlite:////nowhere/at/all.db"))
    app = create_app(make_settings(), sessions=nowhere, sender=bell, check_broker=bell.check)
    browser = TestClient(app, base_url="http://localhost", client=("127.0.0.1", 1))
    assert browser.get("/readyz").json()["database"] == "away"
    assert browser.get("/").status_code == 503
    assert "anatoly_database_up 0.0" in browser.get("/metrics").text


def test_every_answer_forbids_scripts_frames_and_copies(browser: TestClient) -> None:
    for path in ("/", "/nothing", "/static/anatoly.css", "/healthz", "/api/v1/runs"):
        headers = browser.get(path).headers
        assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "'unsafe" not in HEADERS["Content-Security-Policy"]


OUTCOMES = [
    ("done", "run 1"),
    ("done", "run 2"),
    ("done", "duplicate of run 1"),
    ("done", "ignored: ping"),
    ("dead", "failed: x"),
    ("queued", ""),
    ("queued", "attempt 1 of 3 failed: x"),
    ("done", "status"),
]


def test_metrics_count_what_is_in_the_database(browser: TestClient, sessions: Sessions) -> None:
    with sessions.begin() as session:
        for number, (state, outcome) in enumerate(OUTCOMES):
            session.add(Delivery(guid=str(number), event="e", payload="{}", state=state, outcome=outcome))
        session.add(Run(id="r", trigger_key="k", kind="night", source="octo-org/secret-name", state="done"))
        session.flush()
        for usd in (0.25, 0.5):
            call = {
                "tier": "opus",
                "endpoint": "",
                "model": "m",
                "prompt": "p",
                "prompt_hash": "h",
                "reason": "",
                "outcome": "ok",
            }
            session.add(ModelCall(run_id="r", usd=usd, **call))
        enqueue(session, "advance_run", "r", now() + timedelta(hours=1))
    text = browser.get("/metrics").text
    for line in (
        'anatoly_deliveries{outcome="run"} 2.0',
        'anatoly_deliveries{outcome="duplicate"} 1.0',
        'anatoly_deliveries{outcome="ignored"} 1.0',
        'anatoly_deliveries{outcome="failed"} 1.0',
        'anatoly_deliveries{outcome="queued"} 2.0',
        'anatoly_deliveries{outcome="other"} 1.0',
        'anatoly_runs{state="done"} 1.0',
        "anatoly_outbox_unsent 1.0",
        'anatoly_model_dollars_total{tier="opus"} 0.75',
        'anatoly_model_calls_total{outcome="ok",tier="opus"} 2.0',
        "anatoly_database_up 1.0",
    ):
        assert line in text.splitlines()
    assert "secret-name" not in text


@pytest.fixture
def logging_restored() -> Iterator[None]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----"
SECRETS = [
    "ghs_16C7e42F292c6912E7710c838347Ae178B4a",
    "github_pat_11ABCDEFG0123456789_abcdefghijklmnop",
    "sk-ant-api03-abcdefghijklmnopqrstuvwxyz",
    "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.c2lnbmF0dXJl",
]


@pytest.mark.usefixtures("logging_restored")
def test_a_log_line_is_json_with_the_event_and_without_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(Settings(log_format="json", log_level="INFO"))
    log = structlog.get_logger("anatoly.test")
    log.info("stored", guid="g1", token="t0ps3cret", webhook_secret="t0ps3cret", payload="t0ps3cret")
    for secret in SECRETS:
        log.warning("leak", line=f"failed with {secret} in it")
        logging.getLogger("uvicorn.error").warning("also %s", secret)
    log.error("leak", line=PEM, url="postgresql://user:t0ps3cret@db/x", header="Authorization: Bearer t0ps3cret1")
    log.debug("not shown")
    logging.getLogger("uvicorn.error").info("started", extra={"color_message": "\x1b[36mstarted\x1b[0m"})
    text = capsys.readouterr().err
    lines = [json.loads(line) for line in text.splitlines()]
    assert (lines[0]["event"], lines[0]["guid"], lines[0]["level"]) == ("stored", "g1", "info")
    assert len(lines) == 3 + 2 * len(SECRETS)
    assert "color_message" not in lines[-1]
    for secret in [*SECRETS, "t0ps3cret", "MIIEabc"]:
        assert secret not in text


@pytest.mark.usefixtures("logging_restored")
def test_an_exception_is_logged_with_its_traceback_and_without_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(Settings())
    try:
        raise ValueError(f"bad token {SECRETS[0]}")
    except ValueError:
        structlog.get_logger("anatoly.test").exception("broken")
    text = capsys.readouterr().err
    assert "Traceback" in text
    assert SECRETS[0] not in text


@pytest.mark.usefixtures("logging_restored")
def test_a_delivery_is_logged_without_its_body(
    web: FastAPI, deliver: Callable[..., object], capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(Settings(log_format="json"))
    deliver(b'{"comment": "something private"}', event="issue_comment", guid="guid-77")
    text = capsys.readouterr().err
    assert "guid-77" in text
    assert "something private" not in text
