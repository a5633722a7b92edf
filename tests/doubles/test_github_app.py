"""The App proves who it is, gets tokens, and each token can do what it was made for and nothing else."""

import time
from datetime import timedelta

import httpx
import jwt
import pytest
from githubkit.exception import RequestFailed

from tests.doubles.conftest import Stage


def status_of(error: pytest.ExceptionInfo[RequestFailed]) -> tuple[int, str]:
    return error.value.response.status_code, error.value.response.json()["message"]


def test_the_app_sees_itself_and_finds_its_installation(stage: Stage) -> None:
    me = stage.as_app.rest.apps.get_authenticated().parsed_data
    assert me is not None
    assert me.slug == "anatoly"
    found = stage.as_app.rest.apps.get_repo_installation("octo-org", "calc").parsed_data
    assert found.id == stage.installation.id
    assert found.permissions.model_dump(exclude_unset=True)["contents"] == "read"


def test_a_repository_without_the_app_has_no_installation(stage: Stage) -> None:
    stage.double.add_repository("somebody", "else")
    with pytest.raises(RequestFailed) as error:
        stage.as_app.rest.apps.get_repo_installation("somebody", "else")
    assert status_of(error) == (404, "Not Found")


@pytest.mark.parametrize(
    ("claims", "status", "says"),
    [
        ({"exp": -1}, 401, "'Expiration time' claim ('exp') must be a numeric value"),
        ({"exp": 700}, 401, "'Expiration time' claim ('exp') is too far in the future"),
        ({"iat": 60}, 401, "'Issued at' claim ('iat') must be an Integer"),
        ({"iss": "999999"}, 404, "Integration not found"),
    ],
)
def test_a_jwt_is_checked_as_github_checks_it(stage: Stage, claims: dict[str, object], status: int, says: str) -> None:
    now = int(time.time())
    base = {"iat": now - 60, "exp": now + 540, "iss": str(stage.app.id)}
    moved = {name: now + value if isinstance(value, int) else value for name, value in claims.items()}
    token = jwt.encode({**base, **moved}, stage.app.private_key, algorithm="RS256")
    answer = httpx.get(f"{stage.double.api_url}/app", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == status
    assert answer.json()["message"].startswith(says)


def test_a_jwt_signed_by_another_key_is_no_jwt(stage: Stage) -> None:
    now = int(time.time())
    forged = jwt.encode({"iat": now, "exp": now + 60, "iss": str(stage.app.id)}, "x" * 32, algorithm="HS256")
    answer = httpx.get(f"{stage.double.api_url}/app", headers={"Authorization": f"Bearer {forged}"})
    assert (answer.status_code, answer.json()["message"]) == (401, "A JSON web token could not be decoded")


def test_a_token_lives_an_hour(stage: Stage) -> None:
    bot = stage.with_token(stage.token())
    assert bot.rest.repos.get("octo-org", "calc").status_code == 200
    stage.double.state.skew = timedelta(minutes=59)
    assert bot.rest.repos.get("octo-org", "calc").status_code == 200
    stage.double.state.skew = timedelta(minutes=61)
    with pytest.raises(RequestFailed) as error:
        bot.rest.repos.get("octo-org", "calc")
    assert status_of(error) == (401, "Bad credentials")


def test_a_token_is_narrowed_to_repositories(stage: Stage) -> None:
    other = stage.double.add_repository("octo-org", "other", private=True)
    bot = stage.with_token(stage.token(repository_ids=[stage.repo.id]))
    assert [r.name for r in bot.rest.apps.list_repos_accessible_to_installation().parsed_data.repositories] == ["calc"]
    with pytest.raises(RequestFailed) as error:
        bot.rest.repos.get("octo-org", "other")
    assert status_of(error) == (404, "Not Found")
    assert stage.with_token(stage.token(repositories=["other"])).rest.repos.get("octo-org", "other").parsed_data.id == other.id


def test_a_token_is_narrowed_to_permissions_and_every_call_is_checked(stage: Stage) -> None:
    reader = stage.with_token(stage.token(permissions={"contents": "read"}))
    assert reader.rest.repos.get_commit("octo-org", "calc", "main").status_code == 200
    with pytest.raises(RequestFailed) as error:
        reader.rest.issues.create("octo-org", "calc", data={"title": "Hello"})
    assert status_of(error) == (403, "Resource not accessible by integration")
    assert error.value.response.headers["x-accepted-github-permissions"] == "issues=write"
    assert stage.repo.issues == {}
    refused = stage.double.called("POST", "/issues")[-1]
    assert (refused.status, refused.permissions) == (403, {"metadata": "read", "contents": "read"})


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"permissions": {"contents": "write"}}, "The permissions requested are not granted to this installation."),
        ({"repositories": ["no-such"]}, "There is at least one repository that does not exist"),
        ({"repository_ids": [1]}, "There is at least one repository that does not exist"),
    ],
)
def test_a_token_cannot_be_wider_than_the_installation(stage: Stage, wanted: dict[str, object], says: str) -> None:
    with pytest.raises(RequestFailed) as error:
        stage.token(**wanted)
    status, message = status_of(error)
    assert status == 422
    assert message.startswith(says)


