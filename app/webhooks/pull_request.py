"""`pull_request`: a push makes older runs pointless, and so does closing."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import homes
from app.db.models import Delivery, Repository, Run
from app.db.session import Sessions
from app.domain.run import RunState
from app.github.identity import GitHubIdentity
from app.runs import UNDER_WAY, runs_of, stop
from app.webhooks.effect import Effect, ignored
from app.webhooks.payloads import PullRequestEvent
from app.webhooks.pulls import pull_request

_ACTED_ON = frozenset({"synchronize", "closed"})


def prepare(payload: dict[str, Any], identity: GitHubIdentity, sessions: Sessions, delivery: Delivery) -> Effect:
    """Stop runs that look at something else than what is there now. An opened pull request waits for a command.

    Where there is something to stop, GitHub is asked how the pull request stands: deliveries come late and out of order.
    Raises `GitHubError`.
    """
    event = PullRequestEvent.model_validate(payload)
    if event.action not in _ACTED_ON:
        return ignored(f"pull_request {event.action}: audits start on command")
    if event.installation is None:
        return ignored("no installation: not a delivery of the App's own hook")
    repository_id, number = event.repository.id, event.pull_request.number
    with sessions() as session:
        row = session.get(Repository, repository_id)
        if row is None or not row.active or row.installation_id != event.installation.id:
            return ignored(f"repository {repository_id} is not one of this installation that we know")
        under_way = [run.id for run in runs_of(session, repository_id, number) if run.state in UNDER_WAY]
    if not under_way:
        return ignored(f"pull_request {event.action}, nothing was running")
    client = identity.client(event.installation.id, repository_id, {"metadata": "read", "pull_requests": "read"})
    now = pull_request(client, homes.find(client, repository_id), number)

    def effect(session: Session) -> str:
        # What was asked for while GitHub answered may look at a newer head than the answer tells of.
        runs = _in_order(session, under_way)
        if now.state == "closed":
            # An audit of a pull request that is closed already is what somebody wanted.
            state, pointless = RunState.CANCELLED, [run for run in runs if run.created_at < delivery.received_at]
        else:
            state, pointless = RunState.SUPERSEDED, [run for run in runs if run.commit != now.head.sha]
        stopped = stop(session, pointless, state)
        if stopped:
            return f"{state}: {', '.join(stopped)}"
        return f"ignored: pull_request {event.action}, what runs looks at what is there now"

    return effect


def _in_order(session: Session, ids: Sequence[str]) -> list[Run]:
    return list(session.scalars(select(Run).where(Run.id.in_(ids)).order_by(Run.created_at.desc())))
