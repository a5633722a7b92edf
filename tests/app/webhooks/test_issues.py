"""People answer a finding by how they close its issue."""

from app.db.models import FindingRow, Repository, Run
from app.webhooks.handle import handle_delivery
from tests.app.stage import Stage
from worker.doubles.github.state import Issue


def filed(stage: Stage) -> Issue:
    """An issue that the App wrote for a finding."""
    stage.hears("/anatoly status")  # the repository gets its row
    issue = stage.double.open_issue(stage.repo, title="Dead code")
    issue.user = stage.double.state.user("anatoly[bot]", "Bot")
    with stage.sessions.begin() as session:
        assert session.get(Repository, stage.repo.id) is not None
        finding = {"repository_id": stage.repo.id, "body": {}, "first_run_id": "r", "last_run_id": "r"}
        session.add(FindingRow(fingerprint="f1", issue_number=issue.number, **finding))
        session.add(FindingRow(fingerprint="f2", issue_number=issue.number + 1, **finding))
    return issue


def states(stage: Stage) -> dict[str, str]:
    with stage.sessions() as session:
        return {row.fingerprint: row.state for row in session.query(FindingRow)}


def told(stage: Stage, issue: Issue, action: str, by: str = "hubot") -> str:
    payload = stage.double.hooks.payloads.issues(stage.repo, issue.number, action, by=stage.double.state.user(by))
    return stage.handles("issues", payload)


def reopen(stage: Stage, issue: Issue) -> None:
    issue.state, issue.state_reason, issue.closed_by = "open", "reopened", None


def test_closed_as_not_planned_dismisses_the_finding_and_reopening_takes_it_back(stage: Stage) -> None:
    issue = filed(stage)
    stage.double.close(stage.repo, issue.number, reason="not_planned", by="hubot")
    for _ in range(2):
        assert told(stage, issue, "closed") == f"issue {issue.number} closed: finding f1 is dismissed"
    assert states(stage) == {"f1": "dismissed", "f2": "open"}
    reopen(stage, issue)
    assert told(stage, issue, "reopened") == f"issue {issue.number} open: finding f1 is open"
    assert states(stage) == {"f1": "open", "f2": "open"}


def test_closed_as_completed_is_for_the_next_night_to_judge(stage: Stage) -> None:
    issue = filed(stage)
    stage.double.close(stage.repo, issue.number, by="hubot")
    assert told(stage, issue, "closed") == f"issue {issue.number} closed: finding f1 is open"


def test_reopening_what_had_been_fixed_changes_nothing(stage: Stage) -> None:
    issue = filed(stage)
    with stage.sessions.begin() as session:
        session.query(FindingRow).update({"state": "fixed"})
    assert told(stage, issue, "reopened") == f"issue {issue.number} open: finding f1 is fixed"


def test_a_closing_that_is_told_after_the_reopening_changes_nothing(stage: Stage) -> None:
    issue = filed(stage)
    stage.double.close(stage.repo, issue.number, reason="not_planned", by="hubot")
    hubot = stage.double.state.user("hubot")
    late = stage.arrives("issues", stage.double.hooks.payloads.issues(stage.repo, issue.number, "closed", by=hubot))
    reopen(stage, issue)
    told(stage, issue, "reopened")
    handle_delivery(stage.sessions, late, stage.identity)
    assert states(stage)["f1"] == "open"


def test_what_bots_close_and_issues_of_people_are_not_asked_about(stage: Stage) -> None:
    issue = filed(stage)
    stage.double.close(stage.repo, issue.number, reason="not_planned", by="anatoly[bot]")
    calls = len(stage.double.calls)
    assert told(stage, issue, "closed", by="anatoly[bot]") == "ignored: issues closed by a bot"
    assert told(stage, stage.issue, "closed") == "ignored: issues closed: not an issue of the App"
    assert told(stage, issue, "labeled") == "ignored: issues labeled"
    assert len(stage.double.calls) == calls
    assert states(stage)["f1"] == "open"
    assert stage.rows(Run) == []


def test_an_issue_of_another_app_is_of_no_finding(stage: Stage) -> None:
    filed(stage)
    other = stage.double.open_issue(stage.repo)
    other.user = stage.double.state.user("renovate[bot]", "Bot")
    stage.double.open_issue(stage.repo)
    with stage.sessions.begin() as session:
        session.query(FindingRow).delete()
    stage.double.close(stage.repo, other.number, reason="not_planned", by="hubot")
    assert told(stage, other, "closed") == f"ignored: issue {other.number} is of no finding"
