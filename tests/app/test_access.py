"""Pages and the API are for browsers on this machine, or for nobody."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.access import FORWARDING, refusal
from app.db.session import Sessions
from app.main import create_app
from app.settings import Settings
from tests.app.conftest import Bell

GATED = [
    "/",
    "/runs/x",
    "/findings/x",
    "/api/v1/runs",
    "/api/v1/runs/x",
    "/api/v1/findings/x",
    "/api/docs",
    "/api/openapi.json",
]


def client(app: FastAPI, address: str = "127.0.0.1", host: str = "127.0.0.1:8000") -> TestClient:
    return TestClient(app, base_url=f"http://{host}", client=(address, 50000))


@pytest.mark.parametrize("path", GATED)
def test_this_machine_is_let_in(web: FastAPI, path: str) -> None:
    assert client(web).get(path).status_code in (200, 404)
    assert client(web, "::1", "localhost:8000").get(path).status_code in (200, 404)


@pytest.mark.parametrize("path", GATED)
@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("192.168.1.7", "127.0.0.1:8000"),
        ("127.0.0.1", "evil.example"),
        ("127.0.0.1", "localhost.evil.example"),
        ("140.82.112.1", "anatoly.example"),
    ],
)
def test_nobody_else_is(web: FastAPI, path: str, address: str, host: str) -> None:
    answer = client(web, address, host).get(path)
    assert answer.status_code == 403
    assert "\n" not in answer.json()["detail"]


@pytest.mark.parametrize("path", GATED)
def test_without_the_setting_nobody_is_let_in_and_told_why(
    sessions: Sessions, bell: Bell, make_settings: Callable[..., Settings], path: str
) -> None:
    app = create_app(make_settings(pages="off"), sessions=sessions, sender=bell)
    answer = client(app).get(path)
    assert answer.status_code == 403
    assert "ANATOLY_PAGES=local" in answer.json()["detail"]


def test_off_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANATOLY_PAGES", raising=False)
    assert Settings().pages == "off"


@pytest.mark.parametrize("header", FORWARDING)
def test_behind_a_proxy_an_address_of_this_machine_says_nothing(web: FastAPI, header: str) -> None:
    assert client(web).get("/", headers={header: "127.0.0.1"}).status_code == 403


def test_a_browser_is_refused_in_a_page_and_a_program_in_json(web: FastAPI) -> None:
    far = client(web, "10.0.0.9")
    page = far.get("/", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (403, "text/html; charset=utf-8")
    assert far.get("/api/v1/runs", headers={"Accept": "text/html"}).headers["content-type"] == "application/json"


def allowed(client: Any = "127.0.0.1", host: str = "localhost") -> bool:
    return refusal("local", client, host, forwarded=False) is None


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1", "127.8.9.1:1", "[::1]", "[::1]:8000"])
def test_local_names(host: str) -> None:
    assert allowed(host=host)


@pytest.mark.parametrize(
    "host", ["", "0.0.0.0", "localhost:x", "localhost.", "127.0.0.1.nip.io", "2130706433", "[::2]", "::1", "a@localhost"]
)
def test_other_names(host: str) -> None:
    assert not allowed(host=host)


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("::ffff:8.8.8.8", False),
        ("testclient", False),
        (None, False),
    ],
)
def test_addresses(address: str | None, local: bool) -> None:
    assert allowed(client=address) is local


def test_webhooks_health_and_metrics_are_for_everybody(web: FastAPI) -> None:
    far = client(web, "10.0.0.9", "anatoly.example")
    assert far.post("/webhooks/github", content=b"{}").status_code == 401
    assert [far.get(path).status_code for path in ("/healthz", "/readyz", "/metrics")] == [200, 200, 200]
