"""What the double knows: plain records that tests and the demo may look at and change.

Ids come from one counter, so that an id never means two things. Times are UTC; `State.now` is the only clock.
"""

import secrets
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from worker.doubles.github.git import BareRepository

Level = Literal["read", "write", "admin"]
Permissions = dict[str, Level]


@dataclass(slots=True)
class User:
    """A person, an organisation or an App's bot."""

    id: int
    login: str
    type: Literal["User", "Organization", "Bot"] = "User"


@dataclass(slots=True)
class App:
    """The GitHub App. `private_key` is PEM; GitHub keeps only the public half, tests need both."""

    id: int
    slug: str
    name: str
    client_id: str
    owner: User
    bot: User
    private_key: str
    public_key: str
    permissions: Permissions
    events: tuple[str, ...]
    webhook_secret: str
    webhook_url: str
    created_at: datetime


@dataclass(slots=True)
class Installation:
    """The App on one account. `repository_ids` is None when it was given all repositories."""

    id: int
    account: User
    permissions: Permissions
    events: tuple[str, ...]
    repository_ids: set[int] | None
    created_at: datetime
    suspended: bool = False


@dataclass(slots=True)
class Token:
    """An installation token with what it may do; `repository_ids` None means all of the installation's."""

    value: str
    installation: Installation
    permissions: Permissions
    repository_ids: set[int] | None
    expires_at: datetime


@dataclass(slots=True)
class Label:
    """A label of a repository."""

    id: int
    name: str
    color: str = "ededed"


@dataclass(slots=True)
class Reaction:
    """One person's reaction to a comment."""

    id: int
    user: User
    content: str
    created_at: datetime


@dataclass(slots=True)
class Comment:
    """A comment on an issue or a pull request's conversation."""

    id: int
    number: int
    """The issue's number."""
    user: User
    body: str
    created_at: datetime
    updated_at: datetime
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(slots=True)
class ReviewComment:
    """A comment on a pull request's diff. `line` is None for a comment on a whole file."""

    id: int
    review_id: int
    user: User
    path: str
    body: str
    commit_id: str
    line: int | None
    side: str
    start_line: int | None
    start_side: str | None
    position: int | None
    diff_hunk: str
    created_at: datetime
    updated_at: datetime
    in_reply_to: int | None = None


@dataclass(slots=True)
class Review:
    """A review of a pull request; its comments are in `Pull.comments`."""

    id: int
    user: User
    body: str
    state: str
    """PENDING, COMMENTED, APPROVED or CHANGES_REQUESTED."""
    commit_id: str
    submitted_at: datetime | None


@dataclass(slots=True)
class Pull:
    """What makes an issue a pull request. Head and base live in the same repository."""

    id: int
    head_ref: str
    base_ref: str
    head_sha: str
    draft: bool = False
    merged: bool = False
    reviews: list[Review] = field(default_factory=list)
    comments: list[ReviewComment] = field(default_factory=list)


@dataclass(slots=True)
class Issue:
    """An issue or, with `pull`, a pull request: GitHub numbers both together."""

    id: int
    number: int
    title: str
    body: str | None
    user: User
    created_at: datetime
    updated_at: datetime
    state: str = "open"
    state_reason: str | None = None
    closed_at: datetime | None = None
    closed_by: User | None = None
    labels: list[Label] = field(default_factory=list)
    assignees: list[User] = field(default_factory=list)
    locked: bool = False
    comments: list[Comment] = field(default_factory=list)
    pull: Pull | None = None


@dataclass(slots=True)
class CheckRun:
    """A check run; `annotations` holds what was kept of all requests, as sent."""

    id: int
    name: str
    head_sha: str
    status: str
    conclusion: str | None
    external_id: str
    details_url: str
    started_at: datetime
    completed_at: datetime | None
    title: str | None = None
    summary: str | None = None
    text: str | None = None
    annotations: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Repository:
    """A repository with its real bare git repository."""

    id: int
    owner: User
    name: str
    git: BareRepository
    private: bool
    created_at: datetime
    default_branch: str = "main"
    archived: bool = False
    has_issues: bool = True
    collaborators: dict[str, str] = field(default_factory=dict)
    """Login → permission: admin, maintain, write, triage or read."""
    issues: dict[int, Issue] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)
    check_runs: dict[int, CheckRun] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        """`owner/name`."""
        return f"{self.owner.login}/{self.name}"

    @property
    def comments(self) -> dict[int, Comment]:
        """All comments on issues and conversations, by id."""
        return {comment.id: comment for issue in self.issues.values() for comment in issue.comments}

    @property
    def review_comments(self) -> dict[int, tuple[Issue, ReviewComment]]:
        """All comments on diffs with their pull request, by id."""
        return {
            comment.id: (issue, comment)
            for issue in self.issues.values()
            if issue.pull is not None
            for comment in issue.pull.comments
        }


@dataclass(slots=True)
class HookDelivery:
    """One attempt to hand a webhook to its receiver. `status_code` 0: nobody answered."""

    id: int
    guid: str
    event: str
    action: str | None
    delivered_at: datetime
    duration: float
    status_code: int
    body: bytes
    url: str
    headers: dict[str, str]
    installation_id: int | None
    repository_id: int | None
    redelivery: bool
    answer: str


@dataclass(slots=True)
class State:
    """Everything, in one place. `skew` moves the clock: tokens expire when it passes them."""

    app: App | None = None
    users: dict[str, User] = field(default_factory=dict)
    installations: dict[int, Installation] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    repositories: dict[int, Repository] = field(default_factory=dict)
    deliveries: list[HookDelivery] = field(default_factory=list)
    lock: threading.Condition = field(default_factory=threading.Condition)
    """Held by whoever reads or changes more than one thing; notified after every request."""
    skew: timedelta = timedelta(0)
    search_lag: timedelta = timedelta(0)
    """How long something new stays unfindable: GitHub's search index is behind, too."""
    _last_id: int = field(default_factory=lambda: 1_000_000 + secrets.randbelow(1_000_000_000))
    """Somewhere else in every double: githubkit keeps tokens by App id for the whole process, across clients."""

    def now(self) -> datetime:
        """The double's time, UTC, whole seconds as GitHub shows them."""
        return (datetime.now(UTC) + self.skew).replace(microsecond=0)

    def next_id(self) -> int:
        """A fresh id."""
        self._last_id += 1
        return self._last_id

    def user(self, login: str, kind: Literal["User", "Organization", "Bot"] = "User") -> User:
        """The user of that login, made on first mention."""
        found = self.users.get(login.lower())
        if found is None:
            found = self.users[login.lower()] = User(self.next_id(), login, kind)
        return found

    def repository(self, owner: str, name: str) -> Repository | None:
        """The repository of that name (GitHub ignores case), or None."""
        wanted = f"{owner}/{name}".lower()
        return next((r for r in self.repositories.values() if r.full_name.lower() == wanted), None)

    def installation_of(self, repository: Repository) -> Installation | None:
        """The installation that covers the repository, or None."""
        for installation in self.installations.values():
            if installation.account is repository.owner and (
                installation.repository_ids is None or repository.id in installation.repository_ids
            ):
                return installation
        return None
