"""Webhook payloads as GitHub writes them, whole: what is read today and what may be read tomorrow.

https://docs.github.com/en/webhooks/webhook-events-and-payloads
"""

from dataclasses import dataclass
from typing import Any

from worker.doubles.github import render, render_threads
from worker.doubles.github.render import Json, Links, node_id
from worker.doubles.github.state import Comment, Installation, Issue, Repository, State, User

_NOTHING = "0" * 40


@dataclass(frozen=True, slots=True)
class Payloads:
    """Builds payloads from what the double holds."""

    state: State
    links: Links

    def issue_comment(self, repository: Repository, comment: Comment, action: str = "created") -> Json:
        """`issue_comment`: on an issue or in a pull request's conversation."""
        issue = self._issue(repository.issues[comment.number], repository)
        shown = render_threads.comment(comment, repository, self.state, self.links)
        return self._event(action, repository, comment.user, issue=issue, comment=shown)

    def pull_request(
        self, repository: Repository, number: int, action: str = "opened", *, before: str = "", by: User | None = None
    ) -> Json:
        """`pull_request`: opened, synchronize (with the head `before` the push), closed, reopened, ready_for_review."""
        issue = repository.issues[number]
        assert issue.pull is not None
        parts: dict[str, Any] = {"number": number, "pull_request": render_threads.full_pull(issue, repository, self.links)}
        if action == "synchronize":
            parts |= {"before": before, "after": issue.pull.head_sha}
        return self._event(action, repository, by or issue.user, **parts)

    def issues(self, repository: Repository, number: int, action: str = "closed", *, by: User | None = None) -> Json:
        """`issues`: opened, closed, reopened."""
        issue = repository.issues[number]
        return self._event(action, repository, by or issue.closed_by or issue.user, issue=self._issue(issue, repository))

    def repository(self, repository: Repository, action: str = "renamed", *, by: User | None = None) -> Json:
        """`repository`: renamed, transferred, archived, unarchived, privatized, publicized, deleted."""
        return self._event(action, repository, by or repository.owner)

    def installation(self, installation: Installation, action: str = "created") -> Json:
        """`installation`: created, deleted, suspend, unsuspend."""
        shown = render.installation(installation, self.state, self.links)
        sender = render.user(installation.account, self.links)
        return {
            "action": action,
            "installation": shown,
            "repositories": [_brief(r) for r in self._covered(installation)],
            "requester": None,
            "sender": sender,
        }

    def installation_repositories(
        self, installation: Installation, added: tuple[Repository, ...] = (), removed: tuple[Repository, ...] = ()
    ) -> Json:
        """`installation_repositories`: added or removed."""
        shown = render.installation(installation, self.state, self.links)
        return {
            "action": "added" if added else "removed",
            "installation": shown,
            "repository_selection": shown["repository_selection"],
            "repositories_added": [_brief(r) for r in added],
            "repositories_removed": [_brief(r) for r in removed],
            "requester": None,
            "sender": render.user(installation.account, self.links),
        }

    def push(self, repository: Repository, before: str, after: str, *, branch: str = "", by: User | None = None) -> Json:
        """`push` of one commit to a branch; an empty `before` makes it a new branch."""
        who = by or repository.owner
        ref = f"refs/heads/{branch or repository.default_branch}"
        page = self.links.page(repository)
        commit = self._commit(repository, after)
        around = self._surroundings(repository, who)
        owner, created = around["repository"]["owner"], int(repository.created_at.timestamp())
        # Only here: the repository as GitHub wrote it in the days before its API.
        around["repository"] |= {
            "owner": {**owner, "name": repository.owner.login, "email": None},
            "created_at": created,
            "pushed_at": created,
            "stargazers": 0,
            "master_branch": repository.default_branch,
        }
        return {
            "ref": ref,
            "before": before or _NOTHING,
            "after": after,
            **around,
            "pusher": {"name": who.login, "email": f"{who.login}@users.noreply.github.com"},
            "created": not before,
            "deleted": False,
            "forced": False,
            "base_ref": None,
            "compare": f"{page}/compare/{(before or _NOTHING)[:12]}...{after[:12]}",
            "commits": [commit],
            "head_commit": commit,
        }

    def ping(self) -> Json:
        """`ping`, which GitHub sends when the App's webhook is set."""
        app = self.state.app
        assert app is not None
        now = render.stamp(app.created_at)
        config = {"content_type": "json", "insecure_ssl": "0", "secret": "********", "url": app.webhook_url}
        hook = {"type": "App", "id": app.id, "name": "web", "active": True, "events": list(app.events), "config": config}
        return {
            "zen": "Keep it logically awesome.",
            "hook_id": app.id,
            "hook": {**hook, "app_id": app.id, "created_at": now, "updated_at": now},
        }

    def _event(self, action: str, repository: Repository, sender: User, **parts: Any) -> Json:
        return {"action": action, **parts, **self._surroundings(repository, sender)}

    def _surroundings(self, repository: Repository, sender: User) -> Json:
        around: Json = {
            "repository": render.repository(repository, self.links),
            "sender": render.user(sender, self.links),
        }
        if repository.owner.type == "Organization":
            around["organization"] = _organization(repository.owner, self.links)
        if (installation := self.state.installation_of(repository)) is not None:
            around["installation"] = {"id": installation.id, "node_id": node_id("Installation", installation.id)}
        return around

    def _issue(self, issue: Issue, repository: Repository) -> Json:
        return render_threads.issue(issue, repository, self.state, self.links)

    def _covered(self, installation: Installation) -> list[Repository]:
        return [r for r in self.state.repositories.values() if self.state.installation_of(r) is installation]

    def _commit(self, repository: Repository, sha: str) -> Json:
        it = repository.git.info(sha)
        files = repository.git.diff(it.parents[0], sha) if it.parents else []

        def person(who: tuple[str, str, str]) -> Json:
            return {"name": who[0], "email": who[1], "username": who[0]}

        return {
            "id": sha,
            "tree_id": it.tree,
            "distinct": True,
            "message": it.message,
            "timestamp": it.committer[2],
            "url": f"{self.links.page(repository)}/commit/{sha}",
            "author": person(it.author),
            "committer": person(it.committer),
            "added": [f.path for f in files if f.status == "added"],
            "removed": [f.path for f in files if f.status == "removed"],
            "modified": [f.path for f in files if f.status not in ("added", "removed")],
        }


def _brief(repository: Repository) -> Json:
    return {
        "id": repository.id,
        "node_id": node_id("Repository", repository.id),
        "name": repository.name,
        "full_name": repository.full_name,
        "private": repository.private,
    }


def _organization(who: User, links: Links) -> Json:
    api = f"{links.api}/orgs/{who.login}"
    return {
        "login": who.login,
        "id": who.id,
        "node_id": node_id("Organization", who.id),
        "url": api,
        "repos_url": f"{api}/repos",
        "events_url": f"{api}/events",
        "hooks_url": f"{api}/hooks",
        "issues_url": f"{api}/issues",
        "members_url": f"{api}/members{{/member}}",
        "public_members_url": f"{api}/public_members{{/member}}",
        "avatar_url": f"{links.web}/avatars/u/{who.id}?v=4",
        "description": "",
    }
