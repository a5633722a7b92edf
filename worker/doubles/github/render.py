"""Users, Apps, repositories and commits the way GitHub's REST API writes them."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from worker.doubles.github.state import App, Installation, Label, Repository, State, User

Json = dict[str, Any]


def stamp(moment: datetime | None) -> str | None:
    """A time as GitHub writes it: `2026-01-31T12:00:00Z`."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def node_id(kind: str, number: int) -> str:
    """An opaque id as GraphQL has it."""
    return base64.b64encode(f"{kind}:{number}".encode()).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Links:
    """Where the double is reached: the REST API's root and the web's, without a trailing slash."""

    api: str
    web: str

    def repo(self, repository: Repository) -> str:
        """The API's address of a repository."""
        return f"{self.api}/repos/{repository.full_name}"

    def page(self, repository: Repository) -> str:
        """The web's address of a repository."""
        return f"{self.web}/{repository.full_name}"


def user(who: User, links: Links) -> Json:
    """`simple-user`."""
    api = f"{links.api}/users/{who.login}"
    page = f"{links.web}/apps/{who.login.removesuffix('[bot]')}" if who.type == "Bot" else f"{links.web}/{who.login}"
    return {
        "login": who.login,
        "id": who.id,
        "node_id": node_id(who.type, who.id),
        "avatar_url": f"{links.web}/avatars/u/{who.id}?v=4",
        "gravatar_id": "",
        "url": api,
        "html_url": page,
        "followers_url": f"{api}/followers",
        "following_url": f"{api}/following{{/other_user}}",
        "gists_url": f"{api}/gists{{/gist_id}}",
        "starred_url": f"{api}/starred{{/owner}}{{/repo}}",
        "subscriptions_url": f"{api}/subscriptions",
        "organizations_url": f"{api}/orgs",
        "repos_url": f"{api}/repos",
        "events_url": f"{api}/events{{/privacy}}",
        "received_events_url": f"{api}/received_events",
        "type": who.type,
        "user_view_type": "public",
        "site_admin": False,
    }


def app(it: App, links: Links, *, installations: int | None = None) -> Json:
    """`integration`; the count of installations only in the App's own view of itself."""
    shown = {
        "id": it.id,
        "client_id": it.client_id,
        "slug": it.slug,
        "node_id": node_id("Integration", it.id),
        "owner": user(it.owner, links),
        "name": it.name,
        "description": "",
        "external_url": links.web,
        "html_url": f"{links.web}/apps/{it.slug}",
        "created_at": stamp(it.created_at),
        "updated_at": stamp(it.created_at),
        "permissions": dict(it.permissions),
        "events": list(it.events),
    }
    return shown if installations is None else {**shown, "installations_count": installations}


def installation(it: Installation, state: State, links: Links) -> Json:
    """`installation`."""
    assert state.app is not None
    return {
        "id": it.id,
        "client_id": state.app.client_id,
        "account": user(it.account, links),
        "repository_selection": "all" if it.repository_ids is None else "selected",
        "access_tokens_url": f"{links.api}/app/installations/{it.id}/access_tokens",
        "repositories_url": f"{links.api}/installation/repositories",
        "html_url": f"{links.web}/settings/installations/{it.id}",
        "app_id": state.app.id,
        "app_slug": state.app.slug,
        "target_id": it.account.id,
        "target_type": it.account.type,
        "permissions": dict(it.permissions),
        "events": list(it.events),
        "created_at": stamp(it.created_at),
        "updated_at": stamp(it.created_at),
        "single_file_name": None,
        "has_multiple_single_files": False,
        "single_file_paths": [],
        "suspended_by": user(it.account, links) if it.suspended else None,
        "suspended_at": stamp(it.created_at) if it.suspended else None,
    }


