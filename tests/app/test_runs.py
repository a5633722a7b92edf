"""A run that is stopped says so under the comment that asked for it."""

from app.db.models import OutboxMessage, Publication
from tests.app.stage import Stage


def confused(stage: Stage) -> list[int]:
    """The comments that get a 😕, each with a doorbell."""
    rows = [row for row in stage.rows(Publication) if row.payload.get("content") == "confused"]
    rung = {bell.argument for bell in stage.rows(OutboxMessage) if bell.task == "send_publication"}
    assert {str(row.id) for row in rows} <= rung
    return [row.payload["comment_id"] for row in rows]


def audited(stage: Stage) -> int:
    """Somebody commands an audit; the comment's id."""
    comment = stage.says("/anatoly audit")
    assert stage.handles("issue_comment", stage.payload(comment)).startswith("run ")
    return comment.id


def test_a_newer_command_ends_the_wait_under_the_older_one(stage: Stage) -> None:
    first = audited(stage)
    assert confused(stage) == []
    audited(stage)
    assert confused(stage) == [first]


def test_a_push_ends_the_wait_once(stage: Stage) -> None:
    comment = audited(stage)
    stage.double.push(stage.repo, {"new.py": "y = 3\n"}, branch="feature")
    payload = stage.double.hooks.payloads.pull_request(stage.repo, stage.pull.number, "synchronize", before="0" * 40)
    for _ in range(2):
        stage.handles("pull_request", payload)
    assert confused(stage) == [comment]


def test_closing_and_cancelling_end_the_wait(stage: Stage) -> None:
    first = audited(stage)
    stage.hears("/anatoly cancel")
    assert confused(stage) == [first]
    second = audited(stage)
    stage.pull.state = "closed"
    stage.handles("pull_request", stage.double.hooks.payloads.pull_request(stage.repo, stage.pull.number, "closed"))
    assert confused(stage) == [first, second]


def test_a_comment_whose_second_audit_goes_on_keeps_waiting(stage: Stage) -> None:
    stage.hears("/anatoly audit\n/anatoly audit --full")
    assert sorted(run.state for run in stage.runs) == ["queued", "superseded"]
    assert confused(stage) == []
    stage.hears("/anatoly cancel")
    assert confused(stage) == [stage.runs[0].comment_id]
