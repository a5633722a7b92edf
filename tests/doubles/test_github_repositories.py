"""What a repository tells: itself, who may write, branches, commits, files."""

import base64

import pytest
from githubkit.exception import RequestFailed

from tests.doubles.conftest import CALC, Stage


@pytest.mark.parametrize(
    ("login", "permission", "role"),
    [
        ("hubot", "write", "write"),
        ("HUBOT", "write", "write"),
        ("ann", "read", "read"),
        ("mia", "write", "maintain"),
        ("tim", "read", "triage"),
        ("octo-org", "admin", "admin"),
        ("stranger", "none", "none"),
    ],
)
def test_who_may_do_what(stage: Stage, login: str, permission: str, role: str) -> None:
    stage.double.add_collaborator(stage.repo, "mia", "maintain")
    stage.double.add_collaborator(stage.repo, "tim", "triage")
    stage.double.open_issue(stage.repo, by="stranger")
    shown = stage.bot.rest.repos.get_collaborator_permission_level("octo-org", "calc", login).json()
    assert (shown["permission"], shown["role_name"]) == (permission, role)
    assert shown["user"]["permissions"]["push"] == (role in ("write", "maintain", "admin"))


def test_nobody_knows_a_person_who_is_none(stage: Stage) -> None:
    with pytest.raises(RequestFailed) as error:
        stage.bot.rest.repos.get_collaborator_permission_level("octo-org", "calc", "nobody")
    assert error.value.response.status_code == 404


def test_a_repository_is_found_by_its_id_after_a_rename(stage: Stage) -> None:
    stage.repo.name = "renamed"
    bot = stage.with_token(stage.token())
    assert bot.request("GET", f"/repositories/{stage.repo.id}").json()["full_name"] == "octo-org/renamed"


def test_branches_commits_and_files(stage: Stage) -> None:
    bot = stage.with_token(stage.token())
    head = stage.double.push(
        stage.repo, {"pkg/mod.py": "x = 1\n", "b.bin": b"\x00\xff"}, branch="topic/one", message="Add a module"
    )
    assert bot.request("GET", f"{stage.path}/branches/topic/one").json()["commit"]["sha"] == head
    commit = bot.request("GET", f"{stage.path}/commits/topic/one").json()
    assert (commit["sha"], commit["commit"]["message"]) == (head, "Add a module")
    file = bot.request("GET", f"{stage.path}/contents/calc.py").json()
    assert base64.b64decode(file["content"]).decode() == CALC
    raw = {"Accept": "application/vnd.github.raw+json"}
    assert bot.request("GET", f"{stage.path}/contents/b.bin", params={"ref": head}, headers=raw).content == b"\x00\xff"
    folder = bot.request("GET", f"{stage.path}/contents/pkg", params={"ref": "topic/one"}).json()
    assert [(entry["path"], entry["type"]) for entry in folder] == [("pkg/mod.py", "file")]
    with pytest.raises(RequestFailed) as error:
        bot.request("GET", f"{stage.path}/contents/pkg")
    assert error.value.response.status_code == 404
    with pytest.raises(RequestFailed) as unknown:
        bot.request("GET", f"{stage.path}/commits/none")
    assert unknown.value.response.status_code == 422
