"""The few fields of GitHub's webhooks that we read, and nothing else: tolerant of what is added, strict on what is used.

https://docs.github.com/en/webhooks/webhook-events-and-payloads
"""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.webhooks.body import storable

GitHubId = Annotated[int, Field(ge=1, le=2**63 - 1, strict=True)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1, strict=True)]
Text = Annotated[str, AfterValidator(storable)]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(storable)]
Sha = Annotated[str, Field(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]


class _Payload(BaseModel):
    model_config = ConfigDict(frozen=True)


class User(_Payload):
    """A person, a bot or an organisation."""

    id: GitHubId
    login: Name
    type: Text = "User"

    @property
    def human(self) -> bool:
        """Only people command the App: not bots, and so not the App itself."""
        return self.type == "User" and not self.login.endswith("[bot]")


class InstallationRef(_Payload):
    """The installation that a delivery belongs to. Missing when a hook is not the App's."""

    id: GitHubId


class Repository(_Payload):
    """The repository that something happened in."""

    id: GitHubId
    name: Name
    owner: User
    default_branch: Annotated[str, Field(min_length=1, max_length=255), AfterValidator(storable)] = "main"
    private: bool = True


class BriefRepository(_Payload):
    """A repository as `installation` events list it: no owner object, no default branch."""

    id: GitHubId
    full_name: Annotated[str, Field(max_length=400), AfterValidator(storable)]
    private: bool = True


class Event(_Payload):
    """What events of a repository have in common."""

    action: Text = ""
    installation: InstallationRef | None = None
    repository: Repository
    sender: User


class Comment(_Payload):
    """A comment on an issue or a pull request. `updated_at` is kept as GitHub writes it."""

    id: GitHubId
    body: Text | None = None
    user: User | None = None
    updated_at: Annotated[str, Field(max_length=40), AfterValidator(storable)]


class PullRequestMark(_Payload):
    """Present on an issue that is a pull request."""


class Issue(_Payload):
    """An issue, or a pull request as an issue. `state_reason` of a closed one: completed, not_planned, duplicate."""

    number: Number
    state: Text = "open"
    state_reason: Text | None = None
    user: User | None = None
    pull_request: PullRequestMark | None = None


class ChangedBody(_Payload):
    """The body before an edit."""

    before: Annotated[str, Field(alias="from"), AfterValidator(storable)] = ""


class Changes(_Payload):
    """What an edit changed."""

    body: ChangedBody | None = None


class IssueCommentEvent(Event):
    """`issue_comment`: created, edited, deleted."""

    comment: Comment
    issue: Issue
    changes: Changes | None = None


class IssuesEvent(Event):
    """`issues`, all actions."""

    issue: Issue


class Head(_Payload):
    """One side of a pull request."""

    sha: Sha


class PullRequest(_Payload):
    """A pull request, as webhooks and `GET /repos/…/pulls/N` give it."""

    number: Number
    head: Head
    base: Head
    state: Text = "open"


class PullRequestEvent(Event):
    """`pull_request`, all actions."""

    pull_request: PullRequest


class Account(_Payload):
    """Who installed the App. Enterprises have a slug instead of a login."""

    login: Annotated[str, Field(max_length=200), AfterValidator(storable)] = ""
    slug: Annotated[str, Field(max_length=200), AfterValidator(storable)] = ""


class FullInstallation(InstallationRef):
    """An installation with its account, which is a user, an organisation or an enterprise."""

    account: Account


class InstallationEvent(_Payload):
    """`installation`: created, deleted, suspend, unsuspend, new_permissions_accepted."""

    action: Text = ""
    installation: FullInstallation
    repositories: tuple[BriefRepository, ...] = ()


class InstallationRepositoriesEvent(_Payload):
    """`installation_repositories`: added, removed."""

    action: Text = ""
    installation: FullInstallation
    repositories_added: tuple[BriefRepository, ...] = ()
    repositories_removed: tuple[BriefRepository, ...] = ()
