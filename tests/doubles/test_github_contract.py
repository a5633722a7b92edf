"""The double breaks when GitHub's contract is broken, by a caller or by itself."""

import subprocess
import sys

import httpx
import pytest

from tests.contracts import openapi_path
from tests.contracts.prune import OPERATIONS
from tests.doubles.conftest import Stage
from worker.doubles.github import GitHubDouble, render_threads
from worker.doubles.github.render import Links
from worker.doubles.github.server import all_routes
from worker.doubles.github.state import State
from worker.doubles.github.webhooks import Hooks


@pytest.mark.parametrize(
    ("path", "body", "says"),
    [
        ("/issues", {}, "title"),
        ("/issues", {"title": []}, "title"),
        ("/issues", {"title": "Hello", "labels": 5}, "labels"),
        ("/issues", [], "object"),
        ("/pulls/1/reviews", {"event": "NOPE"}, "event"),
        ("/pulls/1/reviews", {"event": "COMMENT", "comments": [{"path": "new.py"}]}, "comments"),
        ("/check-runs", {"name": "Anatoly"}, "head_sha"),
        ("/issues/comments/1/reactions", {"content": "eye"}, "content"),
    ],
)
def test_a_request_that_github_does_not_describe_is_refused_and_told_on(
    stage: Stage, path: str, body: object, says: str
) -> None:
    stage.double.open_pull_request(stage.repo, {"new.py": "x = 1\n"})
    headers = {"Authorization": f"Bearer {stage.token()}"}
    answer = httpx.post(f"{stage.double.api_url}{stage.path}{path}", json=body, headers=headers)
    assert answer.status_code == 422
    assert says in answer.json()["message"]
    (violation,) = stage.double.violations
    assert violation.startswith(f"request POST {stage.path}{path}: ")
    stage.double.violations.clear()
    assert stage.double.calls[-1].status == 422


def test_a_body_that_is_no_json_is_refused(stage: Stage) -> None:
    headers = {"Authorization": f"Bearer {stage.token()}"}
    answer = httpx.post(f"{stage.double.api_url}{stage.path}/issues", content=b"{", headers=headers)
    assert (answer.status_code, answer.json()["message"]) == (400, "Problems parsing JSON")


def test_an_operation_that_the_double_does_not_know_is_told_on(stage: Stage) -> None:
    assert httpx.get(f"{stage.double.api_url}/zen").status_code == 404
    assert stage.double.violations == ["GET /zen: the double knows no such operation"]
    stage.double.violations.clear()


def test_an_own_answer_that_breaks_the_contract_is_told_on(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = render_threads.issue
    monkeypatch.setattr(render_threads, "issue", lambda *arguments: {**whole(*arguments), "html_url": 5})
    stage.bot.request("POST", f"{stage.path}/issues", json={"title": "Hello"})
    (violation,) = stage.double.violations
    assert violation.startswith("answer 201 to POST /repos/{owner}/{repo}/issues: html_url")
    stage.double.violations.clear()


def test_the_double_serves_what_the_description_was_pruned_to_and_no_more() -> None:
    routes = all_routes(Hooks(State(), Links("", "")))
    served = {(route.method.lower(), route.path) for route in routes}
    undescribed = {("get", "/repositories/{repository_id}")}  # GitHub serves it and does not describe it
    assert served == {*OPERATIONS, *undescribed}


def test_what_is_served_without_a_description_needs_no_validator() -> None:
    """The demo runs without the development dependencies."""
    code = """
import sys
sys.modules["jsonschema_rs"] = None
import httpx
from worker.doubles.github import GitHubDouble
with GitHubDouble() as github:
    github.add_repository("octo-org", "open")
    print(httpx.get(f"{github.api_url}/repos/octo-org/open").json()["full_name"], github.violations)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "octo-org/open []", done.stderr


def test_stopping_removes_what_was_made_and_closes_the_port() -> None:
    with GitHubDouble(openapi=openapi_path()) as github:
        folder = github.add_repository("octo-org", "open").git.path
        assert folder.is_dir()
    assert not folder.exists()
    with pytest.raises(httpx.ConnectError):
        httpx.get(github.api_url)
