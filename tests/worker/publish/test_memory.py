"""What one run said, the next one knows."""

from dataclasses import replace

from sqlalchemy import select

from app.db.models import FindingRow, Publication
from app.db.session import transaction
from app.domain.axis import Axis
from app.domain.finding import Finding
from app.domain.run import ItemState, RunKind
from tests.worker.publish.conftest import Stage
from tests.worker.publish.samples import FakeDiff, FakeHunk, bug, dead, pass_through, text_of
from worker.publish.memory import earlier_nights, earlier_on_pull_request, remember_night
from worker.publish.plan import Earlier, Looked, Plan, plan_night, plan_pull_request

WHOLE = {"calc/sums.py": FakeDiff([FakeHunk(range(1, 20))])}


def test_a_pull_request_remembers_what_was_commented_on_it_alone(stage: Stage) -> None:
    number = stage.pull.number
    stage.plan(plan_pull_request(stage.audited, [bug(), pass_through()], WHOLE, text_of, Earlier()).intents)
    with transaction(stage.sessions) as session:
        expected = Earlier(commented=frozenset({bug().id}), has_summary=True)
        assert earlier_on_pull_request(session, stage.repo.id, number) == expected
        assert earlier_on_pull_request(session, stage.repo.id, number + 1) == Earlier()
        session.scalars(select(Publication).where(Publication.kind == "review")).one().state = ItemState.DEAD
        session.flush()
        assert not earlier_on_pull_request(session, stage.repo.id, number).commented, "it never arrived"


def test_comments_that_moved_into_the_text_count_as_said(stage: Stage) -> None:
    beyond = {"calc/sums.py": FakeDiff([FakeHunk(range(1, 200))])}
    stage.plan(plan_pull_request(stage.audited, [bug(line_start=150, line_end=150)], beyond, text_of, Earlier()).intents)
    stage.work()
    with transaction(stage.sessions) as session:
        assert earlier_on_pull_request(session, stage.repo.id, stage.pull.number).commented == {bug().id}


def night(stage: Stage, findings: list[Finding]) -> Plan:
    audited = replace(stage.audited, kind=RunKind.NIGHT, pull_number=None, comment_id=None)
    files = frozenset({"calc/sums.py", "calc/io.py"})
    looked = Looked(files, frozenset((axis, file) for axis in Axis for file in files), lambda _: True)
    with transaction(stage.sessions) as session:
        plan = plan_night(audited, findings, looked, text_of, earlier_nights(session, stage.repo.id))
        remember_night(session, stage.repo.id, audited.id, findings, plan)
    stage.plan(plan.intents, audited)
    stage.work()
    return plan


def states(stage: Stage) -> dict[str, str]:
    with transaction(stage.sessions) as session:
        return {row.fingerprint: row.state for row in session.scalars(select(FindingRow))}


def test_three_nights(stage: Stage) -> None:
    before = len(stage.repo.issues)
    night(stage, [dead(), pass_through(), bug(evidence=())])
    assert states(stage) == {dead().id: "open", pass_through().id: "open"}, "what is withheld is not remembered"
    assert len(stage.repo.issues) == before + 2
    assert night(stage, [dead(), pass_through()]).intents == ()
    with transaction(stage.sessions) as session:
        session.scalars(select(FindingRow).where(FindingRow.fingerprint == dead().id)).one().state = "dismissed"
    assert night(stage, [dead()]).gone == (pass_through().id,)
    assert states(stage) == {dead().id: "dismissed", pass_through().id: "fixed"}
    assert sorted(issue.state for issue in stage.repo.issues.values() if issue.pull is None) == ["closed", "open"]
