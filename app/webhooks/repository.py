"""`repository`: it is renamed, transferred, archived, made private or public, or deleted. Its row follows."""

from typing import Any

from sqlalchemy.orm import Session

from app import homes
from app.db import models
from app.db.session import Sessions
from app.github.errors import GitHubGone, GitHubRejected
from app.github.identity import GitHubIdentity
from app.webhooks.effect import Effect, ignored
from app.webhooks.payloads import Event
from app.webhooks.rows import ensure_installation

_FOLLOWED = frozenset({"renamed", "transferred", "archived", "unarchived", "privatized", "publicized", "edited"})


def prepare(payload: dict[str, Any], identity: GitHubIdentity, sessions: Sessions) -> Effect:
    """Ask GitHub how the repository is now: deliveries come late and out of order. Raises `GitHubError`.

    Only a transfer moves a row to another installation, and only where GitHub gives that one a token for it.
    """
    event = Event.model_validate(payload)
    if event.action not in (*_FOLLOWED, "deleted"):
        return ignored(f"repository {event.action}")
    if event.installation is None:
        return ignored("no installation: not a delivery of the App's own hook")
    repository_id, installation_id = event.repository.id, event.installation.id
    with sessions() as session:
        known = session.get(models.Repository, repository_id)
    if known is None:
        return ignored(f"repository {repository_id} is not known")
    if known.installation_id != installation_id and event.action != "transferred":
        return ignored(f"repository {repository_id} belongs to another installation")
    try:
        home = homes.find(identity.client(installation_id, repository_id, {"metadata": "read"}), repository_id)
    except (GitHubGone, GitHubRejected):
        # Deleted, or out of this installation's reach: GitHub refuses a token for what it does not see.
        return _rest(repository_id, installation_id)

    def effect(session: Session) -> str:
        ensure_installation(session, installation_id)
        row = session.get_one(models.Repository, repository_id, with_for_update={"key_share": True})
        if event.action == "transferred" and row.installation_id != installation_id:
            row.installation_id, row.active = installation_id, True
        homes.follow(row, home, identity)
        return f"repository {event.action}: {row.full_name}"

    return effect


def _rest(repository_id: int, installation_id: int) -> Effect:
    def effect(session: Session) -> str:
        row = session.get_one(models.Repository, repository_id, with_for_update={"key_share": True})
        if row.installation_id != installation_id:
            return "ignored: the repository is out of this installation's reach"
        row.active = False
        return f"repository {row.full_name} rests: GitHub does not show it to the App any more"

    return effect
