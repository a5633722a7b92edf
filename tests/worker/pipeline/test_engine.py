"""Runs from the comment to what stands on GitHub: the good road, and what happens when a step of it fails."""

import shutil
from pathlib import Path

import pytest

from app.db.models import Run
from app.db.session import Sessions
from app.domain.run import ItemState, RunState, Stage
from tests.doubles.fixtures import github  # noqa: F401 - a fixture
from tests.worker.pipeline.service import CHANGE, DEAD, FILES, Service
from worker.doubles.github import GitHubDouble


@pytest.fixture
def service(github: GitHubDouble, sessions: Sessions, tmp_path: Path) -> Service:  # noqa: F811 - the fixture
    made = Service(github, sessions, tmp_path)
    made.installed()
    return made


def test_a_comment_becomes_a_review_a_check_and_a_rocket(service: Service) -> None:
    pull = service.pull_request()
    service.command(pull.number)
    service.work_off()
    (run,) = service.runs()
    assert run.state == RunState.DONE, run.error
    assert pull.pull is not None
    assert [(comment.path, comment.line) for comment in pull.pull.comments] == [("till/money.py", 6)]
    assert service.reactions(pull) == ["eyes rocket"]
    assert [check.head_sha for check in service.repository.check_runs.values()] == [pull.pull.head_sha]


def test_the_token_that_reads_code_may_do_nothing_else(service: Service) -> None:
    pull = service.pull_request()
    service.command(pull.number)
    service.work_off()
    cloning = [call for call in service.github.calls if ".git/" in call.path]
    assert cloning
    assert {tuple(sorted((call.permissions or {}).items())) for call in cloning} == {
        (("contents", "read"), ("metadata", "read"))
    }
    writing = [call for call in service.github.calls if call.method == "POST" and call.path.startswith("/repos/")]
    assert writing
    assert all("contents" not in (call.permissions or {}) for call in writing)


def test_the_next_push_repeats_nothing(service: Service) -> None:
    pull = service.pull_request()
    service.command(pull.number)
    service.work_off()
    service.github.push(service.repository, {"README.md": "hello\n"}, branch="more")
    service.command(pull.number)
    service.work_off()
    assert [run.state for run in service.runs()] == [RunState.DONE, RunState.DONE]
    assert pull.pull is not None
    assert len(pull.pull.comments) == 1
    assert service.reactions(pull) == ["eyes rocket", "eyes rocket"]


def test_what_was_there_before_is_not_this_pull_requests_fault(service: Service) -> None:
    service.github.push(service.repository, CHANGE)
    pull = service.pull_request({"README.md": "hello\n"})
    service.command(pull.number)
    service.work_off()
    (run,) = service.runs()
    assert run.state == RunState.DONE
    assert run.facts["findings"] == 0
    assert service.said(pull) == []
    assert service.reactions(pull) == ["eyes rocket"]


def test_asked_for_all_of_it_what_was_there_before_is_reported(service: Service) -> None:
    service.github.push(service.repository, CHANGE)
    pull = service.pull_request({"README.md": "hello\n"})
    service.command(pull.number, "/anatoly audit --full")
    service.work_off()
    assert service.runs()[0].facts["findings"] == 1
    assert "`forgotten`" in service.said(pull)[0]


def test_a_narrower_run_does_not_take_back_what_it_did_not_look_at(service: Service) -> None:
    pull = service.pull_request({**CHANGE, "docs/index.md": "# Till\n"})
    service.command(pull.number)
    service.work_off()
    service.command(pull.number, "/anatoly audit docs/ --axes utility")
    service.work_off()
    (summary,) = service.said(pull)
    assert "only `docs`, along the axis utility" in summary
    assert "Nothing is left" not in summary
    (check,) = service.repository.check_runs.values()
    assert check.conclusion == "neutral"


def test_a_night_files_an_issue_keeps_quiet_while_it_stands_and_closes_it_once_fixed(service: Service) -> None:
    service.github.push(service.repository, CHANGE)
    assert service.night(1).state == RunState.DONE
    (issue,) = service.repository.issues.values()
    assert "forgotten" in issue.title
    written = len(service.github.calls)
    assert service.night(2).state == RunState.DONE
    assert [call.path for call in service.github.calls[written:] if call.method != "GET" and "/repos/" in call.path] == []
    service.github.push(service.repository, {"till/money.py": FILES["till/money.py"]})
    assert service.night(3).state == RunState.DONE
    assert issue.state == "closed"
    assert len(service.said(issue)) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"settings.yaml": "plugin: forgotten\n"},
        {"till/money.py": CHANGE["till/money.py"] + "\n\ndef broken(:\n    forgotten\n"},
        {"till/money.py": FILES["till/money.py"] + DEAD.replace("(amount)", "(amount")},
    ],
    ids=["named in a config", "broken nearby", "broken itself"],
)
def test_what_can_no_longer_be_proven_dead_is_not_called_gone(service: Service, change: dict[str, str]) -> None:
    service.github.push(service.repository, CHANGE)
    service.night(1)
    (issue,) = service.repository.issues.values()
    service.github.push(service.repository, change)
    assert service.night(2).state == RunState.DONE
    assert (issue.state, service.said(issue)) == ("open", [])


