"""Reviews stand on lines of the real diff, or not at all."""

from datetime import UTC, datetime
from itertools import count

import pytest
from githubkit.exception import RequestFailed
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.doubles.conftest import CALC, Stage
from worker.doubles.github import Issue
from worker.doubles.github.git import BareRepository

OWNER, NAME = "octo-org", "calc"
numbers = count()
LONG = "".join(f"line {n}\n" for n in range(1, 61))


@pytest.fixture
def pull(stage: Stage) -> Issue:
    """Changes lines 5 and 50 of a file of 60, deletes line 30, adds a file and renames one."""
    stage.double.push(stage.repo, {"long.txt": LONG, "old.py": CALC})
    lines = LONG.splitlines(keepends=True)
    lines[4], lines[49] = "five\n", "fifty\n"
    del lines[29]
    return stage.double.open_pull_request(
        stage.repo,
        {"long.txt": "".join(lines), "new.py": "a = 1\nb = 2\nc = 3\n", "old.py": None, "moved.py": CALC},
        title="Change",
    )


def review(
    stage: Stage, pull: Issue, *comments: dict[str, object], body: str = "Two things.", event: str = "COMMENT"
) -> dict[str, object]:
    data = {"body": body, "event": event, "comments": [{"body": "Look.", **comment} for comment in comments]}
    answer: dict[str, object] = stage.bot.request("POST", f"{stage.path}/pulls/{pull.number}/reviews", json=data).json()
    return answer


def test_files_come_from_the_real_diff(stage: Stage, pull: Issue) -> None:
    files = {f["filename"]: f for f in stage.bot.request("GET", f"{stage.path}/pulls/{pull.number}/files").json()}
    assert {name: f["status"] for name, f in files.items()} == {
        "long.txt": "modified",
        "new.py": "added",
        "moved.py": "renamed",
    }
    assert (files["long.txt"]["additions"], files["long.txt"]["deletions"]) == (2, 3)
    assert files["long.txt"]["patch"].count("@@ -") == 3
    assert files["moved.py"]["previous_filename"] == "old.py"
    assert "patch" not in files["moved.py"]
    shown = stage.bot.rest.pulls.get(OWNER, NAME, pull.number).json()
    assert (shown["changed_files"], shown["additions"], shown["head"]["sha"]) == (3, 5, pull.pull.head_sha if pull.pull else "")


def test_a_diff_can_be_had_as_text(stage: Stage, pull: Issue) -> None:
    headers = {"Accept": "application/vnd.github.diff"}
    text = stage.bot.request("GET", f"{stage.path}/pulls/{pull.number}", headers=headers).text
    assert text.startswith("diff --git a/long.txt b/long.txt")


def test_a_review_with_comments_on_lines_of_the_diff_is_taken(stage: Stage, pull: Issue) -> None:
    made = review(
        stage,
        pull,
        {"path": "long.txt", "line": 5},
        {"path": "long.txt", "line": 30, "side": "LEFT"},
        {"path": "new.py", "start_line": 1, "line": 3},
    )
    assert (made["state"], made["commit_id"]) == ("COMMENTED", pull.pull.head_sha if pull.pull else "")
    bot = stage.with_token(stage.token())
    assert [r["id"] for r in bot.request("GET", f"{stage.path}/pulls/{pull.number}/reviews").json()] == [made["id"]]
    comments = bot.request("GET", f"{stage.path}/pulls/{pull.number}/comments").json()
    assert [(c["path"], c["start_line"], c["line"], c["side"]) for c in comments] == [
        ("long.txt", None, 5, "RIGHT"),
        ("long.txt", None, 30, "LEFT"),
        ("new.py", 1, 3, "RIGHT"),
    ]
    assert comments[0]["diff_hunk"].splitlines()[-1] == "+five"
    assert comments[1]["diff_hunk"].splitlines()[-1] == "-line 30"
    assert {c["pull_request_review_id"] for c in comments} == {made["id"]}
    of_review = bot.request("GET", f"{stage.path}/pulls/{pull.number}/reviews/{made['id']}/comments").json()
    assert [c["id"] for c in of_review] == [c["id"] for c in comments]


