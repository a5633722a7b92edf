"""What the App wants written on GitHub: a row that the publisher carries out, and its doorbell. No sentence is written here."""

from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import Publication, now
from app.domain.run import ItemState
from app.queue import enqueue

Content = Literal["eyes", "confused", "rocket"]


def intend(
    session: Session,
    *,
    installation_id: int,
    repository_id: int,
    kind: str,
    dedupe_key: str,
    payload: dict[str, Any],
    run_id: str | None = None,
) -> None:
    """Put one thing into the publisher's outbox, once for each `dedupe_key`. What was skipped is wanted again."""
    known = session.scalar(select(Publication).where(Publication.dedupe_key == dedupe_key).with_for_update())
    if known is not None:
        if known.state == ItemState.SKIPPED:
            known.state, known.error, known.not_before = ItemState.QUEUED, "", now()
            known.installation_id, known.run_id, known.payload = installation_id, run_id, payload
            enqueue(session, "send_publication", known.id)
        return
    publication = Publication(
        dedupe_key=dedupe_key,
        installation_id=installation_id,
        repository_id=repository_id,
        run_id=run_id,
        kind=kind,
        payload=payload,
    )
    session.add(publication)
    session.flush()
    enqueue(session, "send_publication", publication.id)


def intend_reaction(
    session: Session,
    *,
    installation_id: int,
    repository_id: int,
    comment_id: int,
    content: Content,
    run_id: str | None = None,
) -> None:
    """Put a reaction under a comment, once."""
    intend(
        session,
        installation_id=installation_id,
        repository_id=repository_id,
        kind="reaction",
        dedupe_key=f"reaction:{comment_id}:{content}",
        payload={"comment_id": comment_id, "content": content},
        run_id=run_id,
    )
