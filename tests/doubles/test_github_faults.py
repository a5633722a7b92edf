"""What goes wrong at GitHub goes wrong here: each kind, as a client sees it."""

import threading

import httpx
import pytest
from githubkit.exception import RequestError, RequestFailed, SecondaryRateLimitExceeded

from tests.doubles.conftest import Stage
from worker.doubles.github import Kind


def create(stage: Stage, title: str = "Hello") -> int:
    return int(stage.bot.rest.issues.create("octo-org", "calc", data={"title": title}).json()["number"])


def test_a_secondary_limit_says_when_to_come_back(stage: Stage) -> None:
    stage.double.fail("POST", "/issues$", kind="secondary_limit", retry_after=7)
    with pytest.raises(SecondaryRateLimitExceeded) as error:
        create(stage)
    assert error.value.response.headers["retry-after"] == "7"
    assert create(stage) == 1


@pytest.mark.parametrize(("kind", "status"), [("secondary_403", 403), ("secondary_429", 429)])
def test_a_secondary_limit_may_say_nothing_of_when(stage: Stage, kind: Kind, status: int) -> None:
    stage.double.fail("POST", "/issues$", times=2, kind=kind)
    for _ in range(2):
        with pytest.raises(RequestFailed) as error:
            create(stage)
        assert error.value.response.status_code == status
        assert "retry-after" not in error.value.response.headers
        assert error.value.response.json()["message"].startswith("You have exceeded a secondary rate limit")
    assert stage.repo.issues == {}
    assert create(stage) == 1


def test_the_primary_limit_says_when_it_resets(stage: Stage) -> None:
    stage.double.fail("*", "/issues", kind="primary_limit", retry_after=90)
    with pytest.raises(RequestFailed) as error:
        create(stage)
    headers = error.value.response.headers
    assert headers["x-ratelimit-remaining"] == "0"
    assert int(headers["x-ratelimit-reset"]) - int(stage.double.state.now().timestamp()) in range(85, 91)


def test_a_bad_gateway_did_nothing(stage: Stage) -> None:
    stage.double.fail("POST", "/issues$", kind="502")
    with pytest.raises(RequestFailed) as error:
        create(stage)
    assert error.value.response.status_code == 502
    assert stage.repo.issues == {}


def test_a_bad_gateway_may_hide_that_it_was_done(stage: Stage) -> None:
    """The window in which a publisher that simply tries again posts twice."""
    stage.double.fail("POST", "/issues$", kind="create_then_502")
    with pytest.raises(RequestFailed) as error:
        create(stage)
    assert error.value.response.status_code == 502
    assert [issue.title for issue in stage.repo.issues.values()] == ["Hello"]


@pytest.mark.parametrize(("kind", "done"), [("drop", 0), ("create_then_drop", 1)])
def test_a_connection_ends_without_an_answer(stage: Stage, kind: Kind, done: int) -> None:
    stage.double.fail("POST", "/issues$", kind=kind)
    with pytest.raises(RequestError):
        create(stage)
    assert len(stage.repo.issues) == done
    assert stage.double.called("POST", "/issues")[-1].status == 0


def test_a_slow_answer_waits_until_it_is_let_go_and_holds_up_nobody_else(stage: Stage) -> None:
    fault = stage.double.fail("POST", "/issues$", kind="slow")
    numbers: list[int] = []
    slow = threading.Thread(target=lambda: numbers.append(create(stage)))
    slow.start()
    assert fault.reached.wait(20)
    assert stage.repo.issues == {}
    assert stage.bot.rest.repos.get("octo-org", "calc").status_code == 200
    fault.release.set()
    slow.join(20)
    assert numbers == [1]


def test_a_fault_meets_its_method_and_path_alone(stage: Stage) -> None:
    fault = stage.double.fail("POST", "/check-runs$", times=3)
    assert create(stage) == 1
    assert (fault.left, fault.reached.is_set()) == (3, False)


def test_git_can_fail_too(stage: Stage) -> None:
    stage.double.fail("GET", r"calc\.git/info/refs")
    assert httpx.get(f"{stage.double.url}/octo-org/calc.git/info/refs?service=git-upload-pack").status_code == 502


def test_a_test_waits_for_what_another_process_does(stage: Stage) -> None:
    other = threading.Thread(target=create, args=[stage])
    other.start()
    assert stage.double.wait_for(lambda: stage.repo.issues, 20)
    other.join(20)
    assert not stage.double.wait_for(lambda: len(stage.repo.issues) > 1, 0.01)


def test_everything_is_on_record(stage: Stage) -> None:
    token = stage.with_token(stage.token(permissions={"issues": "write"}, repositories=["calc"]))
    stage.double.calls.clear()
    token.rest.issues.create("octo-org", "calc", data={"title": "Hello"})
    token.request("GET", f"{stage.path}/issues", params={"state": "all"})
    first, second = stage.double.calls
    assert (first.method, first.path, first.status, first.body) == ("POST", f"{stage.path}/issues", 201, {"title": "Hello"})
    assert first.permissions == {"metadata": "read", "issues": "write"}
    assert (second.query, [issue["title"] for issue in second.answer]) == ("state=all", ["Hello"])
