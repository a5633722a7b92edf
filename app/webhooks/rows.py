"""Installations and repositories as rows: what is written to GitHub refers to them."""

from sqlalchemy.orm import Session

from app import homes
from app.db import models
from app.github.identity import GitHubIdentity
from app.homes import Home
from app.webhooks.payloads import FullInstallation

ACTIVE = "active"
SUSPENDED = "suspended"
DELETED = "deleted"


def keep_installation(session: Session, installation: FullInstallation, state: str | None = None) -> models.Installation:
    """Add the installation, or bring its account and, where given, its state up to date."""
    row = ensure_installation(session, installation.id)
    row.account = installation.account.login or installation.account.slug or row.account
    if state is not None and row.state != DELETED:  # GitHub gives a new number to an App that comes back
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
) -> models.Repository:
    """Add the repository that GitHub says an installation has, or move it there. It is active from now on."""
    ensure_installation(session, installation_id)
    # Locked (but for rows that refer to it): of two commands at the same time, the second sees the first one's run.
    row = session.get(models.Repository, repository_id, with_for_update={"key_share": True})
    if row is None:
        row = models.Repository(id=repository_id)
        session.add(row)
    row.installation_id = installation_id
    row.owner, row.name, row.private, row.clone_url, row.active = owner, name, private, clone_url, True
    session.flush()
    return row


def know_repository(
    session: Session, home: Home, installation_id: int, identity: GitHubIdentity, *, active: bool
) -> models.Repository:
    """The row of a repository that somebody commented in, for which GitHub gave this installation a token just now.

    With `active` (the command was permitted) it belongs to this installation and is active from now on; without, a row that
    exists keeps what it says.
    """
    ensure_installation(session, installation_id)
    row = session.get(models.Repository, home.id, with_for_update={"key_share": True})
    if row is None:
        row = models.Repository(id=home.id, installation_id=installation_id, active=True)
        session.add(row)
    homes.follow(row, home, identity)
    if active:
        row.installation_id, row.active = installation_id, True
    session.flush()
    return row


def ensure_installation(session: Session, installation_id: int) -> models.Installation:
    """The installation's row; a new one where there is none yet."""
    row = session.get(models.Installation, installation_id)
    if row is None:
        row = models.Installation(id=installation_id, account="", state=ACTIVE)
        session.add(row)
        session.flush()
    return row
