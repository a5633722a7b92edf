"""`/anatoly audit`: who may, what comes of it, and that one comment is one run."""

import pytest

from app.db.models import Delivery, Installation, OutboxMessage, Publication, Repository, Run
from app.webhooks.handle import handle_delivery
from tests.app.stage import Stage


def test_a_comment_on_a_pull_request_becomes_a_run_of_its_head(stage: Stage) -> None:
    outcome = stage.hears("Please look:\n/anatoly audit src/** --axes utility,correction --full")

    [run] = stage.runs
    assert outcome == f"run {run.id}"
    assert (run.kind, run.state, run.source, run.requested_by) == ("pull_request", "queued", "octo-org/calc", "hubot")
    assert run.pull_number == stage.pull.number
    assert stage.pull.pull is not None
    assert run.commit == stage.pull.pull.head_sha
    assert run.base_commit == stage.repo.git.resolve("main")
    assert run.scope == {"axes": ["utility", "correction"], "paths": ["src/**"], "full": True, "static": False}
    [publication] = stage.rows(Publication)
    assert publication.dedupe_key == f"reaction:{run.comment_id}:eyes"
    assert publication.payload == {"comment_id": run.comment_id, "content": "eyes"}
    assert publication.run_id == run.id
    assert [(row.task, row.argument) for row in stage.rows(OutboxMessage)] == [
        ("advance_run", run.id),
        ("send_publication", str(publication.id)),
    ]
    with stage.sessions() as session:
        repository = session.get_one(Repository, stage.repo.id)
        assert (repository.full_name, repository.private, repository.active) == ("octo-org/calc", True, True)
        assert repository.clone_url == f"{stage.double.url}/octo-org/calc.git"
        assert session.get_one(Installation, stage.installation.id).state == "active"


def test_the_token_is_for_one_repository_and_can_write_nothing(stage: Stage) -> None:
    stage.hears("/anatoly audit")
    [asked] = [seen for seen in stage.double.calls if seen.path.endswith("/access_tokens")]
    assert asked.body == {"repository_ids": [stage.repo.id], "permissions": {"metadata": "read", "pull_requests": "read"}}


@pytest.mark.parametrize("person", ["hubot", "mia", "ada", "octo-org"])
def test_write_maintain_and_admin_may_command(stage: Stage, person: str) -> None:
    stage.double.add_collaborator(stage.repo, person, "admin" if person == "octo-org" else stage.repo.collaborators[person])
    stage.double.state.user(person).type = "User"
    assert stage.hears("/anatoly audit", by=person).startswith("run ")


@pytest.mark.parametrize("person", ["ann", "tom", "stranger"])
def test_everybody_else_gets_one_line_and_no_run(stage: Stage, person: str) -> None:
    assert stage.hears("/anatoly audit", by=person) == f"refused: {person} has no write permission"
    assert stage.runs == []
    assert stage.publications == [("reaction", "confused"), ("reply", "refused_permission")]
    # Saying it again does not make the App talk again.
    stage.hears("/anatoly audit", by=person)
    assert stage.publications[2:] == [("reaction", "confused")]


def test_bots_are_not_listened_to(stage: Stage) -> None:
    app = stage.double.state.app
    assert app is not None
    assert stage.hears("/anatoly audit", by=app.bot.login) == "ignored: a bot's comment"
    stage.double.add_collaborator(stage.repo, "ci-user", "write")
    stage.double.state.user("ci-user").type = "Bot"
    assert stage.hears("/anatoly audit", by="ci-user") == "ignored: a bot's comment"
    assert stage.double.calls == []


def test_two_hooks_for_one_comment_make_one_run(stage: Stage) -> None:
    payload = stage.payload(stage.says("/anatoly audit"))
    first, second = stage.handles("issue_comment", payload), stage.handles("issue_comment", payload)
    [run] = stage.runs
    assert (first, second) == (f"run {run.id}", f"duplicate of run {run.id}")
    assert stage.publications == [("reaction", "eyes")]
    assert stage.doorbells.count("advance_run") == 1


def test_ringing_twice_for_one_delivery_does_it_once(stage: Stage) -> None:
    delivery = stage.arrives("issue_comment", stage.payload(stage.says("/anatoly audit")))
    first = handle_delivery(stage.sessions, delivery, stage.identity)
    asked = len(stage.double.calls)
    assert handle_delivery(stage.sessions, delivery, stage.identity) == first
    assert len(stage.double.calls) == asked
    assert len(stage.runs) == 1