@pytest.mark.parametrize(
    ("comment", "error"),
    [
        ({"path": "long.txt", "line": 20}, "Line could not be resolved"),
        (
            {"path": "long.txt", "line": 30, "side": "RIGHT", "start_line": 5},
            "Start line must be part of the same hunk as the line.",
        ),
        ({"path": "long.txt", "line": 5, "start_line": 5}, "Start line must precede the end line."),
        ({"path": "long.txt", "line": 5, "start_line": 6}, "Start line must precede the end line."),
        ({"path": "long.txt", "line": 5, "start_line": 1}, "Start line could not be resolved"),
        ({"path": "new.py", "line": 1, "side": "LEFT"}, "Line could not be resolved"),
        ({"path": "new.py", "line": 4}, "Line could not be resolved"),
        ({"path": "new.py"}, "Line could not be resolved"),
        ({"path": "moved.py", "line": 1}, "Line could not be resolved"),
        ({"path": "calc.py", "line": 1}, "Path could not be resolved"),
    ],
)
def test_one_comment_beside_the_diff_loses_the_whole_review(
    stage: Stage, pull: Issue, comment: dict[str, object], error: str
) -> None:
    with pytest.raises(RequestFailed) as refused:
        review(stage, pull, {"path": "new.py", "line": 2}, comment)
    answer = refused.value.response.json()
    assert (answer["message"], answer["errors"], answer["status"]) == ("Unprocessable Entity", [error], "422")
    assert pull.pull is not None
    assert (pull.pull.reviews, pull.pull.comments) == ([], [])


def test_a_review_without_anything_to_say_is_refused(stage: Stage, pull: Issue) -> None:
    for event in ("COMMENT", "REQUEST_CHANGES"):
        with pytest.raises(RequestFailed) as refused:
            review(stage, pull, body="", event=event)
        assert refused.value.response.status_code == 422


def test_a_review_of_a_commit_that_is_not_in_the_pull_request_is_refused(stage: Stage, pull: Issue) -> None:
    stray = stage.double.push(stage.repo, {"stray.py": "x\n"}, branch="stray")
    data = {"body": "Hi.", "event": "COMMENT", "commit_id": stray}
    with pytest.raises(RequestFailed) as refused:
        stage.bot.request("POST", f"{stage.path}/pulls/{pull.number}/reviews", json=data)
    assert refused.value.response.status_code == 422


def test_a_pending_review_is_not_seen_among_the_comments(stage: Stage, pull: Issue) -> None:
    path = f"{stage.path}/pulls/{pull.number}"
    made = stage.bot.request("POST", f"{path}/reviews", json={"comments": [{"path": "new.py", "line": 1, "body": "x"}]}).json()
    assert made["state"] == "PENDING"
    assert stage.bot.request("GET", f"{path}/comments").json() == []


def test_single_comments_stand_on_lines_on_files_and_in_threads(stage: Stage, pull: Issue) -> None:
    path, bot = f"{stage.path}/pulls/{pull.number}/comments", stage.with_token(stage.token())
    commit = pull.pull.head_sha if pull.pull else ""
    on_line = bot.request("POST", path, json={"body": "Line.", "commit_id": commit, "path": "new.py", "line": 2}).json()
    on_file = bot.request(
        "POST", path, json={"body": "File.", "commit_id": commit, "path": "moved.py", "subject_type": "file"}
    ).json()
    reply = bot.request("POST", f"{path}/{on_line['id']}/replies", json={"body": "Reply."}).json()
    assert (on_line["line"], on_line["subject_type"]) == (2, "line")
    assert (on_file.get("line"), on_file["subject_type"]) == (None, "file")
    assert reply["in_reply_to_id"] == on_line["id"]
    bot.request("PATCH", f"{stage.path}/pulls/comments/{on_line['id']}", json={"body": "Better."})
    assert bot.request("GET", f"{stage.path}/pulls/comments/{on_line['id']}").json()["body"] == "Better."
    assert bot.request("DELETE", f"{stage.path}/pulls/comments/{on_file['id']}").status_code == 204
    assert [c["id"] for c in bot.request("GET", path).json()] == [on_line["id"], reply["id"]]
    with pytest.raises(RequestFailed) as refused:
        bot.request("POST", path, json={"body": "Nowhere.", "commit_id": commit, "path": "long.txt", "line": 20})
    (error,) = refused.value.response.json()["errors"]
    assert (error["resource"], error["field"]) == ("PullRequestReviewComment", "pull_request_review_thread.line")


