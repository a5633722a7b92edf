"""Issues, comments, reactions and the search for them, through githubkit."""

from datetime import timedelta

import httpx
import pytest
from githubkit.exception import RequestFailed

from tests.doubles.conftest import Stage

OWNER, NAME = "octo-org", "calc"


def test_an_issue_is_opened_by_the_bot_and_makes_its_labels(stage: Stage) -> None:
    made = stage.bot.rest.issues.create(
        OWNER, NAME, data={"title": "Dead code", "body": "It is.", "labels": ["anatoly", "Utility"]}
    )
    assert made.status_code == 201
    shown = made.json()
    assert (shown["number"], shown["state"], shown["user"]["login"]) == (1, "open", "anatoly[bot]")
    assert shown["html_url"] == f"{stage.double.url}/octo-org/calc/issues/1"
    assert [label["name"] for label in shown["labels"]] == ["anatoly", "Utility"]
    assert sorted(stage.repo.labels) == ["anatoly", "utility"]
    assert stage.repo.issues[1].body == "It is."


def test_issues_and_pull_requests_share_their_numbers(stage: Stage) -> None:
    pull = stage.double.open_pull_request(stage.repo, {"new.py": "x = 1\n"})
    made = stage.bot.rest.issues.create(OWNER, NAME, data={"title": "Next"}).json()
    assert (pull.number, made["number"]) == (1, 2)
    shown = stage.bot.request("GET", f"{stage.path}/issues").json()
    assert [(issue["number"], "pull_request" in issue) for issue in shown] == [(2, False), (1, True)]


def test_an_issue_is_closed_and_reopened(stage: Stage) -> None:
    number = stage.double.open_issue(stage.repo).number
    bot = stage.bot
    closed = bot.rest.issues.update(OWNER, NAME, number, data={"state": "closed", "state_reason": "not_planned"}).json()
    assert (closed["state"], closed["state_reason"], closed["closed_by"]["login"]) == ("closed", "not_planned", "anatoly[bot]")
    assert closed["closed_at"]
    again = bot.rest.issues.update(OWNER, NAME, number, data={"state": "open", "body": "It is back."}).json()
    assert (again["state"], again["state_reason"], again["closed_at"], again["body"]) == (
        "open",
        "reopened",
        None,
        "It is back.",
    )


def test_lists_are_paged_with_link_headers(stage: Stage) -> None:
    for number in range(7):
        stage.double.open_issue(stage.repo, title=f"Issue {number + 1}")
    bot = stage.with_token(stage.token())
    first = bot.request("GET", f"{stage.path}/issues", params={"per_page": 3, "state": "all"})
    assert [issue["number"] for issue in first.json()] == [7, 6, 5]
    links = httpx.Response(200, headers=first.headers).links
    assert set(links) == {"next", "last"}
    last = bot.request("GET", links["last"]["url"])
    assert [issue["number"] for issue in last.json()] == [1]
    assert set(httpx.Response(200, headers=last.headers).links) == {"prev", "first"}
    assert "link" not in bot.request("GET", f"{stage.path}/issues").headers


def test_lists_are_selected_by_state_label_creator_and_time(stage: Stage) -> None:
    stage.double.open_issue(stage.repo, labels=["anatoly", "night"])
    stage.double.open_issue(stage.repo, labels=["anatoly"])
    stage.double.close(stage.repo, 2)
    bot = stage.with_token(stage.token())

    def numbers(**query: str) -> list[int]:
        return [issue["number"] for issue in bot.request("GET", f"{stage.path}/issues", params=query).json()]

    assert numbers(labels="anatoly") == [1]
    assert numbers(labels="Anatoly", state="all") == [2, 1]
    assert numbers(labels="anatoly,night", state="all") == [1]
    assert numbers(state="closed") == [2]
    assert numbers(creator="anatoly[bot]", state="all") == []
    stage.double.state.skew = timedelta(minutes=5)
    late = stage.double.open_issue(stage.repo)
    assert numbers(state="all", since=late.updated_at.isoformat().replace("+00:00", "Z")) == [3]


@pytest.mark.parametrize("length", [65_536, 65_537])
def test_a_body_has_65536_characters_at_most(stage: Stage, length: int) -> None:
    number = stage.double.open_issue(stage.repo).number
    body = "é" * length  # characters, not bytes
    bot = stage.bot
    asks = (
        lambda: bot.rest.issues.create(OWNER, NAME, data={"title": "Long", "body": body}),
        lambda: bot.rest.issues.update(OWNER, NAME, number, data={"body": body}),
        lambda: bot.rest.issues.create_comment(OWNER, NAME, number, data={"body": body}),
    )
    for ask in asks:
        if length <= 65_536:
            assert ask().status_code in (200, 201)
            continue
        with pytest.raises(RequestFailed) as error:
            ask()
        assert error.value.response.status_code == 422
        assert "65536" in error.value.response.json()["errors"][0]["message"]


