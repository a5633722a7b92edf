"""Git over HTTP asks for tokens the way GitHub does, with a real git as client."""

import base64
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.doubles.conftest import Stage
from worker.doubles.github.git import git_environment


def git(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    return subprocess.run(["git", *who, *arguments], cwd=cwd, env=git_environment(), capture_output=True, text=True)


def header(token: str) -> tuple[str, str]:
    basic = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return ("-c", f"http.extraHeader=Authorization: Basic {basic}")


def test_a_private_repository_is_cloned_with_a_token_alone(stage: Stage, tmp_path: Path) -> None:
    url = f"{stage.double.url}/octo-org/calc.git"
    assert git("clone", url, "none", cwd=tmp_path).returncode != 0
    assert stage.double.calls[-1].status == 401
    assert git(*header("ghs_wrong"), "clone", url, "wrong", cwd=tmp_path).returncode != 0
    token = stage.token(permissions={"contents": "read"}, repository_ids=[stage.repo.id])
    done = git(*header(token), "clone", "--depth=1", "--filter=blob:none", url, "right", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "right/calc.py").read_text().startswith("def add")
    assert stage.double.calls[-1].permissions == {"metadata": "read", "contents": "read"}


def test_a_token_without_contents_cannot_clone(stage: Stage, tmp_path: Path) -> None:
    token = stage.token(permissions={"issues": "write"})
    assert git(*header(token), "clone", f"{stage.double.url}/octo-org/calc", "x", cwd=tmp_path).returncode != 0
    assert stage.double.calls[-1].status == 403


def test_a_token_for_another_repository_cannot_clone(stage: Stage, tmp_path: Path) -> None:
    stage.double.add_repository("octo-org", "other", private=True)
    token = stage.token(repositories=["other"])
    assert git(*header(token), "clone", f"{stage.double.url}/octo-org/calc", "x", cwd=tmp_path).returncode != 0
    assert stage.double.calls[-1].status == 404


def test_a_public_repository_needs_no_token(stage: Stage, tmp_path: Path) -> None:
    stage.double.add_repository("somebody", "open", {"a.txt": "a\n"})
    assert git("clone", f"{stage.double.url}/somebody/open", "open", cwd=tmp_path).returncode == 0
    assert (tmp_path / "open/a.txt").read_text() == "a\n"


def test_nothing_but_the_smart_protocol_is_served(stage: Stage) -> None:
    stage.double.add_repository("somebody", "open")
    for path in ("HEAD", "config", "objects/info/packs", "..%2f..%2fetc/passwd", "issues/1"):
        assert httpx.get(f"{stage.double.url}/somebody/open/{path}").status_code == 404
    assert httpx.get(f"{stage.double.url}/somebody/none/info/refs?service=git-upload-pack").status_code == 401


def test_a_pull_requests_head_can_be_fetched_and_follows_pushes(stage: Stage, tmp_path: Path) -> None:
    pull = stage.double.open_pull_request(stage.repo, {"new.py": "x = 1\n"})
    url, auth = f"{stage.double.url}/octo-org/calc.git", header(stage.token())
    git(*auth, "clone", url, "c", cwd=tmp_path)
    clone = tmp_path / "c"

    def head() -> str:
        assert git(*auth, "fetch", "origin", f"refs/pull/{pull.number}/head", cwd=clone).returncode == 0
        return git("rev-parse", "FETCH_HEAD", cwd=clone).stdout.strip()

    assert pull.pull is not None
    first = pull.pull.head_sha
    assert head() == first
    second = stage.double.push(stage.repo, {"new.py": "x = 2\n"}, branch="feature")
    assert head() == second != first
    assert git(*auth, "fetch", "--depth=1", "origin", first, cwd=clone).returncode == 0


@pytest.mark.parametrize(("level", "status"), [("read", 403), ("write", 200)])
def test_only_a_token_that_can_write_pushes(stage: Stage, tmp_path: Path, level: str, status: int) -> None:
    stage.installation.permissions["contents"] = "write"
    auth = header(stage.token(permissions={"contents": level}))
    git(*auth, "clone", f"{stage.double.url}/octo-org/calc.git", "c", cwd=tmp_path)
    clone = tmp_path / "c"
    (clone / "calc.py").write_text("changed\n")
    git("commit", "-am", "Change", cwd=clone)
    done = git(*auth, "push", "origin", "HEAD:main", cwd=clone)
    assert stage.double.calls[-1].status == status
    assert (done.returncode == 0) == (status == 200)
    mine = git("rev-parse", "HEAD", cwd=clone).stdout.strip()
    assert (stage.repo.git.branches()["main"] == mine) == (status == 200)
