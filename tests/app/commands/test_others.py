"""status, cancel, help, and what is said to lines that are no command."""

from app.db.models import Publication, Run
from tests.app.stage import Stage


def last_reply(stage: Stage) -> dict[str, object]:
    return [row.payload for row in stage.rows(Publication) if row.kind == "reply"][-1]


def test_status_tells_where_the_last_runs_stand(stage: Stage) -> None:
    stage.hears("/anatoly audit", on=stage.issue)
    for _ in range(4):
        stage.hears("/anatoly audit")
    assert stage.hears("/anatoly status") == "status"
    reply = last_reply(stage)
    assert (reply["template"], reply["number"]) == ("status", stage.pull.number)
    newest = [run.id for run in stage.runs if run.pull_number][:-4:-1]
    assert [run["id"] for run in reply["values"]["runs"]] == newest
    assert reply["values"]["runs"][0]["state"] == "queued"


def test_status_does_not_show_what_went_wrong_inside(stage: Stage) -> None:
    stage.hears("/anatoly audit")
    with stage.sessions.begin() as session:
        run = session.get_one(Run, stage.runs[0].id)
        run.state, run.stage, run.error = "failed", "prove", "OSError: /srv/anatoly/mirrors: no space left"
    stage.hears("/anatoly status")
    [shown] = last_reply(stage)["values"]["runs"]
    assert (shown["state"], shown["stage"], shown["error"]) == ("failed", "prove", "")


def test_status_shows_an_error_that_is_worded_for_people(stage: Stage) -> None:
    stage.hears("/anatoly audit")
    with stage.sessions.begin() as session:
        run = session.get_one(Run, stage.runs[0].id)
        run.state, run.error, run.facts = "failed", "the repository is too large", {"failed_publicly": True}
    stage.hears("/anatoly status")
    [shown] = last_reply(stage)["values"]["runs"]
    assert shown["error"] == "the repository is too large"


def test_cancel_stops_what_runs_here_and_nothing_else(stage: Stage) -> None:
    stage.hears("/anatoly audit", on=stage.issue)
    stage.hears("/anatoly audit")
    outcome = stage.hears("/anatoly cancel")
    assert [run.state for run in stage.runs] == ["queued", "cancelled"]
    assert outcome == f"cancelled {stage.runs[1].id}"
    assert last_reply(stage)["values"] == {"runs": [stage.runs[1].id]}
    assert stage.hears("/anatoly cancel") == "cancelled nothing"


def test_audit_and_cancel_in_one_comment_end_cancelled(stage: Stage) -> None:
    stage.hears("/anatoly audit\n/anatoly cancel")
    assert [run.state for run in stage.runs] == ["cancelled"]


def test_help_helps(stage: Stage) -> None:
    assert stage.hears("/anatoly help") == "help"
    assert stage.publications == [("reaction", "eyes"), ("reply", "help")]


def test_a_mistake_is_answered_with_the_nearest_word(stage: Stage) -> None:
    assert stage.hears("/anatoly audti") == "bad command: unknown_command audti"
    assert stage.runs == []
    assert stage.publications == [("reaction", "confused"), ("reply", "bad_command")]
    assert last_reply(stage)["values"] == {
        "problem": "unknown_command",
        "word": "audti",
        "nearest": "audit",
        "known": ["audit", "status", "cancel", "help"],
    }


def test_a_mistake_of_somebody_who_may_not_command_is_a_refusal(stage: Stage) -> None:
    assert stage.hears("/anatoly audti", by="ann").startswith("refused")


def test_commands_beside_each_other_are_all_worked_off(stage: Stage) -> None:
    outcome = stage.hears("/anatoly status\n/anatoly help\n/anatoly nope")
    assert outcome == "status; help; bad command: unknown_command nope"
