"""Who sees the pages of the embedded service, by what was set."""

import pytest

from app.settings import Settings
from worker.processes import embedded_service


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("ANATOLY_DATA_DIR", str(tmp_path_factory.mktemp("data")))
    monkeypatch.setenv("ANATOLY_WEBHOOK_SECRETS", "hook-secret")
    monkeypatch.setenv("ANATOLY_PORT", "0")


@pytest.mark.parametrize(
    ("pages", "public_url", "seen"),
    [
        ("", "", "local"),
        ("", "http://localhost:8000", "local"),
        ("", "http://[::1]:8000/anatoly", "local"),
        ("off", "", "off"),
        ("off", "http://localhost:8000", "off"),
        ("", "https://anatoly.example", "off"),
        ("", "https://127.0.0.1@anatoly.example", "off"),
        ("", "http://[", "off"),
        ("local", "https://anatoly.example", "local"),
    ],
)
def test_pages_are_for_this_machine_unless_something_else_was_set(
    monkeypatch: pytest.MonkeyPatch, pages: str, public_url: str, seen: str
) -> None:
    for name, value in {"ANATOLY_PAGES": pages, "ANATOLY_PUBLIC_URL": public_url}.items():
        if value:
            monkeypatch.setenv(name, value)
    with embedded_service(Settings()) as service:
        assert service.settings.pages == seen
