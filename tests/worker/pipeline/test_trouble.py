"""Runs in trouble: what passes is waited out and costs nothing, what does not pass ends the run and says so."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.db.models import OutboxMessage, Run, WorkItem, now
from app.db.session import Sessions
from app.domain.run import ItemState, RunState, Stage
from app.settings import Settings
from tests.doubles.fixtures import github  # noqa: F401 - a fixture
from tests.worker.pipeline.service import CHANGE, Service
from worker.celery import make_celery
from worker.doubles.anthropic import AnthropicDouble
from worker.doubles.anthropic_script import queue
from worker.doubles.github import GitHubDouble
from worker.leases import MAX_ATTEMPTS
from worker.llm import transport
from worker.pipeline import outcome, plan, publishing
from worker.pipeline.errors import OUR_SIDE


@pytest.fixture
def service(github: GitHubDouble, sessions: Sessions, tmp_path: Path) -> Service:  # noqa: F811 - the fixture
    made = Service(github, sessions, tmp_path)
    made.installed()
    return made


def rings(service: Service, task: str) -> list[OutboxMessage]:
    """The doorbells of a task that are still to be rung."""
    with service.sessions() as session:
        return list(session.scalars(select(OutboxMessage).where(OutboxMessage.task == task, OutboxMessage.sent_at.is_(None))))


def breaks(*_: object) -> None:
    raise RuntimeError("SELECT secret FROM postgresql://10.0.0.7")


def advance_until_it_ends(service: Service, run_id: str) -> None:
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(RuntimeError):
            service.auditor.engine.advance(run_id)


def test_a_run_that_can_never_be_planned_ends_and_says_so(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    pull = service.pull_request()
    service.command(pull.number)
    service.work_off(until="advance_run")
    (run,) = service.runs()
    monkeypatch.setattr(plan, "items", breaks)
    advance_until_it_ends(service, run.id)
    service.work_off()
    (run,) = service.runs()
    assert (run.state, run.error) == (RunState.FAILED, "RuntimeError: SELECT secret FROM postgresql://10.0.0.7")
    (comment,) = service.said(pull)
    assert OUR_SIDE in comment
    assert "10.0.0.7" not in comment
    assert service.reactions(pull) == ["confused eyes"]


def test_a_run_that_can_never_be_concluded_ends_too(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    pull = service.pull_request()
    service.command(pull.number)
    monkeypatch.setattr(outcome, "conclude", breaks)
    with pytest.raises(RuntimeError):
        service.work_off()
    advance_until_it_ends_after_one(service)
    service.work_off()
    assert service.runs()[0].state == RunState.FAILED
    assert service.reactions(pull) == ["confused eyes"]


def advance_until_it_ends_after_one(service: Service) -> None:
    for _ in range(MAX_ATTEMPTS - 1):
        with pytest.raises(RuntimeError):
            service.auditor.engine.advance(service.runs()[0].id)


def test_a_run_ends_even_where_its_failure_cannot_be_announced(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    pull = service.pull_request()
    service.command(pull.number)
    service.work_off(until="advance_run")
    monkeypatch.setattr(plan, "items", breaks)
    monkeypatch.setattr(publishing, "plan_failed", breaks)
    (run,) = service.runs()
    advance_until_it_ends(service, run.id)
    assert service.runs()[0].state == RunState.FAILED
    service.auditor.engine.advance(run.id)  # a ring that comes late changes nothing
    assert service.runs()[0].facts["stumbled"] == MAX_ATTEMPTS


def test_a_model_that_is_away_does_not_keep_the_proven_from_being_published(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    with AnthropicDouble(queue()) as gone:
        for name, value in gone.environment("opus").items():
            monkeypatch.setenv(name, value)
    monkeypatch.setattr(transport, "RECONNECTS", (0.0, 0.0, 0.0))
    pull = service.pull_request()
    service.command(pull.number)
    service.work_off()
    (run,) = service.runs()
    assert run.state == RunState.DONE
    (note,) = run.facts["notes"]
    assert note.startswith(f"tier opus: {gone.url} cannot be reached; is it running? See ANATOLY_OPUS_BASE_URL.")
    assert pull.pull is not None
    assert ["forgotten" in comment.body for comment in pull.pull.comments] == [True]
    (summary,) = service.said(pull)
    assert "no model could be reached" in summary
    assert gone.url not in summary


def test_a_database_that_is_away_is_not_counted_against_the_run(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    pull = service.pull_request()
    service.command(pull.number)
    service.work_off(until="advance_run")
    (run,) = service.runs()

    def away(_session: Session, _run: Run, _stage: Stage) -> list[WorkItem]:
        raise OperationalError("select 1", {}, Exception("server closed the connection"))

    with monkeypatch.context() as patched:
        patched.setattr(plan, "items", away)
        for _ in range(MAX_ATTEMPTS + 1):
            with pytest.raises(OperationalError):
                service.auditor.engine.advance(run.id)
    service.work_off()
    assert service.runs()[0].state == RunState.DONE


@pytest.mark.parametrize("kind", ["secondary_limit", "primary_limit", "secondary_403"])
def test_a_limit_on_tokens_is_waited_out_as_long_as_github_says_and_costs_no_attempt(service: Service, kind: str) -> None:
    pull = service.pull_request()
    service.command(pull.number)
    service.work_off(until="work_item")
    service.github.fail("POST", r"/access_tokens$", times=1, kind=kind, retry_after=60)  # type: ignore[arg-type] - a name
    asked = now()
    service.work_off()
    (item,) = service.items()
    assert (item.state, item.attempt) == (ItemState.QUEUED, 0)
    assert "rate limit" in item.error
    (ring,) = rings(service, "work_item")
    assert timedelta(seconds=55) < ring.not_before - asked < timedelta(seconds=90)
    with service.sessions.begin() as session:
        session.get_one(OutboxMessage, ring.id).not_before = now()
    service.work_off()
    assert service.runs()[0].state == RunState.DONE
    assert service.reactions(pull) == ["eyes rocket"]


def test_what_went_wrong_inside_is_on_the_page_and_not_on_github(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    pull = service.pull_request()
    service.command(pull.number)
    service.work_off(until="work_item")
    monkeypatch.setitem(service.auditor.engine.compute, Stage.CHECKOUT, breaks)
    for _ in range(MAX_ATTEMPTS):
        with service.sessions.begin() as session:
            for message in session.scalars(select(OutboxMessage).where(OutboxMessage.sent_at.is_(None))):
                message.not_before = now()
        with pytest.raises(RuntimeError):
            service.work_off()
    service.work_off()
    (run,) = service.runs()
    assert run.state == RunState.FAILED
    assert "10.0.0.7" in run.error
    (comment,) = service.said(pull)
    assert OUR_SIDE in comment
    assert "10.0.0.7" not in comment


def test_an_item_that_never_ends_is_interrupted_and_its_worker_goes_on(
    github: GitHubDouble,  # noqa: F811 - the fixture
    sessions: Sessions,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service = Service(github, sessions, tmp_path, limits={"item_minutes": 0.002})
    service.installed()
    pull = service.pull_request()
    service.command(pull.number)
    service.work_off(until="work_item")

    def for_ever(_run: Run, _item: WorkItem) -> dict[str, object]:
        while True:
            pass

    with monkeypatch.context() as patched:
        patched.setitem(service.auditor.engine.compute, Stage.CHECKOUT, for_ever)
        service.work_off()
    (item,) = service.items()
    assert (item.state, item.attempt, item.error) == (ItemState.QUEUED, 1, "took longer than 0.002 minutes")
    assert len(rings(service, "work_item")) == 1


def test_a_process_that_can_not_be_interrupted_is_ended_a_minute_later(tmp_path: Path) -> None:
    limits = make_celery(Settings(data_dir=tmp_path, item_minutes=5)).conf.task_annotations["anatoly.work_item"]
    assert limits == {"time_limit": 6 * 60}


def test_a_repository_whose_default_branch_has_another_name_has_its_nights(
    github: GitHubDouble,  # noqa: F811 - the fixture
    sessions: Sessions,
    tmp_path: Path,
) -> None:
    service = Service(github, sessions, tmp_path, branch="trunk")
    service.installed()
    service.github.push(service.repository, CHANGE)
    run = service.night(1)
    assert run.state == RunState.DONE
    (issue,) = service.repository.issues.values()
    assert "forgotten" in issue.title


def test_a_path_longer_than_any_index_takes_is_audited_like_any_other(service: Service) -> None:
    folder = "/".join(["a" * 200] * 15)
    service.github.push(service.repository, {f"till/{folder}/__init__.py": "def forgotten_far_away():\n    return 1\n"})
    with service.sessions.begin() as session:
        run = service_run(session, service)
        long = f"till/{folder}/__init__.py × correction"
        session.add(WorkItem(run_id=run, stage=Stage.REVIEW, subject=long, state=ItemState.DONE))
    with service.sessions() as session:
        assert session.scalar(select(WorkItem.subject).where(WorkItem.run_id == run)) == long
    night = service.night(1)
    assert night.state == RunState.DONE, night.error
    (issue,) = service.repository.issues.values()
    assert issue.title.startswith("Dead code: The module `till/aaaa")


def service_run(session: Session, service: Service) -> str:
    """A run that is over, to hang items on."""
    run = Run(trigger_key="long", kind="local", source="x", state=RunState.DONE)
    session.add(run)
    session.flush()
    return run.id