_TEMPLATES = {
    "archive_url": "/{archive_format}{/ref}",
    "assignees_url": "/assignees{/user}",
    "blobs_url": "/git/blobs{/sha}",
    "branches_url": "/branches{/branch}",
    "collaborators_url": "/collaborators{/collaborator}",
    "comments_url": "/comments{/number}",
    "commits_url": "/commits{/sha}",
    "compare_url": "/compare/{base}...{head}",
    "contents_url": "/contents/{+path}",
    "contributors_url": "/contributors",
    "deployments_url": "/deployments",
    "downloads_url": "/downloads",
    "events_url": "/events",
    "forks_url": "/forks",
    "git_commits_url": "/git/commits{/sha}",
    "git_refs_url": "/git/refs{/sha}",
    "git_tags_url": "/git/tags{/sha}",
    "hooks_url": "/hooks",
    "issue_comment_url": "/issues/comments{/number}",
    "issue_events_url": "/issues/events{/number}",
    "issues_url": "/issues{/number}",
    "keys_url": "/keys{/key_id}",
    "labels_url": "/labels{/name}",
    "languages_url": "/languages",
    "merges_url": "/merges",
    "milestones_url": "/milestones{/number}",
    "notifications_url": "/notifications{?since,all,participating}",
    "pulls_url": "/pulls{/number}",
    "releases_url": "/releases{/id}",
    "stargazers_url": "/stargazers",
    "statuses_url": "/statuses/{sha}",
    "subscribers_url": "/subscribers",
    "subscription_url": "/subscription",
    "tags_url": "/tags",
    "teams_url": "/teams",
    "trees_url": "/git/trees{/sha}",
}


def repository(it: Repository, links: Links) -> Json:
    """`repository`, as in lists and webhooks."""
    api, page = links.repo(it), links.page(it)
    opened = sum(issue.state == "open" for issue in it.issues.values())
    created = stamp(it.created_at)
    return {
        "id": it.id,
        "node_id": node_id("Repository", it.id),
        "name": it.name,
        "full_name": it.full_name,
        "private": it.private,
        "owner": user(it.owner, links),
        "html_url": page,
        "description": None,
        "fork": False,
        "url": api,
        **{name: api + tail for name, tail in _TEMPLATES.items()},
        "created_at": created,
        "updated_at": created,
        "pushed_at": created,
        "git_url": f"{page.replace('http', 'git', 1)}.git",
        "ssh_url": f"git@github.com:{it.full_name}.git",
        "clone_url": f"{page}.git",
        "svn_url": page,
        "mirror_url": None,
        "homepage": None,
        "language": None,
        "license": None,
        "size": 0,
        "stargazers_count": 0,
        "watchers_count": 0,
        "forks_count": 0,
        "open_issues_count": opened,
        "forks": 0,
        "watchers": 0,
        "open_issues": opened,
        "has_issues": it.has_issues,
        "has_projects": True,
        "has_downloads": True,
        "has_wiki": True,
        "has_pages": False,
        "has_discussions": False,
        "archived": it.archived,
        "disabled": False,
        "allow_forking": True,
        "is_template": False,
        "web_commit_signoff_required": False,
        "topics": [],
        "custom_properties": {},
        "visibility": "private" if it.private else "public",
        "default_branch": it.default_branch,
    }


def full_repository(it: Repository, links: Links) -> Json:
    """`full-repository`, as one repository is answered."""
    return {**repository(it, links), "network_count": 0, "subscribers_count": 0, "temp_clone_token": None}


def label(it: Label, repo: Repository, links: Links) -> Json:
    """`label`."""
    return {
        "id": it.id,
        "node_id": node_id("Label", it.id),
        "url": f"{links.repo(repo)}/labels/{it.name}",
        "name": it.name,
        "color": it.color,
        "default": False,
        "description": "",
    }


def commit(repo: Repository, sha: str, links: Links) -> Json:
    """`commit`, without its files."""
    it = repo.git.info(sha)
    api = links.repo(repo)

    def git_user(who: tuple[str, str, str]) -> Json:
        return {"name": who[0], "email": who[1], "date": who[2]}

    return {
        "sha": it.sha,
        "node_id": node_id(f"Commit:{it.sha}", repo.id),
        "commit": {
            "author": git_user(it.author),
            "committer": git_user(it.committer),
            "message": it.message,
            "tree": {"sha": it.tree, "url": f"{api}/git/trees/{it.tree}"},
            "url": f"{api}/git/commits/{it.sha}",
            "comment_count": 0,
            "verification": {"verified": False, "reason": "unsigned", "signature": None, "payload": None, "verified_at": None},
        },
        "url": f"{api}/commits/{it.sha}",
        "html_url": f"{links.page(repo)}/commit/{it.sha}",
        "comments_url": f"{api}/commits/{it.sha}/comments",
        "author": None,
        "committer": None,
        "parents": [{"sha": p, "url": f"{api}/commits/{p}", "html_url": f"{links.page(repo)}/commit/{p}"} for p in it.parents],
    }


def permissions_text(needed: tuple[str, ...], level: str) -> str:
    """The value of `X-Accepted-GitHub-Permissions`: alternatives by semicolon."""
    return "; ".join(f"{name}={level}" for name in needed)
