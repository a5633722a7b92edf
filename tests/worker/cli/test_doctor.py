"""`anatoly doctor`: one line per thing, and what to do where something is wrong."""

import http.server
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from app.db import migrate
from app.db.session import make_engine
from tests.worker.cli.conftest import Anatoly
from worker.doubles.anthropic import AnthropicDouble
from worker.doubles.anthropic_script import queue


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine on which nothing is configured."""
    for name in list(os.environ):
        if name.startswith(("ANATOLY_", "ANTHROPIC_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ANATOLY_DATA_DIR", str(tmp_path / "data"))
    return monkeypatch


def lines(out: str) -> dict[str, tuple[str, str]]:
    """Thing -> (mark, what is said)."""
    checks = out.partition("\nlanguages")[0].splitlines()
    return {line[2:].partition(": ")[0]: (line[0], line[2:].partition(": ")[2]) for line in checks if line}


def test_a_fresh_machine_is_healthy_and_hears_what_it_cannot_do_yet(anatoly: Anatoly, tmp_path: Path) -> None:
    ended = anatoly("doctor")
    said = lines(ended.out)
    assert ended.code == 0
    assert {thing: mark for thing, (mark, _) in said.items()} == {
        "git": "✔",
        "rg": "✔",
        "ruff": "✔",
        "tier haiku": "–",
        "tier sonnet": "–",
        "tier opus": "–",
        "settings": "✔",
        "embeddings": "✔",
        "data folder": "✔",
        "database": "–",
        "broker": "–",
        "webhooks": "–",
        "GitHub App": "–",
    }
    assert "set ANATOLY_WEBHOOK_SECRETS" in said["webhooks"][1]
    assert "`anatoly db upgrade` makes it" in said["database"][1]
    assert list(tmp_path.iterdir()) == []


def test_an_embedding_endpoint_that_nobody_answers_at_is_named(anatoly: Anatoly, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANATOLY_EMBEDDINGS_BASE_URL", "http://127.0.0.1:9")
    assert "ANATOLY_EMBEDDINGS_MODEL: is not set: name the model" in anatoly("doctor").out
    monkeypatch.setenv("ANATOLY_EMBEDDINGS_MODEL", "nomic-embed-code")
    mark, said = lines(anatoly("doctor").out)["embeddings"]
    assert mark == "✘"
    assert "http://127.0.0.1:9/v1/embeddings cannot be reached" in said
    assert "ANATOLY_EMBEDDINGS_BASE_URL" in said


def test_it_says_what_is_offered_for_which_language(anatoly: Anatoly) -> None:
    said = anatoly("doctor").out.partition("\nlanguages")[2]
    assert "  python: proven utility" in said
    assert "  sql: proven utility; reviewed correction (best effort: dialects differ; only common table expressions" in said
    assert "  json: read, nothing offered" in said


def test_wrong_settings_are_all_named_without_their_values(anatoly: Anatoly, machine: pytest.MonkeyPatch) -> None:
    machine.setenv("ANATOLY_PORT", "s3cret")
    machine.setenv("ANATOLY_LOG_LEVEL", "s3cret")
    ended = anatoly("doctor")
    bad = [line for line in ended.out.splitlines() if line.startswith("✘")]
    assert ended.code == 2
    assert [line.split(": ")[1] for line in bad] == ["ANATOLY_PORT", "ANATOLY_LOG_LEVEL"]
    assert "s3cret" not in ended.out


def test_without_git_and_ripgrep_nothing_can_be_audited(anatoly: Anatoly, machine: pytest.MonkeyPatch, tmp_path: Path) -> None:
    machine.setenv("PATH", "")
    machine.setattr("sys.executable", str(tmp_path / "python"))
    ended = anatoly("doctor")
    said = lines(ended.out)
    assert ended.code == 2
    assert said["git"] == ("✘", "not found; install git")
    assert said["rg"][0] == "✘"


def test_a_program_that_does_not_run_is_not_taken_for_one_that_does(
    anatoly: Anatoly, machine: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "git"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    machine.setenv("PATH", str(tmp_path), prepend=":")
    assert lines(anatoly("doctor").out)["git"] == ("✘", f"{broken} does not run (CalledProcessError); install git")


def test_each_tier_says_where_it_points(anatoly: Anatoly, machine: pytest.MonkeyPatch) -> None:
    with AnthropicDouble(queue(), key="", alias="local-haiku") as llama, AnthropicDouble(queue(), key="sk-s3cret") as claude:
        for name, value in (llama.environment("haiku") | claude.environment("opus")).items():
            machine.setenv(name, value)
        ended = anatoly("doctor")
        said = lines(ended.out)
        assert said["tier haiku"] == ("✔", f"local-haiku at {llama.url}")
        assert said["tier sonnet"] == ("✔", "answered by opus")
        assert said["tier opus"] == ("✔", f"claude-opus-5-5 at {claude.url}")
        assert "s3cret" not in ended.out
        assert llama.requests == claude.requests == []


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ANATOLY_OPUS_API_KEY", "sk-wrong", "refuses the key (401); see ANATOLY_OPUS_API_KEY"),
        ("ANATOLY_OPUS_MODEL", "claude-opus-1", "and not claude-opus-1; set ANATOLY_OPUS_MODEL"),
        (
            "ANATOLY_OPUS_BASE_URL",
            "http://127.0.0.1:1",
            "cannot be reached (ConnectError); is it running? See ANATOLY_OPUS_BASE",
        ),
    ],
)
def test_a_tier_that_does_not_answer_is_wrong(
    anatoly: Anatoly, machine: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    machine.setenv("ANATOLY_OPUS_PRICE_IN", "0")
    machine.setenv("ANATOLY_OPUS_PRICE_OUT", "0")
    with AnthropicDouble(queue(), key="sk-s3cret") as claude:
        for variable, given in (claude.environment("opus") | {name: value}).items():
            machine.setenv(variable, given)
        ended = anatoly("doctor")
    mark, said = lines(ended.out)["tier opus"]
    assert (ended.code, mark) == (2, "✘")
    assert says in said
    assert "sk-" not in ended.out


def test_whoever_listens_alone_needs_the_app_too(anatoly: Anatoly, machine: pytest.MonkeyPatch) -> None:
    machine.setenv("ANATOLY_WEBHOOK_SECRETS", "s3cret")
    ended = anatoly("doctor")
    assert (ended.code, lines(ended.out)["GitHub App"][0]) == (2, "✘")
    machine.setenv("ANATOLY_BROKER_URL", "redis://127.0.0.1:1/0")
    assert lines(anatoly("doctor").out)["GitHub App"][0] == "–", "a web process has no key"


def test_whoever_has_the_key_needs_the_secret_too(anatoly: Anatoly, machine: pytest.MonkeyPatch, tmp_path: Path) -> None:
    machine.setenv("ANATOLY_GITHUB_APP_ID", "7")
    machine.setenv("ANATOLY_GITHUB_PRIVATE_KEY_FILE", str(tmp_path / "none.pem"))
    said = lines(anatoly("doctor").out)
    assert said["webhooks"][0] == "✘"
    assert "set ANATOLY_WEBHOOK_SECRETS" in said["webhooks"][1]
    assert said["GitHub App"][1].startswith(f"ANATOLY_GITHUB_PRIVATE_KEY_FILE: cannot read {tmp_path}/none.pem: No such file")


def test_a_tier_that_contradicts_itself_is_wrong(anatoly: Anatoly, machine: pytest.MonkeyPatch) -> None:
    machine.setenv("ANATOLY_OPUS_API_KEY", "k")
    machine.setenv("ANATOLY_OPUS_BASE_URL", "ftp://x")
    ended = anatoly("doctor")
    assert ended.code == 2
    assert "ANATOLY_OPUS_BASE_URL" in lines(ended.out)["tier opus"][1]


def test_a_migrated_database_is_good_and_an_empty_one_is_told_to_upgrade(
    anatoly: Anatoly, machine: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    machine.setenv("ANATOLY_DATABASE_URL", url)
    (tmp_path / "a.db").touch()
    before = anatoly("doctor")
    assert (before.code, lines(before.out)["database"][0]) == (2, "✘")
    assert "run `anatoly db upgrade`" in lines(before.out)["database"][1]
    engine = make_engine(url)
    migrate.upgrade(engine)
    engine.dispose()
    after = anatoly("doctor")
    assert (after.code, lines(after.out)["database"][0]) == (0, "✔")


def test_addresses_of_what_is_not_supported_are_wrong_settings(anatoly: Anatoly, machine: pytest.MonkeyPatch) -> None:
    machine.setenv("ANATOLY_DATABASE_URL", "mysql://me:s3cret@x/y")
    machine.setenv("ANATOLY_BROKER_URL", "nonsense://s3cret")
    ended = anatoly("doctor")
    assert ended.code == 2
    assert "✘ settings: ANATOLY_DATABASE_URL: names no supported database" in ended.out
    assert "✘ settings: ANATOLY_BROKER_URL: names no supported broker" in ended.out
    assert "s3cret" not in ended.out


@pytest.mark.parametrize("url", ["postgresql://me:s3cret@127.0.0.1:1/none", "postgresql://me:s3cret@host:port/none"])
def test_a_database_out_of_reach_is_wrong(anatoly: Anatoly, machine: pytest.MonkeyPatch, url: str) -> None:
    machine.setenv("ANATOLY_DATABASE_URL", url)
    ended = anatoly("doctor")
    assert ended.code == 2
    assert lines(ended.out)["database"][0] == "✘"
    assert "ANATOLY_DATABASE_URL" in lines(ended.out)["database"][1]
    assert "s3cret" not in ended.out


def test_a_broker_that_answers_is_good(anatoly: Anatoly, machine: pytest.MonkeyPatch, broker_url: str) -> None:
    machine.setenv("ANATOLY_BROKER_URL", broker_url)
    assert lines(anatoly("doctor").out)["broker"][0] == "✔"


def test_a_broker_out_of_reach_is_wrong(anatoly: Anatoly, machine: pytest.MonkeyPatch) -> None:
    machine.setenv("ANATOLY_BROKER_URL", "redis://:s3cret@127.0.0.1:1/0")
    ended = anatoly("doctor")
    assert ended.code == 2
    assert lines(ended.out)["broker"][0] == "✘"
    assert "see ANATOLY_BROKER_URL" in lines(ended.out)["broker"][1]
    assert "s3cret" not in ended.out


def test_a_data_folder_that_cannot_be_written_is_wrong(anatoly: Anatoly, machine: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    machine.setenv("ANATOLY_DATA_DIR", str(tmp_path / "taken" / "data"))
    assert lines(anatoly("doctor").out)["data folder"] == (
        "✘",
        f"nothing can be made in {tmp_path / 'taken'} (Not a directory); set ANATOLY_DATA_DIR to a folder of yours",
    )


@pytest.fixture(scope="module")
def key() -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    return made.private_bytes(*form).decode()


@pytest.fixture
def github() -> Iterator[tuple[str, list[int]]]:
    """An address that answers `GET /app` as GitHub does, with the status that stands in the list."""
    status = [200]

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            signed = self.headers.get("Authorization", "").startswith("Bearer ey")
            known = self.path == "/app" and signed and status[0] == 200
            body = json.dumps({"slug": "anatoly-night"} if known else {"message": "Bad credentials"}).encode()
            self.send_response(200 if known else status[0] if status[0] != 200 else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", status
        server.shutdown()


def test_the_apps_credentials_are_tried_out(
    anatoly: Anatoly, machine: pytest.MonkeyPatch, key: str, github: tuple[str, list[int]]
) -> None:
    address, status = github
    machine.setenv("ANATOLY_GITHUB_APP_ID", "7")
    machine.setenv("ANATOLY_GITHUB_PRIVATE_KEY", key)
    machine.setenv("ANATOLY_GITHUB_API_URL", address)
    assert lines(anatoly("doctor").out)["GitHub App"] == ("✔", f"anatoly-night at {address}")
    status[0] = 401
    ended = anatoly("doctor")
    assert ended.code == 2
    assert "compare the id and the key" in lines(ended.out)["GitHub App"][1]


@pytest.mark.parametrize(
    "given", [{"ANATOLY_GITHUB_APP_ID": "7"}, {"ANATOLY_GITHUB_APP_ID": "7", "ANATOLY_GITHUB_PRIVATE_KEY": "s3cret"}]
)
def test_half_an_identity_is_wrong(anatoly: Anatoly, machine: pytest.MonkeyPatch, given: dict[str, str]) -> None:
    for name, value in given.items():
        machine.setenv(name, value)
    ended = anatoly("doctor")
    assert ended.code == 2
    assert lines(ended.out)["GitHub App"][0] == "✘"
    assert "ANATOLY_GITHUB_PRIVATE_KEY" in lines(ended.out)["GitHub App"][1]
    assert "s3cret" not in ended.out
