"""`issue_comment`: people command the App in comments."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app import homes
from app.commands.act import act, refuse
from app.commands.grammar import Command, Mistake, Name
from app.commands.parse import parse
from app.commands.said import Commits, Said
from app.github.client import Client
from app.github.identity import GitHubIdentity
from app.github.permissions import may_command
from app.homes import Home
from app.webhooks.effect import Effect, ignored
from app.webhooks.payloads import IssueCommentEvent
from app.webhooks.pulls import pull_request
from app.webhooks.rows import know_repository

Commands = Sequence[Command | Mistake]


def prepare(payload: dict[str, Any], identity: GitHubIdentity) -> Effect:
    """Read the commands, ask GitHub whether this person may give them, and say what to write. Raises `GitHubError`."""
    event = IssueCommentEvent.model_validate(payload)
    author = event.comment.user
    if event.action not in ("created", "edited"):
        return ignored(f"issue_comment {event.action}")
    if author is None or not author.human or not event.sender.human:
        return ignored("a bot's comment")
    commands = _commands(event)
    if not commands:
        return ignored("no command in the comment")
    if event.installation is None:
        return ignored("no installation: not a delivery of the App's own hook")
    client = identity.client(event.installation.id, event.repository.id, {"metadata": "read", "pull_requests": "read"})
    home = homes.find(client, event.repository.id)
    # Whoever edits a comment answers for the commands that the edit adds.
    permitted = may_command(client, home.owner.login, home.name, event.sender.login)
    said = Said(
        installation_id=event.installation.id,
        repository_id=event.repository.id,
        full_name=home.full_name,
        number=event.issue.number,
        on_pull_request=event.issue.pull_request is not None,
        comment_id=event.comment.id,
        updated_at=event.comment.updated_at,
        user_id=event.sender.id,
        login=event.sender.login,
        commits=_commits(client, home, event.issue.number) if permitted and _needs_commits(event, commands) else None,
    )

    def effect(session: Session) -> str:
        know_repository(session, home, said.installation_id, identity, active=permitted)
        return act(session, said, commands) if permitted else refuse(session, said)

    return effect


def _commands(event: IssueCommentEvent) -> Commands:
    """The comment's commands; after an edit only those that were not there before."""
    commands = parse(event.comment.body or "")
    if event.action == "created":
        return commands
    if event.changes is None or event.changes.body is None:
        return ()
    before = Counter(parse(event.changes.body.before))
    added = []
    for command in commands:
        if before[command]:
            before[command] -= 1
        else:
            added.append(command)
    return added


def _needs_commits(event: IssueCommentEvent, commands: Commands) -> bool:
    audits = any(isinstance(command, Command) and command.name is Name.AUDIT for command in commands)
    return audits and event.issue.pull_request is not None


def _commits(client: Client, home: Home, number: int) -> Commits:
    """Head and base as they are now: what the comment's author saw may be older, but nobody can have meant that."""
    pull = pull_request(client, home, number)
    return Commits(pull.head.sha, pull.base.sha)
