"""`/anatoly status`: where the last runs of this pull request, or of the default branch, stand."""

from sqlalchemy.orm import Session

from app.commands.answers import react, reply
from app.commands.said import Said
from app.runs import runs_of

SHOWN = 3


def act(session: Session, said: Said, nth: int) -> str:
    """Reply with the newest runs: id, state, stage, commit, and the error of a failed one.

    An error that was not worded for people is on the run's page only: it may hold addresses and paths of this service.
    """
    runs = [
        {
            "id": run.id,
            "state": run.state,
            "stage": run.stage,
            "commit": run.commit,
            "error": run.error if run.facts.get("failed_publicly") else "",
            "created_at": run.created_at.isoformat(),
        }
        for run in runs_of(session, said.repository_id, said.pull_number)[:SHOWN]
    ]
    react(session, said, "eyes")
    reply(session, said, "status", {"runs": runs}, f"{said.comment_id}:{said.updated_at}:{nth}")
    return "status"
