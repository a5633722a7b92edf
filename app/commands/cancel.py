"""`/anatoly cancel`: stop what runs for this pull request, or for the default branch."""

from sqlalchemy.orm import Session

from app.commands.answers import react, reply
from app.commands.said import Said
from app.domain.run import RunState
from app.runs import runs_of, stop


def act(session: Session, said: Said, nth: int) -> str:
    """Cancel every run that is queued or running and reply with their ids, none included."""
    dedupe = f"{said.comment_id}:{said.updated_at}:{nth}"
    cancelled = stop(session, runs_of(session, said.repository_id, said.pull_number), RunState.CANCELLED)
    react(session, said, "eyes")
    reply(session, said, "cancelled", {"runs": cancelled}, dedupe)
    return f"cancelled {', '.join(cancelled) or 'nothing'}"
