"""A web process under test: real routes, a real database, a broker that only remembers."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.db.session import Sessions
from app.main import create_app
from app.queue import BrokerAway
from app.settings import Settings
from app.webhooks.signature import sign
from tests.app.stage import Stage, set_stage
from tests.doubles.fixtures import github  # noqa: F401 - a fixture
from worker.doubles.github import GitHubDouble

SECRET = "hook-secret"


class Bell:
    """A broker that remembers what was rung, and that can be away."""

    def __init__(self) -> None:
        self.rung: list[tuple[str, str]] = []
        self.away = False

    def __call__(self, task: str, argument: str) -> None:
        self.check()
        self.rung.append((task, argument))

    def check(self) -> None:
        if self.away:
            raise BrokerAway("connection refused")


@pytest.fixture
def bell() -> Bell:
    return Bell()


@pytest.fixture
def make_settings() -> Callable[..., Settings]:
    def make(**values: Any) -> Settings:
        return Settings(**{"webhook_secrets": SECRET, "pages": "local"} | values)

    return make


@pytest.fixture
def web(sessions: Sessions, bell: Bell, make_settings: Callable[..., Settings]) -> FastAPI:
    return create_app(make_settings(), sessions=sessions, sender=bell, check_broker=bell.check)


@pytest.fixture
def browser(web: FastAPI) -> Iterator[TestClient]:
    """A browser on the same machine."""
    with TestClient(web, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000)) as client:
        yield client


@pytest.fixture
def outside(web: FastAPI) -> Iterator[TestClient]:
    """GitHub, far away, under the service's public name. An exception in the service is a 500, as in production."""
    with TestClient(
        web, base_url="https://anatoly.example", client=("140.82.112.1", 443), raise_server_exceptions=False
    ) as client:
        yield client


@pytest.fixture
def deliver(outside: TestClient) -> Callable[..., Any]:
    """Send a signed webhook and return the response."""

    def send(body: bytes, event: str = "ping", guid: str = "guid-1", secret: str = SECRET, **headers: str) -> Any:
        return outside.post(
            "/webhooks/github",
            content=body,
            headers={
                "X-GitHub-Event": event,
                "X-GitHub-Delivery": guid,
                "X-Hub-Signature-256": sign(secret, body),
                "Content-Type": "application/json",
            }
            | headers,
        )

    return send


@pytest.fixture
def stage(github: GitHubDouble, sessions: Sessions) -> Stage:  # noqa: F811 - asks for the fixture
    return set_stage(github, sessions)