def test_a_comment_is_written_read_changed_and_taken_away(stage: Stage) -> None:
    number = stage.double.open_issue(stage.repo).number
    theirs = stage.double.comment(stage.repo, number, "/anatoly audit", by="hubot")
    bot = stage.bot
    made = bot.rest.issues.create_comment(OWNER, NAME, number, data={"body": "At once."}).json()
    assert made["performed_via_github_app"]["slug"] == "anatoly"
    shown = bot.request("GET", f"{stage.path}/issues/{number}/comments").json()
    assert [(c["id"], c["user"]["login"]) for c in shown] == [(theirs.id, "hubot"), (made["id"], "anatoly[bot]")]
    bot.rest.issues.update_comment(OWNER, NAME, made["id"], data={"body": "Done."})
    assert bot.request("GET", f"{stage.path}/issues/comments/{made['id']}").json()["body"] == "Done."
    assert bot.rest.issues.delete_comment(OWNER, NAME, made["id"]).status_code == 204
    assert list(stage.repo.comments) == [theirs.id]


def test_a_reaction_is_given_once(stage: Stage) -> None:
    comment = stage.double.comment(stage.repo, stage.double.open_issue(stage.repo).number, "/anatoly audit")
    bot = stage.bot
    first = bot.rest.reactions.create_for_issue_comment(OWNER, NAME, comment.id, data={"content": "eyes"})
    again = bot.rest.reactions.create_for_issue_comment(OWNER, NAME, comment.id, data={"content": "eyes"})
    other = bot.rest.reactions.create_for_issue_comment(OWNER, NAME, comment.id, data={"content": "rocket"})
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 201)
    assert first.json()["id"] == again.json()["id"]
    path = f"{stage.path}/issues/comments/{comment.id}/reactions"
    assert [r["content"] for r in bot.request("GET", path).json()] == ["eyes", "rocket"]
    assert bot.request("GET", f"{stage.path}/issues/comments/{comment.id}").json()["reactions"]["eyes"] == 1
    assert bot.rest.reactions.delete_for_issue_comment(OWNER, NAME, comment.id, first.json()["id"]).status_code == 204
    assert [r.content for r in comment.reactions] == ["rocket"]


def test_a_pull_requests_conversation_takes_the_permission_for_pull_requests(stage: Stage) -> None:
    pull = stage.double.open_pull_request(stage.repo, {"new.py": "x = 1\n"})
    issue = stage.double.open_issue(stage.repo)
    bot = stage.with_token(stage.token(permissions={"pull_requests": "write"}))
    assert bot.rest.issues.create_comment(OWNER, NAME, pull.number, data={"body": "Hello."}).status_code == 201
    with pytest.raises(RequestFailed) as error:
        bot.rest.issues.create_comment(OWNER, NAME, issue.number, data={"body": "Hello."})
    assert error.value.response.status_code == 403


def test_search_finds_a_phrase_in_a_body_of_one_repository(stage: Stage) -> None:
    marker = "anatoly:a1-0123456789abcdef0123"
    mine = stage.double.open_issue(stage.repo, body=f"<!-- {marker} -->")
    stage.double.open_issue(stage.repo, title=marker, body="about something else")
    other = stage.double.add_repository(OWNER, "other")
    stage.double.open_issue(other, body=marker)
    bot = stage.with_token(stage.token(repository_ids=[stage.repo.id]))

    def found(query: str) -> list[int]:
        answer = bot.request("GET", "/search/issues", params={"q": query}).json()
        assert answer["total_count"] == len(answer["items"])
        return [issue["id"] for issue in answer["items"]]

    assert found(f'repo:{OWNER}/{NAME} "{marker}" in:body') == [mine.id]
    assert found(f'repo:{OWNER}/{NAME} is:issue state:closed "{marker}" in:body') == []
    assert found(f'repo:{OWNER}/{NAME} "a1-ffff" in:body') == []


def test_search_is_behind_when_it_is_told_to_be(stage: Stage) -> None:
    stage.double.open_issue(stage.repo, body="needle")
    stage.double.state.search_lag = timedelta(minutes=1)
    query = {"q": f"repo:{OWNER}/{NAME} needle in:body"}
    bot = stage.with_token(stage.token())
    assert bot.request("GET", "/search/issues", params=query).json()["total_count"] == 0
    stage.double.state.skew = timedelta(minutes=2)
    assert bot.request("GET", "/search/issues", params=query).json()["total_count"] == 1


def test_what_is_not_there_is_not_found(stage: Stage) -> None:
    bot = stage.with_token(stage.token())
    for path in ("/issues/9", "/issues/comments/9", "/issues/9/comments", "/pulls/9", "/check-runs/9", "/contents/none.py"):
        with pytest.raises(RequestFailed) as error:
            bot.request("GET", f"{stage.path}{path}")
        assert error.value.response.status_code == 404


def test_an_archived_repository_and_one_without_issues_say_so(stage: Stage) -> None:
    stage.repo.has_issues = False
    with pytest.raises(RequestFailed) as disabled:
        stage.bot.rest.issues.create(OWNER, NAME, data={"title": "Hello"})
    assert disabled.value.response.status_code == 410
    stage.repo.archived = True
    with pytest.raises(RequestFailed) as archived:
        stage.bot.rest.issues.create(OWNER, NAME, data={"title": "Hello"})
    assert archived.value.response.status_code == 403
