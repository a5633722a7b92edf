"""`/anatoly audit`: one comment becomes one run, however often GitHub tells us about it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.answers import react
from app.commands.grammar import Command
from app.commands.said import Said
from app.db.models import Run
from app.domain.run import RunKind, RunState
from app.queue import enqueue
from app.runs import runs_of, stop


def act(session: Session, said: Said, command: Command, nth: int) -> str:
    """Create the run, ring for it, react with 👀 and supersede what is older. On a plain issue: the default branch.

    The run of a default branch carries no commit yet: the branch is resolved when it is checked out.
    """
    key = f"comment:{said.comment_id}:{said.updated_at}:{nth}"
    known = session.scalar(select(Run.id).where(Run.trigger_key == key))
    if known is not None:
        return f"duplicate of run {known}"
    older = runs_of(session, said.repository_id, said.pull_number) if said.on_pull_request else []
    # The run of a default branch has no number of its own; where it fails, this is where it says so.
    thread = {} if said.on_pull_request else {"thread": said.number}
    run = Run(
        trigger_key=key,
        repository_id=said.repository_id,
        kind=RunKind.PULL_REQUEST if said.on_pull_request else RunKind.NIGHT,
        pull_number=said.pull_number,
        comment_id=said.comment_id,
        requested_by=said.login,
        source=said.full_name,
        commit=said.commits.head if said.commits else "",
        base_commit=said.commits.base if said.commits else "",
        scope={"axes": list(command.axes), "paths": list(command.paths), "full": command.full, "static": False} | thread,
        state=RunState.QUEUED,
    )
    session.add(run)
    session.flush()
    enqueue(session, "advance_run", run.id)
    react(session, said, "eyes", run.id)
    superseded = stop(session, older, RunState.SUPERSEDED)
    return f"run {run.id}" + (f" (supersedes {', '.join(superseded)})" if superseded else "")
