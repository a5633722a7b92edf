"""Processes die in the middle of an audit (kill -9): another goes on, nothing is done again, nothing is posted twice."""

import re
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.stack import Stack, until
from worker.doubles.anthropic import AnthropicDouble
from worker.doubles.anthropic_script import Answer, PlantedBug, Seen, good_reviewer
from worker.doubles.github.server import GitHubDouble
from worker.doubles.github.state import Issue, Repository

FILES = {
    "pyproject.toml": '[project]\nname = "till"\nversion = "1"\nclassifiers = ["Private :: Do Not Upload"]\n'
    '[project.scripts]\ntill = "till.main:main"\n',
    "till/__init__.py": "",
    "till/main.py": "from till.money import total\n\n\ndef main():\n    print(total([1, 2]))\n",
    "till/money.py": "def total(amounts):\n    return sum(amounts)\n",
}
CHANGE = {
    "till/money.py": FILES["till/money.py"]
    + "\n\ndef average(amounts):\n    return sum(amounts) / len(amounts)\n\n\ndef forgotten(amount):\n    return amount * 3\n",
    "till/main.py": FILES["till/main.py"]
    .replace("import total", "import average, total")
    .replace("    print(total([1, 2]))", "    print(total([1, 2]))\n    print(average([]))"),
}
BUG = PlantedBug(
    file="till/money.py",
    symbol="average",
    quote="    return sum(amounts) / len(amounts)",
    kind="boundary",
    title="Division by zero for an empty list",
    message="main calls average([]), and len is 0 then.",
    suggestion="Return 0 for an empty list.",
)


@pytest.fixture(scope="module")
def stack(
    postgres_server: str,
    _postgres_template: str,
    broker_url: str,
    validated_github: GitHubDouble,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stack]:
    from tests import services

    with services.fresh_database(postgres_server, _postgres_template) as url:
        github = validated_github
        app = github.create_app(owner="octo-org")
        github.install("octo-org")
        made = Stack(tmp_path_factory.mktemp("stack"), url, broker_url, github, app)
        made.start("serve")
        made.start("beat")
        made.publisher()
        try:
            yield made
        finally:
            made.stop()


@pytest.fixture
def pull(stack: Stack, request: pytest.FixtureRequest) -> Iterator[tuple[Repository, Issue]]:
    """A fresh repository that the App knows, with an open pull request that brings a dead function and a bug."""
    name = re.sub(r"[^a-z]+", "-", request.node.name)[:80].strip("-")
    repository = stack.github.add_repository("octo-org", name, dict(FILES), private=True, collaborators={"octocat": "write"})
    issue = stack.github.open_pull_request(repository, CHANGE, branch="more", by="octocat")
    yield repository, issue
    for process in stack.processes:
        if "audit" in process.log.name and process.popen.poll() is None:
            process.kill()
    if request.session.testsfailed:
        print(stack.logs())  # noqa: T201 - pytest shows it with the failure


def said_once(repository: Repository, issue: Issue) -> None:
    """Everything that was posted stands there exactly once."""
    assert issue.pull is not None
    assert len(issue.pull.reviews) == 1
    places = Counter((comment.path, comment.line) for comment in issue.pull.comments)
    assert places
    assert set(places.values()) == {1}
    ours = [comment for comment in issue.comments if comment.user.login.endswith("[bot]")]
    assert len(ours) <= 1, [comment.body for comment in ours]
    assert len(repository.check_runs) == 1
    command = next(comment for comment in issue.comments if comment.body.startswith("/anatoly"))
    assert sorted(reaction.content for reaction in command.reactions) == ["eyes", "rocket"]


def test_killed_while_it_clones(stack: Stack, pull: tuple[Repository, Issue]) -> None:
    repository, issue = pull
    cloning = stack.github.fail("POST", rf"{repository.name}\.git/git-upload-pack", kind="slow")
    first = stack.auditor()
    stack.command(repository, issue.number)
    assert cloning.reached.wait(90)
    first.kill()
    cloning.release.set()
    stack.auditor()
    run = stack.ended(repository)
    assert run.state == "done", run.error
    assert [item.attempt for item in stack.items(run)] == [2, 1, 1]
    said_once(repository, issue)


def test_killed_while_a_model_thinks(stack: Stack, pull: tuple[Repository, Issue]) -> None:
    repository, issue = pull
    thinking, go_on = threading.Event(), threading.Event()
    honest = good_reviewer([BUG])

    def script(seen: Seen) -> Answer:
        answer = honest(seen)
        if seen.tools and not thinking.is_set():
            thinking.set()
            return answer.held(go_on)
        return answer

    with AnthropicDouble(script) as models:
        first = stack.auditor(**models.environment("haiku"))
        stack.command(repository, issue.number)
        assert thinking.wait(90), "the challenger was never asked"
        first.kill()
        go_on.set()
        stack.auditor(**models.environment("haiku"))
        run = stack.ended(repository)
        asked = Counter((seen.schema, seen.text) for seen in models.requests if not seen.tools)
    assert run.state == "done", run.error
    attempts = {(item.stage, item.subject): item.attempt for item in stack.items(run)}
    assert [key for key, attempt in attempts.items() if attempt > 1] == [key for key in attempts if key[0] == "deliberate"], (
        attempts
    )
    assert set(asked.values()) == {1}, "an answered question was paid for twice"
    said_once(repository, issue)
    assert issue.pull is not None
    assert any("Division by zero" in comment.body for comment in issue.pull.comments)


@pytest.mark.parametrize("point", ["check-runs", r"pulls/\d+/reviews", "reactions"])
def test_the_publisher_is_killed_between_creating_and_saving(stack: Stack, pull: tuple[Repository, Issue], point: str) -> None:
    repository, issue = pull
    auditor = stack.auditor()
    creating = stack.github.fail("POST", rf"{repository.name}/.*{point}$", kind="create_then_hang")
    stack.command(repository, issue.number)
    assert creating.reached.wait(90)
    publisher = next(process for process in reversed(stack.processes) if "publish" in process.log.name)
    publisher.kill()
    creating.release.set()
    stack.publisher()
    run = stack.ended(repository)
    auditor.kill()
    assert run.state == "done", run.error
    said_once(repository, issue)


def test_everything_is_killed_and_the_broker_forgets_all(stack: Stack, pull: tuple[Repository, Issue]) -> None:
    import redis

    repository, issue = pull
    cloning = stack.github.fail("POST", rf"{repository.name}\.git/git-upload-pack", kind="slow")
    first = stack.auditor()
    stack.command(repository, issue.number)
    assert cloning.reached.wait(90)
    for process in stack.processes:
        if process.popen.poll() is None:
            process.kill()
    assert first.popen.returncode == -9
    with redis.Redis.from_url(stack.broker_url) as client:
        client.flushdb()
    cloning.release.set()
    stack.start("serve")
    stack.start("beat")
    stack.publisher()
    stack.auditor()
    run = stack.ended(repository)
    assert run.state == "done", run.error
    said_once(repository, issue)


def test_an_audit_worker_with_the_apps_key_refuses_to_start(stack: Stack, tmp_path: Path) -> None:
    process = stack.start("worker", "--queue", "audit", extra={"ANATOLY_GITHUB_PRIVATE_KEY": stack.app.private_key})
    until(lambda: process.popen.poll() is not None, "it refuses")
    assert process.popen.returncode == 2
    said = process.log.read_text().strip().splitlines()
    assert len(said) == 1
    assert "must not hold the App's private key" in said[0]
    assert "PRIVATE KEY-----" not in said[0]
