"""Stories of issues that are closed, by us or by people."""

import pytest
from sqlalchemy import select

from app.db.models import FindingRow
from app.db.session import transaction
from app.domain.run import ItemState
from tests.worker.publish.conftest import Stage
from tests.worker.publish.plans import night
from tests.worker.publish.samples import dead
from worker.publish.plan import Known


def known_finding(stage: Stage, state: str, number: int) -> None:
    with transaction(stage.sessions) as session:
        session.add(
            FindingRow(
                repository_id=stage.repo.id,
                fingerprint=dead().id,
                body=dead().model_dump(mode="json"),
                state=state,
                issue_number=number,
                first_run_id=stage.audited.id,
                last_run_id=stage.audited.id,
            )
        )


def finding_state(stage: Stage) -> str | None:
    with transaction(stage.sessions) as session:
        return session.scalar(select(FindingRow.state))


@pytest.mark.parametrize("reason", ["completed", "not_planned"])
def test_what_a_person_closed_is_not_closed_again_in_other_words(stage: Stage, reason: str) -> None:
    issue = stage.double.open_issue(stage.repo)
    known_finding(stage, "open", issue.number)
    stage.double.close(stage.repo, issue.number, reason=reason, by="hubot")  # type: ignore[arg-type] - a reason
    stage.plan(night(stage, known={dead().id: Known(dead(), "open", issue.number)}))
    stage.work()
    assert (issue.comments, issue.state_reason) == ([], reason)
    assert {row.state for word, row in stage.rows().items() if word != "check"} == {ItemState.SKIPPED}
    assert finding_state(stage) == "fixed"


def test_a_closing_that_dies_leaves_the_finding_open_for_the_next_night(stage: Stage) -> None:
    known_finding(stage, "open", 999)
    stage.plan(night(stage, known={dead().id: Known(dead(), "open", 999)}))
    stage.work()
    assert stage.row("closed").state == ItemState.DEAD
    assert finding_state(stage) == "open"


def test_a_closing_does_not_call_fixed_what_was_dismissed_meanwhile(stage: Stage) -> None:
    issue = stage.double.open_issue(stage.repo)
    known_finding(stage, "dismissed", issue.number)
    stage.plan(night(stage, known={dead().id: Known(dead(), "open", issue.number)}))
    stage.work()
    assert finding_state(stage) == "dismissed"