def test_an_uninstalled_app_has_nothing(stage: Stage) -> None:
    bot = stage.with_token(stage.token())
    stage.double.uninstall(stage.installation)
    with pytest.raises(RequestFailed) as error:
        bot.rest.repos.get("octo-org", "calc")
    assert status_of(error)[0] == 401
    with pytest.raises(RequestFailed) as gone:
        stage.token()
    assert status_of(gone)[0] == 404


def test_a_suspended_installation_says_so(stage: Stage) -> None:
    bot = stage.with_token(stage.token())
    stage.installation.suspended = True
    for ask in (stage.token, lambda: bot.rest.repos.get("octo-org", "calc")):
        with pytest.raises(RequestFailed) as error:
            ask()
        assert status_of(error) == (403, "This installation has been suspended")


def test_a_selected_installation_does_not_reach_the_rest_of_the_account(stage: Stage) -> None:
    stage.double.add_repository("octo-org", "hidden", private=True)
    stage.installation.repository_ids = {stage.repo.id}
    with pytest.raises(RequestFailed) as error:
        stage.bot.rest.repos.get("octo-org", "hidden")
    assert status_of(error)[0] == 404


def test_a_public_repository_of_somebody_else_can_be_read_but_not_written(stage: Stage) -> None:
    stage.double.add_repository("somebody", "open")
    assert stage.bot.rest.repos.get("somebody", "open").status_code == 200
    assert httpx.get(f"{stage.double.api_url}/repos/somebody/open").status_code == 200
    with pytest.raises(RequestFailed) as error:
        stage.bot.rest.issues.create("somebody", "open", data={"title": "Hello"})
    assert status_of(error)[0] == 403
    assert httpx.post(f"{stage.double.api_url}/repos/somebody/open/issues", json={"title": "Hello"}).status_code == 401


def test_a_revoked_token_is_worth_nothing(stage: Stage) -> None:
    bot = stage.with_token(stage.token())
    assert bot.rest.apps.revoke_installation_access_token().status_code == 204
    with pytest.raises(RequestFailed) as error:
        bot.rest.repos.get("octo-org", "calc")
    assert status_of(error)[0] == 401


def test_every_answer_carries_the_rate_and_a_request_id(stage: Stage) -> None:
    bot = stage.with_token(stage.token())
    first, second = (bot.rest.repos.get("octo-org", "calc").headers for _ in range(2))
    assert int(first["x-ratelimit-remaining"]) - int(second["x-ratelimit-remaining"]) == 1
    assert first["x-ratelimit-limit"] == "5000"
    assert first["x-github-request-id"] != second["x-github-request-id"]
