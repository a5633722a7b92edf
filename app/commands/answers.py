"""What the App answers to a comment: intents that the publisher carries out. No sentence is written here.

A reply names a template and its values; the publisher has the words.
"""

from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.said import Said
from app.db.models import Publication
from app.queue import enqueue

Reaction = Literal["eyes", "confused", "rocket"]
Template = Literal["refused_permission", "bad_command", "status", "cancelled", "help"]


def react(session: Session, said: Said, content: Reaction, run_id: str | None = None) -> None:
    """Put a reaction under the comment, once."""
    _publish(
        session,
        said,
        kind="reaction",
        dedupe_key=f"reaction:{said.comment_id}:{content}",
        payload={"comment_id": said.comment_id, "content": content},
        run_id=run_id,
    )


def reply(session: Session, said: Said, template: Template, values: dict[str, Any], dedupe: str) -> None:
    """Answer in the thread, once for each `dedupe`."""
    _publish(
        session,
        said,
        kind="reply",
        dedupe_key=f"reply:{dedupe}",
        payload={"number": said.number, "comment_id": said.comment_id, "template": template, "values": values},
    )


def _publish(
    session: Session, said: Said, *, kind: str, dedupe_key: str, payload: dict[str, Any], run_id: str | None = None
) -> None:
    if session.scalar(select(Publication.id).where(Publication.dedupe_key == dedupe_key)) is not None:
        return
    publication = Publication(
        dedupe_key=dedupe_key,
        installation_id=said.installation_id,
        repository_id=said.repository_id,
        run_id=run_id,
        kind=kind,
        payload=payload,
    )
    session.add(publication)
    session.flush()
    enqueue(session, "send_publication", publication.id)
