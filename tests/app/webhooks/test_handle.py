"""One delivery is worked off once in effect, and trouble at GitHub neither loses it nor tries it forever."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.db.models import Delivery, Installation, OutboxMessage, Repository, Run, now
from app.github.errors import GitHubError, GitHubLimited, GitHubTrouble
from app.webhooks.handle import handle_delivery
from tests.app.stage import Stage
from tests.contracts import example_payloads


def delivery_of(stage: Stage, delivery_id: int) -> Delivery:
    with stage.sessions() as session:
        return session.get_one(Delivery, delivery_id)


def waits(stage: Stage) -> list[float]:
    """Seconds until the doorbells of deliveries that are to be tried again."""
    with stage.sessions() as session:
        rows = session.scalars(select(OutboxMessage).where(OutboxMessage.task == "handle_delivery"))
        return [(row.not_before - now()).total_seconds() for row in rows]


@pytest.mark.parametrize("path", ["/access_tokens", "/permission", "/pulls/"])
def test_trouble_at_github_is_tried_again_and_nothing_is_half_done(stage: Stage, path: str) -> None:
    stage.double.fail("*", path, times=1, kind="502")
    delivery = stage.arrives("issue_comment", stage.payload(stage.says("/anatoly audit")))

    with pytest.raises(GitHubTrouble):
        handle_delivery(stage.sessions, delivery, stage.identity)

    assert stage.runs == []
    assert stage.publications == []
    assert delivery_of(stage, delivery).state == "queued"
    assert delivery_of(stage, delivery).outcome.startswith("attempt 1 of 3 failed")
    assert waits(stage) == [pytest.approx(30, abs=5)]
    assert handle_delivery(stage.sessions, delivery, stage.identity).startswith("run ")
    assert delivery_of(stage, delivery).attempt == 2


def test_the_third_failure_is_the_last(stage: Stage) -> None:
    stage.double.fail("*", "/permission", times=9, kind="drop")
    delivery = stage.arrives("issue_comment", stage.payload(stage.says("/anatoly audit")))
    for _ in range(2):
        with pytest.raises(GitHubTrouble):
            handle_delivery(stage.sessions, delivery, stage.identity)
    outcome = handle_delivery(stage.sessions, delivery, stage.identity)
    assert outcome.startswith("failed: no answer from GitHub")
    assert delivery_of(stage, delivery).state == "dead"
    assert handle_delivery(stage.sessions, delivery, stage.identity) == outcome
    assert stage.runs == []


@pytest.mark.parametrize(("kind", "least"), [("secondary_limit", 290), ("secondary_403", 50), ("secondary_429", 50)])
def test_a_rate_limit_is_waited_for_as_long_as_github_says(stage: Stage, kind: Any, least: float) -> None:
    stage.double.fail("GET", "/permission", kind=kind, retry_after=300)
    delivery = stage.arrives("issue_comment", stage.payload(stage.says("/anatoly audit")))
    with pytest.raises(GitHubLimited):
        handle_delivery(stage.sessions, delivery, stage.identity)
    assert waits(stage)[0] > least


def test_a_limit_costs_no_attempt_and_is_asked_about_less_and_less(stage: Stage) -> None:
    stage.double.fail("GET", "/permission", times=9, kind="secondary_403")
    delivery = stage.arrives("issue_comment", stage.payload(stage.says("/anatoly audit")))
    for hours in range(9):
        with stage.sessions.begin() as session:
            session.get_one(Delivery, delivery).received_at = now() - timedelta(minutes=10 * hours)
        with pytest.raises(GitHubLimited):
            handle_delivery(stage.sessions, delivery, stage.identity)
    assert [round(wait / 60) for wait in waits(stage)] == [1, 5, 10, 15, 15, 15, 15, 15, 15]
    waiting = delivery_of(stage, delivery)
    assert (waiting.state, waiting.attempt) == ("queued", 0)
    assert waiting.outcome.startswith("waits for GitHub: ")
    assert handle_delivery(stage.sessions, delivery, stage.identity).startswith("run ")


def test_an_installation_that_is_gone_or_suspended_fails_at_once(stage: Stage) -> None:
    comment = stage.payload(stage.says("/anatoly audit"))
    stage.installation.suspended = True
    assert stage.handles("issue_comment", comment) == "failed: This installation has been suspended"
    stage.double.uninstall(stage.installation)
    assert stage.handles("issue_comment", comment) == "failed: Not Found"
    assert stage.runs == []


def test_a_delivery_that_kills_its_handler_is_not_tried_forever(stage: Stage) -> None:
    delivery = stage.arrives("issue_comment", stage.payload(stage.says("/anatoly audit")))
    with stage.sessions.begin() as session:
        session.get_one(Delivery, delivery).attempt = 3
    assert handle_delivery(stage.sessions, delivery, stage.identity).startswith("failed: 3 attempts")
    assert stage.double.calls == []


def test_events_that_are_not_acted_on_and_useless_payloads_say_so(stage: Stage) -> None:
    assert stage.handles("ping", {"zen": "x"}) == "ignored: ping"
    assert stage.handles("star", {"action": "created"}) == "ignored: event star is not acted on"
    assert stage.handles("issue_comment", {}).startswith("ignored: issue_comment without a usable ")
    too_big = stage.payload(stage.says("/anatoly audit"))
    too_big["comment"]["id"] = 2**63
    assert stage.handles("issue_comment", too_big).startswith("ignored: issue_comment without a usable comment.id")


def test_a_push_supersedes_older_runs_of_the_pull_request(stage: Stage) -> None:
    stage.hears("/anatoly audit")
    stage.hears("/anatoly audit", on=stage.issue)
    stage.double.push(stage.repo, {"new.py": "y = 3\n"}, branch="feature")
    payload = stage.double.hooks.payloads.pull_request(stage.repo, stage.pull.number, "synchronize", before="0" * 40)
    assert stage.handles("pull_request", payload) == f"superseded: {stage.runs[0].id}"
    assert [run.state for run in stage.runs] == ["superseded", "queued"]


def test_a_push_that_is_told_late_leaves_the_run_of_its_own_head_and_later_ones_alone(stage: Stage) -> None:
    stage.double.push(stage.repo, {"new.py": "y = 3\n"}, branch="feature")
    payload = stage.double.hooks.payloads.pull_request(stage.repo, stage.pull.number, "synchronize", before="0" * 40)
    stage.hears("/anatoly audit")
    assert stage.handles("pull_request", payload).startswith("ignored")
    late = stage.arrives("pull_request", payload)
    stage.double.push(stage.repo, {"new.py": "y = 4\n"}, branch="feature")
    stage.hears("/anatoly audit")
    handle_delivery(stage.sessions, late, stage.identity)
    assert [run.state for run in stage.runs] == ["superseded", "queued"]


def test_closing_cancels_and_opening_waits_for_a_command(stage: Stage) -> None:
    payloads = stage.double.hooks.payloads
    opened = payloads.pull_request(stage.repo, stage.pull.number, "opened")
    assert stage.handles("pull_request", opened) == "ignored: pull_request opened: audits start on command"
    stage.hears("/anatoly audit")
    stage.double.close(stage.repo, stage.pull.number, merged=True)
    closed = payloads.pull_request(stage.repo, stage.pull.number, "closed")
    assert stage.handles("pull_request", closed) == f"cancelled: {stage.runs[0].id}"


def test_a_push_that_is_told_after_the_next_one_supersedes_nothing(stage: Stage) -> None:
    stage.double.push(stage.repo, {"new.py": "y = 3\n"}, branch="feature")
    late = stage.double.hooks.payloads.pull_request(stage.repo, stage.pull.number, "synchronize", before="0" * 40)
    stage.double.push(stage.repo, {"new.py": "y = 4\n"}, branch="feature")
    stage.hears("/anatoly audit")
    assert stage.handles("pull_request", late) == "ignored: pull_request synchronize, what runs looks at what is there now"
    assert [run.state for run in stage.runs] == ["queued"]


def test_a_closing_that_is_told_after_the_reopening_cancels_nothing(stage: Stage) -> None:
    stage.double.close(stage.repo, stage.pull.number)
    late = stage.double.hooks.payloads.pull_request(stage.repo, stage.pull.number, "closed")
    stage.pull.state = "open"
    stage.hears("/anatoly audit")
    assert stage.handles("pull_request", late) == "ignored: pull_request closed, what runs looks at what is there now"
    assert [run.state for run in stage.runs] == ["queued"]


def test_a_pull_request_with_nothing_running_costs_no_request(stage: Stage) -> None:
    stage.hears("/anatoly status")
    calls = len(stage.double.calls)
    payload = stage.double.hooks.payloads.pull_request(stage.repo, stage.pull.number, "synchronize", before="0" * 40)
    assert stage.handles("pull_request", payload) == "ignored: pull_request synchronize, nothing was running"
    assert len(stage.double.calls) == calls


def repository_row(stage: Stage) -> tuple[int, bool]:
    with stage.sessions() as session:
        row = session.get_one(Repository, stage.repo.id)
        return row.installation_id, row.active


def test_what_a_dead_installation_still_had_to_say_moves_no_repository(stage: Stage) -> None:
    payloads = stage.double.hooks.payloads
    stage.hears("/anatoly audit")
    old, late = stage.installation, payloads.pull_request(stage.repo, stage.pull.number, "closed")
    created, deleted = payloads.installation(old), payloads.installation(old, "deleted")
    added = payloads.installation_repositories(old, added=(stage.repo,))
    stage.handles("installation", deleted)
    stage.double.uninstall(old)
    for event, payload in [("pull_request", late), ("installation", created), ("installation_repositories", added)]:
        stage.handles(event, payload)
        assert repository_row(stage) == (old.id, False), event
    new = stage.double.install("octo-org")
    stage.handles("installation", payloads.installation(new))
    for event, payload in [("pull_request", late), ("installation", created), ("installation_repositories", added)]:
        stage.handles(event, payload)
        assert repository_row(stage) == (new.id, True), event


def test_a_repository_that_was_taken_away_stays_away_until_somebody_who_may_commands(stage: Stage) -> None:
    payloads = stage.double.hooks.payloads
    stage.hears("/anatoly audit")
    late = payloads.pull_request(stage.repo, stage.pull.number, "closed")
    stage.handles("installation_repositories", payloads.installation_repositories(stage.installation, removed=(stage.repo,)))
    stage.handles("pull_request", late)
    assert repository_row(stage) == (stage.installation.id, False)
    stage.hears("/anatoly audit", by="ann")
    assert repository_row(stage) == (stage.installation.id, False), "who may not command revives nothing"
    stage.hears("/anatoly audit")
    assert repository_row(stage) == (stage.installation.id, True)


def test_a_pull_request_of_an_unknown_repository_leaves_no_row(stage: Stage) -> None:
    payload = stage.double.hooks.payloads.pull_request(stage.repo, stage.pull.number, "closed")
    assert (
        stage.handles("pull_request", payload)
        == f"ignored: repository {stage.repo.id} is not one of this installation that we know"
    )
    with stage.sessions() as session:
        assert session.scalars(select(Repository)).all() == []


def test_installations_and_their_repositories_come_and_go(stage: Stage) -> None:
    payloads = stage.double.hooks.payloads
    other = stage.double.add_repository("octo-org", "other", private=True)

    def active() -> dict[str, bool]:
        with stage.sessions() as session:
            return {row.full_name: row.active for row in session.scalars(select(Repository))}

    def state() -> str:
        with stage.sessions() as session:
            return session.get_one(Installation, stage.installation.id).state

    assert stage.handles("installation", payloads.installation(stage.installation)) == "installation octo-org active"
    assert active() == {"octo-org/calc": True, "octo-org/other": True}
    stage.handles("installation_repositories", payloads.installation_repositories(stage.installation, removed=(other,)))
    assert active() == {"octo-org/calc": True, "octo-org/other": False}
    stage.handles("installation_repositories", payloads.installation_repositories(stage.installation, added=(other,)))
    assert active() == {"octo-org/calc": True, "octo-org/other": True}
    stage.handles("installation", payloads.installation(stage.installation, "suspend"))
    assert state() == "suspended"
    stage.handles("installation", payloads.installation(stage.installation, "deleted"))
    assert (state(), active()) == ("deleted", {"octo-org/calc": False, "octo-org/other": False})


def test_every_example_of_github_is_received_and_handled(stage: Stage, deliver: Any) -> None:
    examples = example_payloads()
    assert len(examples) > 300
    for number, (event, payload) in enumerate(examples):
        assert deliver(json.dumps(payload).encode(), event=event, guid=f"example-{number}").status_code == 202
    with stage.sessions() as session:
        stored = session.scalars(select(Delivery).order_by(Delivery.id)).all()
    for delivery in stored:
        try:
            outcome = handle_delivery(stage.sessions, delivery.id, stage.identity)
        except GitHubError:
            pytest.fail(f"{delivery.event} {delivery.action} asked GitHub for something")
        assert outcome, delivery.event
        assert "without a usable" not in outcome, f"{delivery.event} {delivery.action}: {outcome}"
    with stage.sessions() as session:
        assert session.scalars(select(Run)).all() == []
        assert session.scalars(select(Installation)).all() != []
