"""Realistic rows, one of each table: what a migration must cope with."""

from sqlalchemy.orm import Session

from app.db.models import (
    ClaimRow,
    Delivery,
    FindingRow,
    Installation,
    ModelCall,
    OutboxMessage,
    Publication,
    Repository,
    Run,
    TokenGrant,
    WorkItem,
)


def one_of_each(session: Session) -> None:
    """Add a row to every table, in the order of their keys."""
    session.add(Installation(id=51, account="octo-org"))
    session.flush()
    session.add(Repository(id=1296269, installation_id=51, owner="octo-org", name="hello", clone_url="https://h/o/hello.git"))
    session.flush()
    run = Run(
        trigger_key="comment:9:2026-11-24T01:00:00Z:0",
        repository_id=1296269,
        kind="pull_request",
        pull_number=7,
        comment_id=2**40,
        source="octo-org/hello",
        commit="a" * 40,
        scope={"axes": ["utility"], "paths": ["src/"]},
        facts={"files_total": 3},
    )
    session.add(run)
    session.flush()
    session.add_all(
        [
            Delivery(guid="72d3162e-cc78-11e3-81ab-4c9367dc0958", event="issue_comment", action="created", payload='{"é": 1}'),
            WorkItem(run_id=run.id, stage="review", subject="src/ü.py × correction", key="k" * 64, result={"claims": []}),
            ClaimRow(run_id=run.id, fingerprint="a1-1", body={"file": "a.py"}, deliberation=None),
            FindingRow(repository_id=1296269, fingerprint="a1-1", body={}, first_run_id=run.id, last_run_id=run.id),
            ModelCall(
                run_id=run.id,
                tier="haiku",
                endpoint="http://127.0.0.1:1",
                model="local-haiku",
                prompt="p",
                prompt_hash="h",
                reason="only judgement can tell",
                outcome="ok",
                usd=0.25,
            ),
            Publication(
                dedupe_key="review:1", installation_id=51, repository_id=1296269, run_id=run.id, kind="review", payload={}
            ),
            OutboxMessage(task="advance_run", argument=run.id),
            TokenGrant(run_id=run.id, public_key="p" * 44),
        ]
    )
    session.flush()