def test_a_second_audit_supersedes_the_first_of_the_same_pull_request_only(stage: Stage) -> None:
    other = stage.double.open_pull_request(stage.repo, {"other.py": "z = 3\n"}, branch="other")
    stage.hears("/anatoly audit", on=other)
    stage.hears("/anatoly audit", on=stage.issue)
    stage.hears("/anatoly audit")
    outcome = stage.hears("/anatoly audit")
    assert [run.state for run in stage.runs] == ["queued", "queued", "superseded", "queued"]
    assert outcome.endswith(f"(supersedes {stage.runs[2].id})")
    assert stage.runs[2].finished_at is not None


def test_a_run_that_is_being_published_or_is_done_is_not_superseded(stage: Stage) -> None:
    for state in ("publishing", "done", "running"):
        stage.hears("/anatoly audit")
        with stage.sessions.begin() as session:
            session.get_one(Run, stage.runs[-1].id).state = state
    stage.hears("/anatoly audit")
    assert [run.state for run in stage.runs] == ["publishing", "done", "superseded", "queued"]


def test_two_audits_in_one_comment_are_two_runs_and_the_second_supersedes(stage: Stage) -> None:
    stage.hears("/anatoly audit src\n/anatoly audit tests")
    assert {tuple(run.scope["paths"]): run.state for run in stage.runs} == {("src",): "superseded", ("tests",): "queued"}
    assert stage.publications == [("reaction", "eyes")]


def test_on_a_plain_issue_the_default_branch_is_audited(stage: Stage) -> None:
    stage.hears("/anatoly audit", on=stage.issue)
    [run] = stage.runs
    assert (run.kind, run.pull_number, run.commit, run.comment_id is not None) == ("night", None, "", True)
    assert stage.double.called("GET", f"/pulls/{stage.issue.number}") == []


def edited(stage: Stage, before: str, after: str, by: str = "hubot", editor: str | None = None) -> dict[str, object]:
    payload = stage.payload(stage.says(after, by=by), "edited")
    payload["changes"] = {"body": {"from": before}}
    payload["comment"]["updated_at"] = "2030-01-01T00:00:00Z"
    if editor:
        payload["sender"] = payload["sender"] | {"login": editor, "id": stage.double.state.user(editor).id}
    return payload


def test_an_edit_that_changes_no_command_does_nothing(stage: Stage) -> None:
    payload = edited(stage, "/anatoly audit\nthakns", "/anatoly audit\nthanks")
    assert stage.handles("issue_comment", payload) == "ignored: no command in the comment"


def test_an_edit_that_adds_a_command_gives_it(stage: Stage) -> None:
    assert stage.handles("issue_comment", edited(stage, "/anatoly audti", "/anatoly audit")).startswith("run ")


def test_a_maintainer_who_edits_a_strangers_comment_does_not_give_the_strangers_command(stage: Stage) -> None:
    payload = edited(stage, "/anatoly audit\nfoo", "/anatoly audit\nbar", by="stranger", editor="ada")
    assert stage.handles("issue_comment", payload) == "ignored: no command in the comment"


def test_a_deleted_comment_commands_nothing(stage: Stage) -> None:
    assert stage.handles("issue_comment", stage.payload(stage.says("/anatoly audit"), "deleted")).startswith("ignored")


def test_a_delivery_that_is_not_of_the_app_is_ignored(stage: Stage) -> None:
    payload = stage.payload(stage.says("/anatoly audit"))
    del payload["installation"]
    assert stage.handles("issue_comment", payload).startswith("ignored: no installation")


def test_a_renamed_repository_keeps_its_row(stage: Stage) -> None:
    stage.hears("/anatoly audit")
    late = stage.payload(stage.says("/anatoly status"))
    stage.repo.name = "sums"
    stage.double.add_repository("octo-org", "calc", {"README.md": "somebody else's\n"})
    assert stage.handles("issue_comment", late) == "status"
    with stage.sessions() as session:
        row = session.get_one(Repository, stage.repo.id)
        assert (row.full_name, row.clone_url) == ("octo-org/sums", f"{stage.double.url}/octo-org/sums.git")


def test_what_came_of_it_stands_in_the_delivery(stage: Stage) -> None:
    outcome = stage.hears("just talking")
    with stage.sessions() as session:
        delivery = session.get_one(Delivery, 1)
        assert (delivery.state, delivery.outcome, delivery.attempt) == ("done", outcome, 1)
        assert delivery.handled_at is not None
