"""Installations and repositories as rows: what is written to GitHub refers to them."""

from sqlalchemy.orm import Session

from app.db import models
from app.webhooks.payloads import Event, FullInstallation

ACTIVE = "active"
SUSPENDED = "suspended"
DELETED = "deleted"


def keep_installation(session: Session, installation: FullInstallation, state: str | None = None) -> models.Installation:
    """Add the installation, or bring its account and, where given, its state up to date."""
    row = _installation(session, installation.id)
    row.account = installation.account.login or installation.account.slug or row.account
    if state is not None:
        row.state = state
    return row


def keep_repository(
    session: Session,
    *,
    installation_id: int,
    repository_id: int,
    owner: str,
    name: str,
    private: bool,
    clone_url: str,
    default_branch: str | None = None,
) -> models.Repository:
    """Add the repository, or follow it where it was renamed or transferred. It is active from now on."""
    _installation(session, installation_id)
    # Locked: of two commands at the same time, the second sees the first one's run.
    row = session.get(models.Repository, repository_id, with_for_update=True)
    if row is None:
        row = models.Repository(id=repository_id)
        session.add(row)
    row.installation_id = installation_id
    row.owner, row.name, row.private, row.clone_url, row.active = owner, name, private, clone_url, True
    if default_branch is not None:
        row.default_branch = default_branch
    session.flush()
    return row


def keep_repository_of(session: Session, event: Event, installation_id: int, clone_url: str) -> models.Repository:
    """The row of the repository that an event happened in."""
    repository = event.repository
    return keep_repository(
        session,
        installation_id=installation_id,
        repository_id=repository.id,
        owner=repository.owner.login,
        name=repository.name,
        private=repository.private,
        clone_url=clone_url,
        default_branch=repository.default_branch,
    )


def _installation(session: Session, installation_id: int) -> models.Installation:
    row = session.get(models.Installation, installation_id)
    if row is None:
        row = models.Installation(id=installation_id, account="", state=ACTIVE)
        session.add(row)
        session.flush()
    return row
