"""Check runs, and the annotations that GitHub keeps."""

import pytest
from githubkit.exception import RequestFailed

from tests.doubles.conftest import Stage


def annotations(count: int) -> list[dict[str, object]]:
    place = {"path": "calc.py", "annotation_level": "warning", "message": "Look."}
    return [{**place, "start_line": n + 1, "end_line": n + 1} for n in range(count)]


def test_a_check_run_starts_and_ends(stage: Stage) -> None:
    head, bot, path = stage.repo.git.branches()["main"], stage.bot, f"{stage.path}/check-runs"
    made = bot.request(
        "POST", path, json={"name": "Anatoly", "head_sha": head, "status": "in_progress", "external_id": "run-1"}
    )
    assert made.status_code == 201
    assert (made.json()["status"], made.json()["conclusion"]) == ("in_progress", None)
    number = made.json()["id"]
    done = bot.request(
        "PATCH", f"{path}/{number}", json={"conclusion": "neutral", "output": {"title": "Two findings", "summary": "Here."}}
    ).json()
    assert (done["status"], done["conclusion"], done["output"]["title"]) == ("completed", "neutral", "Two findings")
    listed = bot.request("GET", f"{stage.path}/commits/main/check-runs", params={"check_name": "Anatoly"}).json()
    assert [(run["id"], run["external_id"]) for run in listed["check_runs"]] == [(number, "run-1")]


def test_what_comes_after_fifty_annotations_is_dropped_without_a_word(stage: Stage) -> None:
    head, bot, path = stage.repo.git.branches()["main"], stage.with_token(stage.token()), f"{stage.path}/check-runs"
    output = {"title": "Many", "summary": "Many.", "annotations": annotations(60)}
    made = bot.request("POST", path, json={"name": "Anatoly", "head_sha": head, "output": output})
    assert (made.status_code, made.json()["output"]["annotations_count"]) == (201, 50)
    assert "annotations" in stage.double.violations.pop()  # GitHub says nothing; the double tells on us
    more = bot.request("PATCH", f"{path}/{made.json()['id']}", json={"output": {**output, "annotations": annotations(10)}})
    assert more.json()["output"]["annotations_count"] == 60
    kept = bot.request("GET", f"{path}/{made.json()['id']}/annotations", params={"per_page": 100}).json()
    assert len(kept) == 60
    assert kept[49]["start_line"] == 50


def test_a_check_run_of_no_commit_without_conclusion_or_too_long_is_refused(stage: Stage) -> None:
    head, path = stage.repo.git.branches()["main"], f"{stage.path}/check-runs"
    for data in (
        {"name": "Anatoly", "head_sha": "0" * 40},
        {"name": "Anatoly", "head_sha": head, "output": {"title": "T", "summary": "x" * 65_536}},
    ):
        with pytest.raises(RequestFailed) as refused:
            stage.bot.request("POST", path, json=data)
        assert refused.value.response.status_code == 422
    assert stage.repo.check_runs == {}
    assert "output/summary" in stage.double.violations.pop()


def test_a_token_for_reading_cannot_check(stage: Stage) -> None:
    reader = stage.with_token(stage.token(permissions={"checks": "read"}))
    head = stage.repo.git.branches()["main"]
    with pytest.raises(RequestFailed) as refused:
        reader.request("POST", f"{stage.path}/check-runs", json={"name": "Anatoly", "head_sha": head})
    assert refused.value.response.status_code == 403