def test_a_review_cannot_comment_on_a_whole_file(stage: Stage, pull: Issue) -> None:
    with pytest.raises(RequestFailed) as refused:
        review(stage, pull, {"path": "new.py", "subject_type": "file"})
    assert "not a permitted key" in refused.value.response.json()["message"]


def test_a_review_can_be_changed_afterwards(stage: Stage, pull: Issue) -> None:
    made = review(stage, pull, body="First.")
    path = f"{stage.path}/pulls/{pull.number}/reviews/{made['id']}"
    stage.bot.request("PUT", path, json={"body": "Second."})
    assert stage.bot.request("GET", path).json()["body"] == "Second."


def test_pull_requests_are_listed_by_state_and_branch(stage: Stage, pull: Issue) -> None:
    stage.double.open_pull_request(stage.repo, {"b.py": "b\n"}, branch="second")
    stage.double.close(stage.repo, pull.number, merged=True)
    bot = stage.with_token(stage.token())

    def numbers(**query: str) -> list[int]:
        return [p["number"] for p in bot.request("GET", f"{stage.path}/pulls", params=query).json()]

    assert numbers() == [2]
    assert numbers(state="all") == [2, 1]
    assert numbers(state="all", head="octo-org:feature") == [1]
    assert bot.rest.pulls.get(OWNER, NAME, pull.number).json()["merged"] is True


lines_of_text = st.lists(
    st.sampled_from(["a", "b", "", " ", "@@ -1 +1 @@", "-- x", "++ y", "diff --git a/f b/f", "\\ No"]), max_size=30
)


def lines_in(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


@pytest.fixture(scope="module")
def git(tmp_path_factory: pytest.TempPathFactory) -> BareRepository:
    return BareRepository.create(tmp_path_factory.mktemp("git") / "r.git", "main")


@settings(max_examples=25, deadline=None)
@given(before=lines_of_text, after=lines_of_text, ends=st.tuples(*[st.sampled_from(["", "\n"])] * 2))
def test_commentable_lines_are_the_files_own_lines(
    git: BareRepository, before: list[str], after: list[str], ends: tuple[str, str]
) -> None:
    """Whatever the text, a commentable line holds what the file holds there, and every new line is commentable."""
    texts = ["\n".join(lines) + end for lines, end in zip((before, after), ends, strict=True)]
    now, branch = datetime.now(UTC), f"b{next(numbers)}"
    first, second = (git.commit(branch, {"f": text}, "change", "t", now) for text in texts)
    files = git.diff(first, second)
    assert [f.path for f in files] == ([] if texts[0] == texts[1] else ["f"])
    for file in files:
        patch = (file.patch or "").split("\n")
        for side, text, sign in (("LEFT", texts[0], "-"), ("RIGHT", texts[1], "+")):
            own = lines_in(text)
            for line, place in file.side(side).items():
                assert patch[place.position][1:] == own[line - 1]
                assert patch[place.position][0] in (" ", sign)
        added = [line for line, place in file.right.items() if patch[place.position].startswith("+")]
        kept = [line for number, line in enumerate(lines_in(texts[1]), 1) if number not in added]
        assert len(added) == file.additions
        assert [line for line in kept if line not in lines_in(texts[0])] == []
