"""`installation`: the App arrives on an account, leaves it, or is suspended."""

from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.db import models
from app.github.identity import GitHubIdentity
from app.webhooks.effect import Effect, ignored
from app.webhooks.installation_repositories import keep_all
from app.webhooks.payloads import InstallationEvent
from app.webhooks.rows import ACTIVE, DELETED, SUSPENDED, keep_installation

_STATES = {
    "created": ACTIVE,
    "unsuspend": ACTIVE,
    "new_permissions_accepted": ACTIVE,
    "suspend": SUSPENDED,
    "deleted": DELETED,
}


def prepare(payload: dict[str, Any], identity: GitHubIdentity) -> Effect:
    """Keep the installation's row and those of its repositories; when the App is removed, its repositories rest."""
    event = InstallationEvent.model_validate(payload)
    state = _STATES.get(event.action)
    if state is None:
        return ignored(f"installation {event.action}")

    def effect(session: Session) -> str:
        installation = keep_installation(session, event.installation, state)
        if installation.state == DELETED:
            session.execute(
                update(models.Repository).where(models.Repository.installation_id == installation.id).values(active=False)
            )
        else:
            keep_all(session, installation.id, event.repositories, identity)
        return f"installation {installation.account} {installation.state}"

    return effect
