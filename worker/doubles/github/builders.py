"""Puts things into the double: an App and its installations, repositories, people, pull requests, comments, pushes."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from worker.doubles.github.git import BareRepository, read_folder
from worker.doubles.github.state import App, Comment, Installation, Issue, Label, Permissions, Pull, Repository, State, User

P = ParamSpec("P")
R = TypeVar("R")
Changes = Mapping[str, bytes | str | None]
"""Path → content; None deletes."""

PERMISSIONS: Permissions = {
    "checks": "write",
    "contents": "read",
    "issues": "write",
    "metadata": "read",
    "pull_requests": "write",
}
EVENTS = ("issue_comment", "issues", "pull_request", "push")


def _locked(method: Callable[Concatenate["Builders", P], R]) -> Callable[Concatenate["Builders", P], R]:
    @wraps(method)
    def held(self: "Builders", /, *args: P.args, **kwargs: P.kwargs) -> R:
        with self._state.lock:
            return method(self, *args, **kwargs)

    return held


@cache
def _key_pair() -> tuple[str, str]:
    """A private and its public key, PEM; one for the whole process, because making one is slow."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private.decode(), public.decode()


class Builders:
    """The hands that fill a `State`; git repositories come to lie below `folder`."""

    def __init__(self, state: State, folder: Path) -> None:
        self._state = state
        self._folder = folder

    @_locked
    def create_app(
        self,
        name: str = "Anatoly",
        *,
        owner: str = "octo-org",
        webhook_secret: str = "It's a Secret to Everybody",  # noqa: S107 - GitHub's own published example
        webhook_url: str = "",
        permissions: Permissions | None = None,
    ) -> App:
        """Register the App, with a private key as GitHub makes one."""
        private, public = _key_pair()
        slug = name.lower().replace(" ", "-")
        number = self._state.next_id()
        self._state.app = App(
            id=number,
            slug=slug,
            name=name,
            client_id=f"Iv23li{number:014d}",
            owner=self._state.user(owner, "Organization"),
            bot=self._state.user(f"{slug}[bot]", "Bot"),
            private_key=private,
            public_key=public,
            permissions=dict(PERMISSIONS if permissions is None else permissions),
            events=EVENTS,
            webhook_secret=webhook_secret,
            webhook_url=webhook_url,
            created_at=self._state.now(),
        )
        return self._state.app

    @_locked
    def install(
        self, owner: str, *, repositories: Iterable[Repository] | None = None, permissions: Permissions | None = None
    ) -> Installation:
        """Install the App on an account: on all its repositories, or on the given ones."""
        app = self._state.app
        assert app is not None, "create_app comes first"
        made = Installation(
            id=self._state.next_id(),
            account=self._state.user(owner, "Organization"),
            permissions=dict(app.permissions if permissions is None else permissions),
            events=app.events,
            repository_ids=None if repositories is None else {r.id for r in repositories},
            created_at=self._state.now(),
        )
        self._state.installations[made.id] = made
        return made

    @_locked
    def uninstall(self, installation: Installation) -> None:
        """Take the App off an account: its tokens are worth nothing from then on."""
        del self._state.installations[installation.id]

    @_locked
    def add_repository(
        self,
        owner: str,
        name: str,
        source: Path | Changes | None = None,
        *,
        private: bool = False,
        default_branch: str = "main",
        collaborators: Mapping[str, str] | None = None,
    ) -> Repository:
        """Make a repository whose first commit holds a folder's files, or the given ones."""
        number = self._state.next_id()
        git = BareRepository.create(self._folder / f"{number}.git", default_branch)
        made = Repository(
            id=number,
            owner=self._state.user(owner, "Organization"),
            name=name,
            git=git,
            private=private,
            created_at=self._state.now(),
            default_branch=default_branch,
        )
        self._state.repositories[number] = made
        for login, permission in (collaborators or {}).items():
            self.add_collaborator(made, login, permission)
        files = read_folder(source) if isinstance(source, Path) else dict(source or {"README.md": f"# {name}\n"})
        git.commit(default_branch, files, "Initial commit", owner, made.created_at)
        return made

    @_locked
    def add_collaborator(self, repository: Repository, login: str, permission: str) -> User:
        """Give a person `read`, `triage`, `write`, `maintain` or `admin`."""
        repository.collaborators[login.lower()] = permission
        return self._state.user(login)

    @_locked
    def push(
        self, repository: Repository, changes: Changes, *, branch: str = "", message: str = "Change files", by: str = "octocat"
    ) -> str:
        """Commit to a branch (the default one, or a new one off it) and return the commit; pull requests follow."""
        branch = branch or repository.default_branch
        author = self._state.user(by)
        sha = repository.git.commit(
            branch, changes, message, author.login, self._state.now(), parent=f"refs/heads/{repository.default_branch}"
        )
        self.follow(repository)
        return sha

    @_locked
    def follow(self, repository: Repository) -> None:
        """Move the heads of open pull requests to where their branches are."""
        branches = repository.git.branches()
        for issue in repository.issues.values():
            head = branches.get(issue.pull.head_ref) if issue.pull else None
            if issue.pull is not None and issue.state == "open" and head not in (None, issue.pull.head_sha):
                issue.pull.head_sha, issue.updated_at = str(head), self._state.now()
                repository.git.set_ref(f"refs/pull/{issue.number}/head", issue.pull.head_sha)

    @_locked
    def open_pull_request(
        self,
        repository: Repository,
        changes: Changes | None = None,
        *,
        branch: str = "feature",
        base: str = "",
        title: str = "A change",
        body: str | None = None,
        by: str = "octocat",
        draft: bool = False,
    ) -> Issue:
        """Open a pull request from a branch of the repository, made with `changes` when it does not exist."""
        if changes is not None:
            self.push(repository, changes, branch=branch, message=title, by=by)
        sha = repository.git.resolve(f"refs/heads/{branch}")
        assert sha is not None, f"{repository.full_name} has no branch {branch}"
        issue = self.open_issue(repository, title=title, body=body, by=by)
        issue.pull = Pull(self._state.next_id(), branch, base or repository.default_branch, sha, draft)
        repository.git.set_ref(f"refs/pull/{issue.number}/head", sha)
        return issue

    @_locked
    def open_issue(
        self,
        repository: Repository,
        *,
        title: str = "Something is off",
        body: str | None = None,
        by: str = "octocat",
        labels: Iterable[str] = (),
    ) -> Issue:
        """Open an issue as a person."""
        now = self._state.now()
        number = max(repository.issues, default=0) + 1
        made = Issue(self._state.next_id(), number, title, body, self._state.user(by), now, now)
        for name in labels:
            made.labels.append(repository.labels.setdefault(name.lower(), Label(self._state.next_id(), name)))
        repository.issues[number] = made
        return made

    @_locked
    def comment(self, repository: Repository, number: int, body: str, *, by: str = "octocat") -> Comment:
        """Comment as a person on an issue or a pull request."""
        now = self._state.now()
        made = Comment(self._state.next_id(), number, self._state.user(by), body, now, now)
        repository.issues[number].comments.append(made)
        return made

    @_locked
    def close(
        self, repository: Repository, number: int, *, reason: str = "completed", merged: bool = False, by: str = "octocat"
    ) -> Issue:
        """Close an issue as a person (`completed` or `not_planned`), or a pull request, merged or not."""
        issue, now = repository.issues[number], self._state.now()
        issue.state, issue.closed_at, issue.updated_at, issue.closed_by = "closed", now, now, self._state.user(by)
        if issue.pull is None:
            issue.state_reason = reason
        else:
            issue.pull.merged = merged
            if merged:
                repository.git.set_ref(f"refs/heads/{issue.pull.base_ref}", issue.pull.head_sha)
        return issue
