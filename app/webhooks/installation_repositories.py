"""`installation_repositories`: an account lets the App see more repositories, or fewer."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.db import models
from app.github.identity import GitHubIdentity
from app.webhooks.effect import Effect
from app.webhooks.payloads import BriefRepository, InstallationRepositoriesEvent
from app.webhooks.rows import DELETED, keep_installation, keep_repository


def prepare(payload: dict[str, Any], identity: GitHubIdentity) -> Effect:
    """Keep rows for what was added; what was removed rests, with its history."""
    event = InstallationRepositoriesEvent.model_validate(payload)
    removed = [repository.id for repository in event.repositories_removed]

    def effect(session: Session) -> str:
        installation = keep_installation(session, event.installation)
        if installation.state == DELETED:
            return f"ignored: installation {installation.id} is deleted"
        keep_all(session, installation.id, event.repositories_added, identity)
        session.execute(
            update(models.Repository)
            .where(models.Repository.id.in_(removed), models.Repository.installation_id == installation.id)
            .values(active=False)
        )
        return f"repositories: {len(event.repositories_added)} added, {len(removed)} removed"

    return effect


def keep_all(session: Session, installation_id: int, repositories: Iterable[BriefRepository], identity: GitHubIdentity) -> None:
    """Rows for repositories as `installation` events list them."""
    for repository in repositories:
        owner, _, name = repository.full_name.partition("/")
        keep_repository(
            session,
            installation_id=installation_id,
            repository_id=repository.id,
            owner=owner[:200],
            name=name[:200],
            private=repository.private,
            clone_url=identity.clone_url(owner, name),
        )
