"""Webhooks as GitHub sends them: complete payloads, its headers, its signature; and what an attacker or a bad day sends."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from typing import Any

import pytest
from githubkit.webhooks import verify

from tests.contracts import example_payloads
from tests.doubles.conftest import Stage
from worker.doubles.github import GitHubDouble, sign

Received = Queue[tuple[dict[str, str], bytes]]


@pytest.fixture
def receiver() -> Iterator[tuple[str, Received]]:
    """A server that takes any POST: 202 for a signature, 401 without."""
    received: Received = Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.put((dict(self.headers.items()), body))
            good = verify(SECRET, body, self.headers["X-Hub-Signature-256"])
            self.send_response(202 if good else 401)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/webhooks/github", received
    server.shutdown()
    thread.join()
    server.server_close()


NOT_OURS = {".sender", ".hook.url", ".hook.ping_url"}
"""The ping of a repository's hook, which is the example, has these; an App's has not."""
SECRET = "It's a Secret to Everybody"


def test_signatures_are_those_of_githubs_own_example() -> None:
    assert sign(SECRET, b"Hello, World!") == "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"


def payloads(github: GitHubDouble, stage: Stage) -> Iterator[tuple[str, dict[str, Any]]]:
    """One of each, from a repository where all of it happened."""
    build, repo = github.hooks.payloads, stage.repo
    before = repo.git.branches()["main"]
    pull = github.open_pull_request(repo, {"new.py": "x = 1\n"}, by="ann", body="Please.")
    yield "pull_request", build.pull_request(repo, pull.number)
    yield "issue_comment", build.issue_comment(repo, github.comment(repo, pull.number, "/anatoly audit", by="hubot"))
    head = pull.pull.head_sha if pull.pull else ""
    github.push(repo, {"new.py": "x = 2\n"}, branch="feature")
    yield "pull_request", build.pull_request(repo, pull.number, "synchronize", before=head)
    github.close(repo, pull.number, merged=True, by="hubot")
    yield "pull_request", build.pull_request(repo, pull.number, "closed")
    issue = github.open_issue(repo, labels=["anatoly"])
    github.close(repo, issue.number, reason="not_planned", by="hubot")
    yield "issues", build.issues(repo, issue.number)
    yield "push", build.push(repo, before, github.push(repo, {"calc.py": None, "more.py": "y\n"}))
    yield "installation", build.installation(stage.installation)
    yield "installation", build.installation(stage.installation, "deleted")
    yield "installation_repositories", build.installation_repositories(stage.installation, added=(repo,))
    yield "repository", build.repository(repo, "archived")
    yield "ping", build.ping()


def missing(ours: Any, theirs: Any, where: str = "") -> Iterator[str]:
    """Names that GitHub's example has and ours has not; null and empty say nothing about what is inside."""
    if isinstance(theirs, list) and isinstance(ours, list):
        if theirs and ours:
            yield from missing(ours[0], theirs[0], f"{where}[]")
    elif isinstance(theirs, dict) and isinstance(ours, dict):
        for name, value in theirs.items():
            if name in ours:
                yield from missing(ours[name], value, f"{where}.{name}")
            else:
                yield f"{where}.{name}"


def test_payloads_have_every_name_that_githubs_examples_have(stage: Stage) -> None:
    examples: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for event, payload in example_payloads():
        examples.setdefault((event, payload.get("action", "")), []).append(payload)
    lacking: dict[str, set[str]] = {}
    for event, ours in payloads(stage.double, stage):
        # GitHub's examples differ among themselves: what all of them have is what a receiver may count on.
        theirs = examples.get((event, ours.get("action", ""))) or [
            e for key in examples if key[0] == event for e in examples[key]
        ]
        absent = set.intersection(*(set(missing(ours, example)) for example in theirs)) - NOT_OURS
        absent = {name for name in absent if not name.startswith(".installation.permissions.")}  # of another App
        if absent:
            lacking[f"{event} {ours.get('action', '')}"] = absent
    assert lacking == {}


def test_a_delivery_is_signed_over_its_bytes_and_carries_githubs_headers(stage: Stage, receiver: tuple[str, Received]) -> None:
    stage.app.webhook_url, received = receiver
    comment = stage.double.comment(stage.repo, stage.double.open_issue(stage.repo).number, "/anatoly audit", by="hubot")
    delivery = stage.double.deliver("issue_comment", stage.double.hooks.payloads.issue_comment(stage.repo, comment))
    headers, body = received.get(timeout=10)
    assert delivery.status_code == 202
    assert headers["X-GitHub-Event"] == "issue_comment"
    assert headers["X-GitHub-Delivery"] == delivery.guid
    assert headers["Content-Type"] == "application/json"
    assert headers["User-Agent"].startswith("GitHub-Hookshot/")
    expected = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert headers["X-Hub-Signature-256"] == f"sha256={expected}"
    payload = json.loads(body)
    assert (payload["comment"]["body"], payload["installation"]["id"]) == ("/anatoly audit", stage.installation.id)
    assert (payload["repository"]["id"], payload["sender"]["login"]) == (stage.repo.id, "hubot")


def test_a_delivery_can_be_repeated_and_forged(stage: Stage, receiver: tuple[str, Received]) -> None:
    stage.app.webhook_url, received = receiver
    ping = stage.double.hooks.payloads.ping()
    first = stage.double.deliver("ping", ping)
    again = stage.double.deliver("ping", ping, guid=first.guid)
    assert (first.redelivery, again.redelivery, again.status_code) == (False, True, 202)
    assert stage.double.deliver("ping", ping, secret="guessed").status_code == 401
    assert stage.double.deliver("ping", ping, signature="sha256=" + "0" * 64).status_code == 401
    assert received.qsize() == 4


def test_a_receiver_that_is_away_is_status_0_and_the_delivery_can_be_asked_for_again(
    stage: Stage, receiver: tuple[str, Received]
) -> None:
    url, received = receiver
    failed = stage.double.deliver("ping", stage.double.hooks.payloads.ping(), url="http://127.0.0.1:1/")
    assert failed.status_code == 0
    listed = stage.as_app.request("GET", "/app/hook/deliveries").json()
    assert [(d["id"], d["guid"], d["status_code"]) for d in listed] == [(failed.id, failed.guid, 0)]
    failed.url = url
    assert stage.as_app.request("POST", f"/app/hook/deliveries/{failed.id}/attempts").status_code == 202
    headers, body = received.get(timeout=10)
    assert (headers["X-GitHub-Delivery"], body) == (failed.guid, failed.body)
