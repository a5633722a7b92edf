"""The App's key becomes tokens: for one repository, for what is asked, kept no longer than they are good."""

import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.github.client import repository_path
from app.github.errors import GitHubForbidden, GitHubGone, GitHubLimited, GitHubRejected, GitHubTrouble
from app.github.identity import GitHubIdentity, NoIdentityError
from app.github.permissions import may_command
from app.settings import Settings
from tests.app.stage import Stage

READ = {"contents": "read"}


def asked(stage: Stage) -> int:
    return len([seen for seen in stage.double.calls if seen.path.endswith("/access_tokens")])


def test_a_token_is_narrowed_and_kept(stage: Stage) -> None:
    token, expires_at = stage.identity.token(stage.installation.id, stage.repo.id, READ)
    held = stage.double.state.tokens[token]
    assert held.repository_ids == {stage.repo.id}
    assert held.permissions == {"metadata": "read", "contents": "read"}
    assert timedelta(minutes=55) < expires_at - datetime.now(UTC) < timedelta(minutes=61)
    assert stage.identity.token(stage.installation.id, stage.repo.id, READ)[0] == token
    assert asked(stage) == 1


def test_other_permissions_and_other_repositories_are_other_tokens(stage: Stage) -> None:
    other = stage.double.add_repository("octo-org", "other", private=True)
    tokens = {
        stage.identity.token(stage.installation.id, repository, permissions)[0]
        for repository in (stage.repo.id, other.id)
        for permissions in (READ, {"issues": "write"}, {"issues": "write", "contents": "read"})
    }
    assert len(tokens) == 6


def test_a_token_about_to_expire_is_not_handed_out(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worker.doubles.github.api_apps.LIFETIME", timedelta(minutes=4))
    first, _ = stage.identity.token(stage.installation.id, stage.repo.id, READ)
    second, _ = stage.identity.token(stage.installation.id, stage.repo.id, READ)
    assert first != second


def test_a_token_that_github_no_longer_takes_is_dropped_and_asked_for_again(stage: Stage) -> None:
    client = stage.identity.client(stage.installation.id, stage.repo.id, READ)
    stage.double.state.tokens.clear()
    with pytest.raises(GitHubTrouble, match="Bad credentials"):
        client.get("/repos/octo-org/calc")
    fresh = stage.identity.client(stage.installation.id, stage.repo.id, READ)
    assert fresh.get("/repos/octo-org/calc")["id"] == stage.repo.id


def test_a_client_sees_its_own_repository_alone(stage: Stage) -> None:
    stage.double.add_repository("octo-org", "other", private=True)
    client = stage.identity.client(stage.installation.id, stage.repo.id, READ)
    assert client.get("/repos/octo-org/calc")["full_name"] == "octo-org/calc"
    with pytest.raises(GitHubGone, match="Not Found"):
        client.get("/repos/octo-org/other")


def test_a_client_writes_only_what_it_was_made_for(stage: Stage) -> None:
    reader = stage.identity.client(stage.installation.id, stage.repo.id, {"issues": "read"})
    with pytest.raises(GitHubForbidden):
        reader.post("/repos/octo-org/calc/issues", {"title": "x"})
    writer = stage.identity.client(stage.installation.id, stage.repo.id, {"issues": "write"})
    created = writer.post("/repos/octo-org/calc/issues", {"title": "x"})
    assert writer.patch(f"/repos/octo-org/calc/issues/{created['number']}", {"state": "closed"})["state"] == "closed"
    with pytest.raises(GitHubRejected):
        writer.post("/repos/octo-org/calc/issues", {"title": ""})


def test_a_permission_that_the_installation_does_not_have_is_rejected(stage: Stage) -> None:
    with pytest.raises(GitHubRejected, match="not granted"):
        stage.identity.token(stage.installation.id, stage.repo.id, {"administration": "write"})


@pytest.mark.parametrize("kind", ["502", "drop"])
def test_gateways_and_broken_connections_are_trouble(stage: Stage, kind: str) -> None:
    client = stage.identity.client(stage.installation.id, stage.repo.id, READ)
    stage.double.fail("GET", "/calc", kind=kind)  # type: ignore[arg-type]
    with pytest.raises(GitHubTrouble):
        client.get("/repos/octo-org/calc")
    assert client.get("/repos/octo-org/calc")["id"] == stage.repo.id


def test_a_request_is_not_retried_behind_the_callers_back(stage: Stage) -> None:
    client = stage.identity.client(stage.installation.id, stage.repo.id, {"issues": "write"})
    stage.double.fail("POST", "/issues", kind="secondary_403")
    with pytest.raises(GitHubLimited):
        client.post("/repos/octo-org/calc/issues", {"title": "x"})
    assert len(stage.double.called("POST", "/issues")) == 1


def test_a_github_that_is_not_there_is_trouble(stage: Stage) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        away = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    app = stage.double.state.app
    assert app is not None
    identity = GitHubIdentity(Settings(github_app_id="1", github_private_key=app.private_key, github_api_url=away))
    with pytest.raises(GitHubTrouble, match="no answer from GitHub"):
        identity.token(1, 1, READ)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, "ANATOLY_GITHUB_APP_ID"),
        ({"github_app_id": "1"}, "ANATOLY_GITHUB_PRIVATE_KEY"),
        ({"github_app_id": "1", "github_private_key": "nonsense"}, "not an RSA key"),
    ],
)
def test_a_process_without_an_identity_says_what_to_set(values: dict[str, str], says: str) -> None:
    with pytest.raises(NoIdentityError, match=says):
        GitHubIdentity(Settings(**values)).token(1, 1, READ)


def test_the_key_may_lie_in_a_file(stage: Stage, tmp_path: Path) -> None:
    app = stage.double.state.app
    assert app is not None
    (tmp_path / "key.pem").write_text(app.private_key)
    settings = Settings(
        github_app_id=str(app.id), github_private_key_file=tmp_path / "key.pem", github_api_url=stage.double.api_url
    )
    assert GitHubIdentity(settings).app.get("/app")["id"] == app.id


def test_no_secret_shows_when_an_identity_is_printed(stage: Stage) -> None:
    token, _ = stage.identity.token(stage.installation.id, stage.repo.id, READ)
    shown = repr(stage.identity) + repr(stage.identity.client(stage.installation.id, stage.repo.id, READ))
    assert token not in shown
    assert "PRIVATE KEY" not in shown


@pytest.mark.parametrize(
    ("login", "may"),
    [
        ("hubot", True),
        ("mia", True),
        ("ada", True),
        ("tom", False),
        ("ann", False),
        ("nobody-at-all", False),
    ],
)
def test_who_may_command(stage: Stage, login: str, may: bool) -> None:
    client = stage.identity.client(stage.installation.id, stage.repo.id, {"metadata": "read"})
    assert may_command(client, "octo-org", "calc", login) is may


def test_no_name_can_reach_into_another_path() -> None:
    assert (
        repository_path("o", "n", "collaborators", "../x?y#z", "permission")
        == "/repos/o/n/collaborators/..%2Fx%3Fy%23z/permission"
    )


def test_no_answer_about_a_permission_is_not_a_yes(stage: Stage) -> None:
    client = stage.identity.client(stage.installation.id, stage.repo.id, {"metadata": "read"})
    stage.double.fail("GET", "/permission", kind="502")
    with pytest.raises(GitHubTrouble):
        may_command(client, "octo-org", "calc", "hubot")
