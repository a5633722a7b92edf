"""What the App answers to a comment: intents that the publisher carries out. No sentence is written here.

A reply names a template and its values; the publisher has the words.
"""

from typing import Any, Literal

from sqlalchemy.orm import Session

from app.commands.said import Said
from app.intents import Content, intend, intend_reaction

Template = Literal["refused_permission", "bad_command", "status", "cancelled", "help"]


def react(session: Session, said: Said, content: Content, run_id: str | None = None) -> None:
    """Put a reaction under the comment, once."""
    intend_reaction(
        session,
        installation_id=said.installation_id,
        repository_id=said.repository_id,
        comment_id=said.comment_id,
        content=content,
        run_id=run_id,
    )


def reply(session: Session, said: Said, template: Template, values: dict[str, Any], dedupe: str) -> None:
    """Answer in the thread, once for each `dedupe`."""
    intend(
        session,
        installation_id=said.installation_id,
        repository_id=said.repository_id,
        kind="reply",
        dedupe_key=f"reply:{dedupe}",
        payload={"number": said.number, "comment_id": said.comment_id, "template": template, "values": values},
    )
