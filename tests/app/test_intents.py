"""What the App wants written is written once, and again when it was only skipped."""

from app.db.models import OutboxMessage, Publication
from app.domain.run import ItemState
from app.intents import intend_reaction
from tests.app.stage import Stage


def wants(stage: Stage, run_id: str | None) -> None:
    with stage.sessions.begin() as session:
        intend_reaction(
            session,
            installation_id=stage.installation.id,
            repository_id=stage.repo.id,
            comment_id=7,
            content="rocket",
            run_id=run_id,
        )


def test_what_is_wanted_twice_is_written_once(stage: Stage) -> None:
    stage.hears("/anatoly status")
    before = len(stage.rows(Publication))
    wants(stage, None)
    wants(stage, None)
    assert len(stage.rows(Publication)) == before + 1


def test_what_was_skipped_is_wanted_again(stage: Stage) -> None:
    stage.hears("/anatoly audit")
    run = stage.runs[0].id
    wants(stage, None)
    with stage.sessions.begin() as session:
        row = session.query(Publication).filter_by(dedupe_key="reaction:7:rocket").one()
        row.state, row.error = ItemState.SKIPPED, "another publication of the run could not be sent"
    rung = len(stage.rows(OutboxMessage))
    wants(stage, run)
    with stage.sessions() as session:
        row = session.query(Publication).filter_by(dedupe_key="reaction:7:rocket").one()
        assert (row.state, row.error, row.run_id) == (ItemState.QUEUED, "", run)
    assert len(stage.rows(OutboxMessage)) == rung + 1
