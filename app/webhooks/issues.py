"""`issues`: closing an issue of ours as *not planned* dismisses its finding, reopening takes that back."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import homes
from app.db.models import FindingRow
from app.github.client import repository_path
from app.github.identity import GitHubIdentity
from app.webhooks.effect import Effect, ignored
from app.webhooks.payloads import Issue, IssuesEvent


def prepare(payload: dict[str, Any], identity: GitHubIdentity) -> Effect:
    """Ask GitHub how the issue stands now: deliveries come late and out of order. Raises `GitHubError`.

    An issue that was closed as completed says nothing of the finding: the next night looks whether it is gone.
    """
    event = IssuesEvent.model_validate(payload)
    if event.action not in ("closed", "reopened"):
        return ignored(f"issues {event.action}")
    if not event.sender.human:
        return ignored(f"issues {event.action} by a bot")
    author = event.issue.user
    if author is None or author.human:
        return ignored(f"issues {event.action}: not an issue of the App")
    if event.installation is None:
        return ignored("no installation: not a delivery of the App's own hook")
    repository, number = event.repository, event.issue.number
    client = identity.client(event.installation.id, repository.id, {"metadata": "read", "issues": "read"})
    home = homes.find(client, repository.id)
    issue = Issue.model_validate(client.get(repository_path(home.owner.login, home.name, "issues", number)))

    def effect(session: Session) -> str:
        known = select(FindingRow).where(FindingRow.repository_id == repository.id, FindingRow.issue_number == number)
        row = session.scalar(known.with_for_update())
        if row is None:
            return f"ignored: issue {number} is of no finding"
        if issue.state == "closed" and issue.state_reason == "not_planned":
            row.state = "dismissed"
        elif issue.state == "open" and row.state == "dismissed":
            row.state = "open"
        return f"issue {number} {issue.state}: finding {row.fingerprint} is {row.state}"

    return effect
