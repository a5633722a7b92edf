"""Runs of the default branch: their issues follow the code and the repository, whoever comes between."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.db.models import FindingRow
from app.db.models import Repository as Row
from app.db.session import Sessions
from app.domain.run import RunState, Stage
from tests.doubles.fixtures import github  # noqa: F401 - a fixture
from tests.worker.pipeline.service import CHANGE, DEAD, FILES, Service
from worker.doubles.github import GitHubDouble
from worker.doubles.github.state import Issue
from worker.nights import plan_nights


@pytest.fixture
def service(github: GitHubDouble, sessions: Sessions, tmp_path: Path) -> Service:  # noqa: F811 - the fixture
    made = Service(github, sessions, tmp_path)
    made.installed()
    return made


def findings(service: Service) -> dict[str, str]:
    """State of each finding by its file."""
    with service.sessions() as session:
        return {row.body["claim"]["file"]: row.state for row in session.scalars(select(FindingRow))}


def filed(service: Service) -> Issue:
    """The issue of a first night."""
    service.github.push(service.repository, CHANGE)
    service.night(1)
    (issue,) = service.repository.issues.values()
    return issue


def until_it_only_has_to_end(service: Service) -> None:
    """Answer doorbells until the newest run has re-checked everything; its end is rung for and not answered."""
    service.work_off(until="work_item")
    run = service.runs()[-1].id
    while not any((item.run_id, item.stage, item.state) == (run, Stage.RECHECK, "done") for item in service.items()):
        service.work_off(until="work_item")
        service.answer_one()


def test_two_runs_at_once_close_an_issue_once(service: Service) -> None:
    issue = filed(service)
    talk = service.github.open_issue(service.repository)
    service.github.push(service.repository, {"till/money.py": FILES["till/money.py"]})
    service.command(talk.number)
    service.command(talk.number)
    service.work_off()
    assert [run.state for run in service.runs()] == [RunState.DONE] * 3
    assert issue.state == "closed"
    assert len(service.said(issue)) == 1
    assert findings(service) == {"till/money.py": "fixed"}


def test_what_a_person_dismisses_before_a_run_ends_stays_dismissed_and_quiet(service: Service) -> None:
    issue = filed(service)
    service.github.push(service.repository, {"till/money.py": FILES["till/money.py"]})
    talk = service.github.open_issue(service.repository)
    service.command(talk.number)
    until_it_only_has_to_end(service)
    service.github.close(service.repository, issue.number, reason="not_planned", by="octocat")
    with service.sessions.begin() as session:
        session.scalars(select(FindingRow)).one().state = "dismissed"
    service.work_off()
    assert service.runs()[-1].state == RunState.DONE
    assert service.said(issue) == []
    assert (issue.state, issue.state_reason) == ("closed", "not_planned")
    assert findings(service) == {"till/money.py": "dismissed"}


def test_an_issue_that_a_person_closed_as_completed_gets_no_more_words(service: Service) -> None:
    issue = filed(service)
    service.github.close(service.repository, issue.number, by="octocat")
    service.github.push(service.repository, {"till/money.py": FILES["till/money.py"]})
    service.night(2)
    assert service.said(issue) == []
    assert findings(service) == {"till/money.py": "fixed"}


def test_a_finding_is_fixed_once_its_issue_is_closed_and_not_before(service: Service) -> None:
    issue = filed(service)
    service.github.push(service.repository, {"till/money.py": FILES["till/money.py"]})
    service.github.fail("PATCH", rf"/issues/{issue.number}$", times=1, kind="502")
    service.night(2)
    assert (issue.state, findings(service)) == ("open", {"till/money.py": "open"})
    service.night(3)
    assert len(service.said(issue)) == 1, "what is on its way is not planned again"
    service.pass_time()
    service.work_off()
    assert (issue.state, findings(service)) == ("closed", {"till/money.py": "fixed"})
    assert len(service.said(issue)) == 1


def test_a_repository_whose_old_name_a_stranger_took_is_found_by_its_number(service: Service) -> None:
    issue = filed(service)
    service.repository.name = "drawer"
    stranger = service.github.add_repository("octo-org", "till", {"README.md": "another project\n"}, private=True)
    night = service.night(2)
    assert (night.state, night.commit) == (RunState.DONE, service.repository.git.resolve("main"))
    assert (issue.state, findings(service)) == ("open", {"till/money.py": "open"})
    assert stranger.issues == {}
    with service.sessions() as session:
        assert session.get_one(Row, service.repository.id).full_name == "octo-org/drawer"


def test_the_issue_of_a_copy_stays_open_while_the_other_is_removed(service: Service) -> None:
    copies = {"till/a.py": f"A = 1\n{DEAD}", "till/b.py": f"A = 1\n{DEAD}"}
    imports = "from till.money import total\nfrom till.a import A\nfrom till.b import A as B\n"
    main = f"{imports}\n\ndef main():\n    print(total([1]), A, B)\n"
    service.github.push(service.repository, {**copies, "till/main.py": main})
    service.night(1)
    with service.sessions() as session:
        numbers = {row.body["claim"]["file"]: row.issue_number for row in session.scalars(select(FindingRow))}
    of = {file: service.repository.issues[numbers[file]] for file in copies}
    service.github.push(service.repository, {"till/a.py": "A = 1\n"})
    for night in (2, 3):
        service.night(night)
        assert {file: issue.state for file, issue in of.items()} == {"till/a.py": "closed", "till/b.py": "open"}
        assert len(service.repository.issues) == 2
    assert findings(service) == {"till/a.py": "fixed", "till/b.py": "open"}


def test_an_archived_repository_has_no_nights(service: Service) -> None:
    service.repository.archived = True
    service.event("repository", "archived", service.github.hooks.payloads.repository(service.repository, "archived"))
    service.work_off()
    with service.sessions.begin() as session:
        assert plan_nights(session, date(2026, 11, 5)) == []
