"""An account with the App, a repository with a pull request, and people who say things there."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.db.models import Delivery, OutboxMessage, Publication, Run
from app.db.session import Sessions
from app.github.identity import GitHubIdentity
from app.settings import Settings
from app.webhooks.handle import handle_delivery
from worker.doubles.github import GitHubDouble, Installation, Repository
from worker.doubles.github.state import Comment, Issue


@dataclass
class Stage:
    """Writer `hubot`, reader `ann`; pull request `pull` and issue `issue` in `octo-org/calc`."""

    double: GitHubDouble
    sessions: Sessions
    identity: GitHubIdentity
    installation: Installation
    repo: Repository
    pull: Issue
    issue: Issue

    def says(self, body: str, by: str = "hubot", on: Issue | None = None) -> Comment:
        return self.double.comment(self.repo, (on or self.pull).number, body, by=by)

    def payload(self, comment: Comment, action: str = "created") -> dict[str, Any]:
        return self.double.hooks.payloads.issue_comment(self.repo, comment, action)

    def arrives(self, event: str, payload: dict[str, Any]) -> int:
        """A delivery as the receiver stores it; its id."""
        with self.sessions.begin() as session:
            number = len(session.scalars(select(Delivery.id)).all())
            delivery = Delivery(
                guid=f"guid-{number}", event=event, action=payload.get("action", ""), payload=json.dumps(payload)
            )
            session.add(delivery)
        return delivery.id

    def handles(self, event: str, payload: dict[str, Any]) -> str:
        return handle_delivery(self.sessions, self.arrives(event, payload), self.identity)

    def hears(self, body: str, by: str = "hubot", on: Issue | None = None) -> str:
        """Somebody comments, GitHub tells us, we handle it; the outcome."""
        return self.handles("issue_comment", self.payload(self.says(body, by, on)))

    def rows(self, table: type[Any]) -> list[Any]:
        with self.sessions() as session:
            return list(session.scalars(select(table).order_by(table.created_at, table.id)))

    @property
    def runs(self) -> list[Run]:
        return self.rows(Run)

    @property
    def publications(self) -> list[tuple[str, Any]]:
        """What is to be written: reactions by content, replies by template."""
        return [(row.kind, row.payload.get("content") or row.payload["template"]) for row in self.rows(Publication)]

    @property
    def doorbells(self) -> list[str]:
        return [row.task for row in self.rows(OutboxMessage)]


def set_stage(double: GitHubDouble, sessions: Sessions) -> Stage:
    """Install the App on `octo-org` and open a pull request and an issue in `octo-org/calc`."""
    app = double.create_app()
    installation = double.install("octo-org")
    collaborators = {"hubot": "write", "ann": "read", "mia": "maintain", "ada": "admin", "tom": "triage"}
    repo = double.add_repository("octo-org", "calc", {"calc.py": "x = 1\n"}, private=True, collaborators=collaborators)
    pull = double.open_pull_request(repo, {"new.py": "y = 2\n"})
    settings = Settings(
        github_app_id=str(app.id), github_private_key=app.private_key, github_api_url=double.api_url, github_url=double.url
    )
    return Stage(double, sessions, GitHubIdentity(settings), installation, repo, pull, double.open_issue(repo))
