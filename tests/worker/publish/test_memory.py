"""What one run said, the next one knows."""

from dataclasses import replace

from sqlalchemy import select

from app.db.models import FindingRow, Publication, Run
from app.db.session import transaction
from app.domain.axis import Axis
from app.domain.finding import Finding
from app.domain.run import ItemState, RunKind
from tests.worker.publish.conftest import Stage
from tests.worker.publish.samples import FakeDiff, FakeHunk, bug, dead, pass_through, text_of
from worker.publish.memory import earlier_nights, earlier_on_pull_request, remember_night, still_wanted
from worker.publish.outbox import enqueue
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


def planned(stage: Stage, run_id: str, findings: list[Finding]) -> Plan:
    audited = replace(stage.audited, id=run_id, kind=RunKind.NIGHT, pull_number=None, comment_id=None)
    files = frozenset({"calc/sums.py", "calc/io.py"})
    looked = Looked(files, frozenset((axis, file) for axis in Axis for file in files), lambda _: True)
    with transaction(stage.sessions) as session:
        return plan_night(audited, findings, looked, text_of, earlier_nights(session, stage.repo.id))


def ends(stage: Stage, run_id: str, findings: list[Finding], plan: Plan) -> list[str]:
    """The end of a night's run; the words of what it writes about findings."""
    with transaction(stage.sessions) as session:
        if session.get(Run, run_id) is None:
            session.add(Run(id=run_id, trigger_key=run_id, kind=RunKind.NIGHT, repository_id=stage.repo.id, source="x"))
            session.flush()
        intents = still_wanted(session, stage.repo.id, findings, plan)
        enqueue(session, stage.audited.installation_id, stage.repo.id, run_id, intents)
        remember_night(session, stage.repo.id, run_id, findings, plan)
    return [intent.dedupe_key.partition(f":{stage.repo.id}")[0] for intent in intents if intent.finding]


def test_of_two_nights_that_plan_the_same_one_writes_it(stage: Stage) -> None:
    night(stage, [dead()])
    first, second = planned(stage, "b" * 32, []), planned(stage, "c" * 32, [])
    assert ends(stage, "b" * 32, [], first) == ["comment:closed", "closed"]
    assert ends(stage, "c" * 32, [], second) == []
    stage.work()
    assert states(stage) == {dead().id: "fixed"}
    first, second = planned(stage, "d" * 32, [dead()]), planned(stage, "e" * 32, [dead()])
    assert ends(stage, "d" * 32, [dead()], first) == ["comment:open", "open"]
    assert ends(stage, "e" * 32, [dead()], second) == []


def test_what_a_person_dismissed_meanwhile_is_neither_closed_nor_fixed(stage: Stage) -> None:
    night(stage, [dead()])
    plan = planned(stage, "b" * 32, [])
    with transaction(stage.sessions) as session:
        session.scalars(select(FindingRow)).one().state = "dismissed"
    assert ends(stage, "b" * 32, [], plan) == []
    assert states(stage) == {dead().id: "dismissed"}


def test_while_a_closing_is_on_its_way_no_other_is_planned(stage: Stage) -> None:
    night(stage, [dead()])
    ends(stage, "b" * 32, [], planned(stage, "b" * 32, []))
    assert states(stage) == {dead().id: "open"}
    assert planned(stage, "c" * 32, []).gone == ()


def test_a_closing_that_was_not_sent_is_taken_back_when_the_code_shows_it_again(stage: Stage) -> None:
    night(stage, [dead()])
    issue = next(issue for issue in stage.repo.issues.values() if issue.pull is None)
    ends(stage, "b" * 32, [], planned(stage, "b" * 32, []))
    assert ends(stage, "c" * 32, [dead()], planned(stage, "c" * 32, [dead()])) == []
    stage.work()
    assert (issue.state, issue.comments) == ("open", [])
    assert states(stage) == {dead().id: "open"}


def test_an_issue_that_was_not_filed_before_its_finding_went_is_not_filed_any_more(stage: Stage) -> None:
    before = len(stage.repo.issues)
    assert ends(stage, "b" * 32, [dead()], planned(stage, "b" * 32, [dead()])) == ["issue"]
    assert ends(stage, "c" * 32, [], planned(stage, "c" * 32, [])) == []
    stage.work()
    assert len(stage.repo.issues) == before
    assert states(stage) == {dead().id: "fixed"}
    assert ends(stage, "d" * 32, [dead()], planned(stage, "d" * 32, [dead()])) == ["issue"], "it is back"
    stage.work()
    assert len(stage.repo.issues) == before + 1