@pytest.mark.parametrize(
    "change",
    [
        {"till/main.py": FILES["till/main.py"].replace("total", "forgotten")},
        {"settings.yaml": "plugin: forgotten\n", "till/money.py": CHANGE["till/money.py"].replace("* 3", "* 4")},
        {"settings.yaml": "plugin: forgotten\n", "till/money.py": FILES["till/money.py"]},
    ],
    ids=["used", "another body", "deleted"],
)
def test_what_is_refuted_is_closed(service: Service, change: dict[str, str]) -> None:
    service.github.push(service.repository, CHANGE)
    service.night(1)
    first = next(iter(service.repository.issues.values()))
    service.github.push(service.repository, change)
    service.night(2)
    assert first.state == "closed"


def test_moved_and_reformatted_code_is_the_same_finding(service: Service) -> None:
    service.github.push(service.repository, CHANGE)
    service.night(1)
    moved = DEAD.replace("    return", "    # thrice\n\n    return")
    service.github.push(service.repository, {"till/money.py": '"""Money."""\n\n\n' + FILES["till/money.py"] + moved})
    service.night(2)
    assert len(service.repository.issues) == 1


@pytest.mark.parametrize(
    ("limits", "break_it", "says"),
    [
        ({}, "gone", "gone, or this App may not read it"),
        ({"max_files": 2}, "", "more files than this service takes"),
    ],
)
def test_a_repository_that_cannot_be_had_is_one_clear_comment(
    github: GitHubDouble,  # noqa: F811 - the fixture
    sessions: Sessions,
    tmp_path: Path,
    limits: dict[str, int],
    break_it: str,
    says: str,
) -> None:
    service = Service(github, sessions, tmp_path, limits)
    service.installed()
    pull = service.pull_request()
    service.command(pull.number)
    service.work_off(until="work_item")
    if break_it:
        shutil.rmtree(service.repository.git.path)
    service.work_off()
    (run,) = service.runs()
    assert run.state == RunState.FAILED
    (comment,) = service.said(pull)
    assert says in comment
    assert service.reactions(pull) == ["confused eyes"]
    service.command(pull.number, "/anatoly status")
    service.work_off()
    assert "failed: " in service.said(pull)[1]


def test_a_cancelled_run_stops_at_the_next_item_and_posts_nothing(service: Service) -> None:
    pull = service.pull_request()
    service.command(pull.number)
    service.work_off(until="work_item")
    with service.sessions.begin() as session:
        session.get_one(Run, service.runs()[0].id).state = RunState.CANCELLED
    service.work_off()
    assert pull.pull is not None
    assert (pull.pull.reviews, service.repository.check_runs) == ([], {})
    assert [item.state for item in service.items()] == [ItemState.SKIPPED]


def test_checkouts_are_removed_when_the_run_is_over(service: Service) -> None:
    pull = service.pull_request()
    service.command(pull.number)
    service.work_off()
    assert list((service.folder / "checkouts/runs").glob("*")) == []
    assert [item.stage for item in service.items()] == [Stage.CHECKOUT, Stage.PROVE, Stage.RECHECK]


def test_what_people_close_as_not_planned_is_let_alone(service: Service) -> None:
    service.github.push(service.repository, CHANGE)
    service.night(1)
    (issue,) = service.repository.issues.values()
    service.github.close(service.repository, issue.number, reason="not_planned")
    service.event("issues", "closed", service.github.hooks.payloads.issues(service.repository, issue.number))
    service.work_off()
    service.night(2)
    service.github.push(service.repository, {"till/money.py": FILES["till/money.py"]})
    service.night(3)
    service.github.push(service.repository, CHANGE)
    service.night(4)
    assert [run.state for run in service.runs()] == [RunState.DONE] * 4
    assert list(service.repository.issues.values()) == [issue]
    assert (issue.state, issue.state_reason, service.said(issue)) == ("closed", "not_planned", [])


def test_an_audit_commanded_in_an_issue_says_there_that_it_failed(service: Service) -> None:
    issue = service.github.open_issue(service.repository)
    service.command(issue.number)
    service.work_off(until="work_item")
    shutil.rmtree(service.repository.git.path)
    service.work_off()
    (run,) = service.runs()
    assert run.state == RunState.FAILED
    (comment,) = service.said(issue)
    assert "did not finish" in comment
    assert service.reactions(issue) == ["confused eyes"]
