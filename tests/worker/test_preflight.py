"""What keeps a process from starting: one line that names what to set, before anything is made."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.domain.errors import UserError
from app.settings import Settings
from tests.services import free_port
from tests.stories.stack import until
from tests.worker.cli.conftest import Anatoly, _logging_as_before, anatoly
from worker import preflight
from worker.processes import embedded_service

__all__ = ["_logging_as_before", "anatoly"]

REAL_BROKER = "redis://127.0.0.1:1/0"
_ANATOLY = "import sys; from worker.cli import main; sys.argv[0] = 'anatoly'; main()"


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    """A machine on which nothing is configured; the settings are read anew, and SIGTERM is left as it was."""
    from app.settings import settings

    for name in list(os.environ):
        if name.startswith("ANATOLY_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ANATOLY_DATA_DIR", str(tmp_path / "data"))
    before = signal.getsignal(signal.SIGTERM)
    settings.cache_clear()
    yield monkeypatch
    settings.cache_clear()
    signal.signal(signal.SIGTERM, before)


SECRET = {"ANATOLY_WEBHOOK_SECRETS": "s"}
BROKER = {"ANATOLY_BROKER_URL": REAL_BROKER}


@pytest.mark.parametrize(
    ("line", "given", "says"),
    [
        ("serve --embedded", {}, "no webhook secret: set ANATOLY_WEBHOOK_SECRETS"),
        ("serve", {}, "no webhook secret: set ANATOLY_WEBHOOK_SECRETS"),
        ("serve", SECRET, "the in-memory broker reaches one process only: set ANATOLY_BROKER_URL"),
        ("serve", SECRET | BROKER, "run anatoly db upgrade"),
        ("worker --queue audit", BROKER, "run anatoly db upgrade"),
        ("worker --queue publish", BROKER, "no webhook secret: set ANATOLY_WEBHOOK_SECRETS"),
        ("worker --queue publish", SECRET | BROKER, "set ANATOLY_GITHUB_APP_ID and ANATOLY_GITHUB_PRIVATE_KEY_FILE"),
        ("beat", BROKER | {"ANATOLY_DATABASE_URL": "sqlite:////none/at/all.db"}, "run anatoly db upgrade"),
        ("serve", {"ANATOLY_BROKER_URL": "amqp://me:s3cret@x"}, "ANATOLY_BROKER_URL: names no supported broker"),
        ("serve", {"ANATOLY_DATABASE_URL": "mysql://me:s3cret@x/y"}, "ANATOLY_DATABASE_URL: names no supported database"),
        ("beat", {"ANATOLY_DATABASE_URL": "postgres://me:s3cret@x/y"}, "write postgresql:// instead of postgres://"),
    ],
)
def test_what_is_missing_is_one_line_and_nothing_is_made(
    anatoly: Anatoly, machine: pytest.MonkeyPatch, tmp_path: Path, line: str, given: dict[str, str], says: str
) -> None:
    for name, value in given.items():
        machine.setenv(name, value)
    ended = anatoly(*line.split())
    assert (ended.code, ended.out) == (2, "")
    assert says in ended.err.replace("`", "").replace("anatoly db upgrade makes it", "run anatoly db upgrade")
    assert ended.err.count("\n") == 1
    assert "s3cret" not in ended.err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("line", ["serve --embedded", "worker --queue publish"])
def test_a_key_file_that_cannot_be_read_is_named(anatoly: Anatoly, machine: pytest.MonkeyPatch, line: str) -> None:
    for name, value in (SECRET | BROKER).items():
        machine.setenv(name, value)
    machine.setenv("ANATOLY_GITHUB_APP_ID", "7")
    machine.setenv("ANATOLY_GITHUB_PRIVATE_KEY_FILE", "/none/key.pem")
    ended = anatoly(*line.split())
    assert ended.code == 2
    assert ended.err.startswith(
        "anatoly: ANATOLY_GITHUB_PRIVATE_KEY_FILE: cannot read /none/key.pem: No such file or directory;"
    )


@pytest.mark.parametrize("line", ["serve --embedded", "serve"])
def test_a_port_that_is_taken_is_one_line(anatoly: Anatoly, machine: pytest.MonkeyPatch, sqlite_url: str, line: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for name, value in (SECRET | BROKER).items():
            machine.setenv(name, value)
        machine.setenv("ANATOLY_DATABASE_URL", sqlite_url)
        machine.setenv("ANATOLY_PORT", str(port))
        ended = anatoly(*line.split())
    assert ended.code == 2
    last = ended.err.splitlines()[-1]
    assert last.startswith(
        f"anatoly: cannot listen on 127.0.0.1:{port}: Address already in use; stop what listens there, or set"
    )


def test_a_host_that_is_none_is_named() -> None:
    with pytest.raises(UserError, match=r"ANATOLY_HOST: no\.such\.invalid is no address of this machine"):
        preflight.listen(Settings(host="no.such.invalid", port=0))


def test_a_database_that_is_away_may_come_back(capsys: pytest.CaptureFixture[str]) -> None:
    preflight.need_tables(Settings(database_url="postgresql://me:s3cret@127.0.0.1:1/none"))
    out = capsys.readouterr().out
    assert "database away" in out
    assert "s3cret" not in out


def test_a_database_of_a_later_version_is_refused(sqlite_url: str) -> None:
    from sqlalchemy import text

    from app.db.session import make_engine
    from app.db.standing import upgrade

    engine = make_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    engine.dispose()
    with pytest.raises(UserError, match="is at 9999, which is of a later version than this one"):
        preflight.need_tables(Settings(database_url=sqlite_url))
    with pytest.raises(UserError, match="is of a later version"):
        upgrade(sqlite_url)


def test_the_embedded_service_without_an_app_says_so_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with embedded_service(Settings(port=0, data_dir=tmp_path, webhook_secrets=(SecretStr("s"),))):
        pass
    assert capsys.readouterr().out.count("no GitHub App: webhooks are stored and nothing is audited") == 1


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("embedded", [True, False])
def test_a_service_ends_cleanly_however_it_is_told_to(
    tmp_path: Path, sqlite_url: str, sign: signal.Signals, embedded: bool
) -> None:
    port = free_port()
    environment = os.environ | SECRET | BROKER | {"ANATOLY_PORT": str(port), "ANATOLY_DATABASE_URL": sqlite_url}
    if embedded:
        environment["ANATOLY_BROKER_URL"] = "memory://"
    log = tmp_path / "log"
    with log.open("wb") as out:
        # A shell lets what it starts in the background ignore Ctrl-C, and so would everything below this suite.
        heeding = f"import signal; signal.signal(signal.SIGINT, signal.default_int_handler); {_ANATOLY}"
        command = [sys.executable, "-c", heeding, "serve", *(["--embedded"] if embedded else [])]
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        until(lambda: "Application startup complete" in log.read_text() or process.poll() is not None, "it is up")
        process.send_signal(sign)
        assert process.wait(30) == 0, log.read_text()
    finally:
        process.kill()
        process.wait()
    said = log.read_text()
    assert "Finished server process" in said
    assert (f"open http://127.0.0.1:{port}" in said) == embedded
    assert "Traceback" not in said
    assert "No hostname was supplied" not in said
