"""`pull_request`: a push makes older runs pointless, and so does closing."""

from typing import Any

from sqlalchemy.orm import Session

from app.db.models import Delivery
from app.domain.run import RunState
from app.github.identity import GitHubIdentity
from app.runs import runs_of, stop
from app.webhooks.effect import Effect, ignored
from app.webhooks.payloads import PullRequestEvent
from app.webhooks.rows import keep_repository_of

_ENDS = {"synchronize": RunState.SUPERSEDED, "closed": RunState.CANCELLED}


def prepare(payload: dict[str, Any], identity: GitHubIdentity, delivery: Delivery) -> Effect:
    """Stop runs that look at something else than what is there now. An opened pull request waits for a command."""
    event = PullRequestEvent.model_validate(payload)
    if event.action not in _ENDS:
        return ignored(f"pull_request {event.action}: audits start on command")
    if event.installation is None:
        return ignored("no installation: not a delivery of the App's own hook")
    installation_id = event.installation.id
    state = _ENDS[event.action]
    pull = event.pull_request
    clone_url = identity.clone_url(event.repository.owner.login, event.repository.name)

    def effect(session: Session) -> str:
        keep_repository_of(session, event, installation_id, clone_url)
        # A run that was asked for after this push, or that looks at its head already, is not older than it.
        older = [
            run
            for run in runs_of(session, event.repository.id, pull.number)
            if run.created_at < delivery.received_at and (event.action == "closed" or run.commit != pull.head.sha)
        ]
        stopped = stop(session, older, state)
        return f"{state}: {', '.join(stopped)}" if stopped else f"ignored: pull_request {event.action}, nothing was running"

    return effect
