"""Stories against a GitHub: what is planned arrives once, whatever goes wrong on the way."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.db.models import FindingRow, Publication
from app.db.session import transaction
from app.domain.run import ItemState
from tests.worker.publish.conftest import Stage, run_row
from tests.worker.publish.plans import BEYOND, night, pull_request
from tests.worker.publish.samples import bug, dead, pass_through, text_of
from worker.publish.intents import Intent, Reply
from worker.publish.outbox import claim_due
from worker.publish.outcomes import Again, Dead, Later, Sent
from worker.publish.plan import Earlier, Known, plan_failure, plan_pull_request


def test_a_pull_request_gets_everything_once_and_the_rocket_last(stage: Stage) -> None:
    stage.plan(pull_request(stage))
    done = stage.work()
    assert [claimed.kind for claimed, _ in done] == ["review", "summary", "check_run", "reaction"]
    assert stage.pull.pull is not None
    assert [(c.line, c.start_line) for c in stage.pull.pull.comments] == [(19, None), (15, 13)]
    assert len(stage.pull.pull.reviews) == 1
    command, summary = stage.pull.comments
    assert [reaction.content for reaction in command.reactions] == ["rocket"]
    assert summary.body.startswith("### Anatoly: 3 findings")
    (check,) = stage.repo.check_runs.values()
    assert (check.conclusion, len(check.annotations)) == ("neutral", 3)
    assert {row.state for row in stage.rows().values()} == {ItemState.DONE}
    assert stage.row("review").url.startswith("http")


def test_planning_twice_sends_once(stage: Stage) -> None:
    intents = pull_request(stage)
    stage.plan(intents)
    stage.plan(intents)
    stage.work()
    stage.plan(intents)
    stage.work()
    assert stage.pull.pull is not None
    assert len(stage.pull.pull.reviews) == 1
    assert len(stage.pull.comments) == 2
    assert len(stage.repo.check_runs) == 1


@pytest.mark.parametrize("fault", ["create_then_502", "create_then_drop", "502", "drop"])
@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("review", r"/reviews$"),
        ("summary", r"/issues/\d+/comments$"),
        ("check_run", r"/check-runs$"),
        ("reaction", r"/reactions$"),
    ],
)
def test_a_lost_answer_never_makes_two(stage: Stage, kind: str, path: str, fault: str) -> None:
    stage.plan(pull_request(stage))
    stage.double.fail("POST", path, kind=fault)  # type: ignore[arg-type] - one of the double's kinds
    done = stage.work()
    assert isinstance(done[-1][1], Again)
    stage.wait(61)
    stage.work()
    assert stage.pull.pull is not None
    assert len(stage.pull.pull.reviews) == 1
    assert len(stage.pull.pull.comments) == 2
    assert len(stage.pull.comments) == 2
    assert len(stage.repo.check_runs) == 1
    assert len(stage.pull.comments[0].reactions) == 1
    assert {row.state for row in stage.rows().values()} == {ItemState.DONE}
    with transaction(stage.sessions) as session:
        row = session.scalar(select(Publication).where(Publication.kind == kind))
        assert row is not None
        assert row.attempt == 2
        assert row.github_id is not None


@pytest.mark.parametrize("fault", ["create_then_502", "502"])
def test_an_issue_whose_answer_was_lost_is_adopted_among_many(stage: Stage, fault: str) -> None:
    for number in range(120):
        stage.double.open_issue(stage.repo, title=f"Old {number}")
    before = len(stage.repo.issues)
    stage.plan(night(stage, dead()))
    stage.double.fail("POST", r"/issues$", kind=fault)  # type: ignore[arg-type] - one of the double's kinds
    stage.work()
    stage.wait(61)
    stage.work()
    assert len(stage.repo.issues) == before + 1
    row = stage.row("issue")
    assert (row.state, row.github_id) == (ItemState.DONE, max(stage.repo.issues))


def test_killed_between_create_and_save_is_adopted_by_another_process(stage: Stage) -> None:
    stage.plan(pull_request(stage))
    first = stage.publisher("first")
    first._send = _dies_after(first._send)  # type: ignore[method-assign] - the process ends right after GitHub answered
    with pytest.raises(KeyboardInterrupt):
        first.send_next()
    second = stage.publisher("second")
    stage.wait()
    assert second.send_next() is None, "the lease of the dead process still holds"
    stage.wait(200)
    stage.work(second)
    assert stage.pull.pull is not None
    assert len(stage.pull.pull.reviews) == 1
    assert stage.row("review").state == ItemState.DONE


def _dies_after(send):  # type: ignore[no-untyped-def] - wraps whatever it is given
    def killed(*arguments):  # type: ignore[no-untyped-def] - see above
        send(*arguments)
        raise KeyboardInterrupt

    return killed


def test_a_late_process_can_not_overwrite_what_its_successor_did(stage: Stage) -> None:
    stage.plan(pull_request(stage))
    late, next_one = stage.publisher("late"), stage.publisher("next")
    send = late._send

    def stalls(*arguments: object) -> object:
        outcome = send(*arguments)  # type: ignore[arg-type] - passes on what it is given
        stage.wait(200)
        stage.work(next_one)
        return replace(outcome, url="written too late")  # type: ignore[type-var] - an outcome is a dataclass

    late._send = stalls  # type: ignore[method-assign, assignment] - the process stalls between answer and save
    late.send_next()
    assert "written too late" not in {row.url for row in stage.rows().values()}
    assert stage.pull.pull is not None
    assert len(stage.pull.pull.reviews) == 1


@pytest.mark.parametrize(
    ("fault", "seconds"), [("secondary_limit", 90), ("secondary_403", 60), ("secondary_429", 60), ("primary_limit", 90)]
)
def test_a_limit_stops_the_whole_installation_and_uses_up_no_attempt(stage: Stage, fault: str, seconds: int) -> None:
    stage.plan(pull_request(stage))
    stage.plan(night(stage, pass_through()))
    stage.double.fail("POST", r"/reviews$", kind=fault, retry_after=90)  # type: ignore[arg-type] - one of the double's kinds
    publisher = stage.publisher()
    step = publisher.send_next()
    assert step is not None
    assert isinstance(step[1], Later)
    stage.wait(seconds - 5)
    assert publisher.send_next() is None, "not even the issue of the night is sent"
    stage.wait(10)
    stage.work(publisher)
    assert {row.state for row in stage.rows().values()} == {ItemState.DONE}
    assert stage.row("review").attempt == 1


def test_a_limit_without_an_end_makes_us_ask_less_and_less(stage: Stage) -> None:
    stage.plan(pull_request(stage))
    stage.double.fail("POST", r"/reviews$", times=1000, kind="secondary_403")
    publisher, asked = stage.publisher(), 0
    for _ in range(4 * 60):
        asked += publisher.send_next() is not None
        stage.wait(60)
    assert 10 < asked < 30
    assert stage.row("review").state == ItemState.QUEUED, "a limit kills nothing"


def test_lines_that_github_refuses_move_into_the_text(stage: Stage) -> None:
    far = bug(line_start=150, line_end=150)
    intents = plan_pull_request(stage.audited, [dead(), far], BEYOND, text_of, Earlier()).intents
    stage.plan(intents)
    done = stage.work()
    assert isinstance(done[0][1], Again)
    assert stage.pull.pull is not None
    (review,) = stage.pull.pull.reviews
    assert stage.pull.pull.comments == []
    assert "divides by zero" in review.body
    assert "`legacy_total` is never used" in review.body
    assert {row.state for row in stage.rows().values()} == {ItemState.DONE}


def test_a_pushed_away_commit_loses_no_review(stage: Stage) -> None:
    stage.audited = replace(stage.audited, where=replace(stage.audited.where, commit="0" * 40))
    stage.plan([intent for intent in pull_request(stage) if intent.kind == "review"])
    stage.work()
    assert stage.pull.pull is not None
    assert "divides by zero" in stage.pull.pull.reviews[0].body


def test_the_summary_is_edited_in_place_by_the_next_run(stage: Stage) -> None:
    stage.plan(pull_request(stage))
    stage.work()
    later = replace(stage.audited, id="b" * 32)
    with transaction(stage.sessions) as session:
        session.add(run_row(later, "comment:2"))
    stage.audited = later
    stage.plan(pull_request(stage, bug(), earlier=Earlier(commented=frozenset({bug().id}), has_summary=True)), later)
    stage.work()
    assert len(stage.pull.comments) == 2
    assert "Nothing new since" in stage.pull.comments[1].body
    assert len(stage.repo.check_runs) == 1


def test_a_summary_that_a_person_deleted_is_made_anew(stage: Stage) -> None:
    stage.plan(pull_request(stage))
    stage.work()
    del stage.pull.comments[1]
    stage.plan(pull_request(stage))
    stage.work()
    assert len(stage.pull.comments) == 2
    assert stage.row("summary").github_id == stage.pull.comments[1].id


def test_text_that_changed_while_it_was_sent_is_sent_again(stage: Stage) -> None:
    stage.plan(pull_request(stage))
    publisher = stage.publisher()
    stage.work(publisher, steps=1)
    send = publisher._send

    def overtaken(*arguments: object) -> object:
        outcome = send(*arguments)  # type: ignore[arg-type] - passes on what it is given
        stage.plan(pull_request(stage, earlier=Earlier(has_summary=True, commented=frozenset({bug().id}))))
        return outcome

    publisher._send = overtaken  # type: ignore[method-assign, assignment] - another run plans in the middle of it
    stage.work(publisher, steps=1)
    stage.work(stage.publisher("other"))
    assert len(stage.pull.comments) == 2
    assert "2 are new" in stage.pull.comments[1].body


def test_somebody_elses_copy_of_our_marker_is_not_adopted(stage: Stage) -> None:
    stage.plan(pull_request(stage))
    stage.work()
    genuine = stage.pull.comments[1].body
    with transaction(stage.sessions) as session:
        row = session.scalar(select(Publication).where(Publication.kind == "summary"))
        assert row is not None
        row.github_id, row.state, row.attempt = None, ItemState.QUEUED, 1
    del stage.pull.comments[1]
    stage.double.comment(stage.repo, stage.pull.number, genuine, by="mallory")
    stage.work()
    assert [comment.user.login for comment in stage.pull.comments] == ["hubot", "mallory", "anatoly[bot]"]


def test_an_uninstalled_app_ends_the_publications_with_the_reason(stage: Stage) -> None:
    stage.plan(pull_request(stage))
    stage.double.uninstall(next(iter(stage.double.state.installations.values())))
    stage.work()
    rows = stage.rows()
    assert {row.state for word, row in rows.items() if word != "reaction"} == {ItemState.DEAD}
    assert "404" in rows["review"].error
    assert rows["reaction"].state == ItemState.SKIPPED, "no rocket for what did not arrive"


def test_five_lost_attempts_are_the_end_and_the_run_goes_on(stage: Stage) -> None:
    stage.plan(pull_request(stage))
    stage.double.fail("POST", r"/reviews$", times=99, kind="502")
    publisher = stage.publisher()
    for _ in range(60):
        stage.work(publisher)
        stage.wait(60)
    rows = stage.rows()
    assert (rows["review"].state, rows["review"].attempt) == (ItemState.DEAD, 5)
    assert rows["summary"].state == rows["check"].state == ItemState.DONE
    assert rows["reaction"].state == ItemState.SKIPPED
    assert len(stage.double.called("POST", "/reviews")) == 5


def test_an_issue_is_remembered_closed_when_gone_and_opened_when_back(stage: Stage) -> None:
    with transaction(stage.sessions) as session:
        session.add(
            FindingRow(
                repository_id=stage.repo.id,
                fingerprint=dead().id,
                body=dead().model_dump(mode="json"),
                first_run_id=stage.audited.id,
                last_run_id=stage.audited.id,
            )
        )
    stage.plan(night(stage, dead()))
    stage.work()
    with transaction(stage.sessions) as session:
        number = session.scalar(select(FindingRow.issue_number))
    assert number is not None
    issue = stage.repo.issues[number]
    assert issue.title == "Dead code: `legacy_total` is never used"
    assert [label.name for label in issue.labels] == ["anatoly"]

    stage.audited = replace(stage.audited, id="b" * 32)
    with transaction(stage.sessions) as session:
        session.add(run_row(stage.audited, "night:2"))
    stage.plan(night(stage, known={dead().id: Known(dead(), "open", number)}))
    stage.work()
    assert (issue.state, issue.state_reason) == ("closed", "completed")
    assert "no longer shows this" in issue.comments[0].body

    stage.audited = replace(stage.audited, id="c" * 32)
    with transaction(stage.sessions) as session:
        session.add(run_row(stage.audited, "night:3"))
    stage.plan(night(stage, dead(), known={dead().id: Known(dead(), "fixed", number)}))
    stage.work()
    assert issue.state == "open"
    assert "shows this again" in issue.comments[1].body


def test_a_reply_of_the_app_is_written_once(stage: Stage) -> None:
    payload = Reply(number=stage.pull.number, comment_id=1, template="help", values={})
    stage.plan([Intent("reply", "reply:1:x:0", payload)])
    stage.double.fail("POST", r"/comments$", kind="create_then_502")
    stage.work()
    stage.wait(61)
    stage.work()
    assert [comment.user.login for comment in stage.pull.comments] == ["hubot", "anatoly[bot]"]
    assert stage.pull.comments[1].body.startswith("Write one command a line")


def test_a_reply_that_makes_no_sense_is_dead_and_says_why(stage: Stage) -> None:
    stage.plan([Intent("reply", "reply:1:x:0", Reply(number=1, comment_id=1, template="nonsense", values={}))])
    ((_, outcome),) = stage.work()
    assert outcome == Dead("no reply is called 'nonsense'")


def test_a_row_that_can_not_be_read_is_dead_and_blocks_nobody(stage: Stage) -> None:
    stage.plan(pull_request(stage))
    with transaction(stage.sessions) as session:
        row = session.scalar(select(Publication).where(Publication.kind == "review"))
        assert row is not None
        row.payload = {"nonsense": True}
    done = stage.work()
    assert isinstance(done[0][1], Dead)
    assert isinstance(done[1][1], Sent)


def test_a_failed_run_comments_and_reacts(stage: Stage) -> None:
    stage.plan(plan_failure(stage.audited, "too_large", "too large", stage.pull.number).intents)
    stage.work()
    assert "larger than this service takes" in stage.pull.comments[1].body
    assert [reaction.content for reaction in stage.pull.comments[0].reactions] == ["confused"]


def test_a_comment_on_a_locked_or_deleted_thread_is_dead(stage: Stage) -> None:
    stage.plan(plan_failure(stage.audited, "gone", "", 999).intents)
    stage.work()
    assert stage.row("failure").state == ItemState.DEAD


def test_issues_that_died_do_not_keep_others_from_being_written_for_ever(stage: Stage) -> None:
    found = [bug(body_hash=f"h{n}") for n in range(5)]
    stage.plan(night(stage, *found))
    with transaction(stage.sessions) as session:
        for row in session.scalars(select(Publication).where(Publication.kind == "issue")):
            row.state, row.attempt, row.error = ItemState.DEAD, 5, "502"
    assert [claimed.kind for claimed, _ in stage.work()] == ["check_run"]
    before = len(stage.repo.issues)
    stage.plan(night(stage, *found))
    stage.work()
    assert len(stage.repo.issues) == before + 5


def test_nobody_claims_what_is_not_there(stage: Stage) -> None:
    with transaction(stage.sessions) as session:
        assert claim_due(session, "p", stage.now) is None


def test_what_goes_to_a_name_that_a_stranger_took_is_sent_to_where_the_repository_is_now(stage: Stage) -> None:
    stage.plan(pull_request(stage))
    stage.repo.name = "sums"
    stranger = stage.double.add_repository("octo-org", "calc", {"README.md": "somebody else's\n"}, private=True)
    done = stage.work()
    assert done[0][1] == Again("the repository is octo-org/sums now")
    stage.wait(61)
    stage.work()
    assert stage.pull.pull is not None
    assert len(stage.pull.pull.reviews) == 1
    assert stranger.issues == {}
    assert {row.state for row in stage.rows().values()} == {ItemState.DONE}
