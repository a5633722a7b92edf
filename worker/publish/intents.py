"""What is to be written to GitHub, as values: each becomes one `publications` row and one mutation, in order."""

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from worker.publish.markers import Marker


class _Payload(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReviewComment(_Payload):
    """One comment of a review, on `line` (and from `start_line`) of the new side."""

    path: str
    line: int = Field(ge=1)
    start_line: int | None = Field(None, ge=1)
    body: str
    fingerprint: str


class Review(_Payload):
    """A review that comments; it never approves or requests changes."""

    pull_number: int
    commit: str
    body: str
    comments: tuple[ReviewComment, ...]
    refused: tuple[str, ...] = ()
    """Fingerprints of comments that GitHub refused: their text stands in `body`."""


class Comment(_Payload):
    """A comment on an issue or a pull request. The kind `summary` has the same shape, and is edited in place."""

    number: int
    body: str
    only_if: Literal["open", "closed"] | None = None
    """Written only while the issue is in this state: who closed or opened it said so already."""


class Reply(_Payload):
    """An answer to a command: `app` names the words, `comments.replies` has them."""

    number: int
    comment_id: int
    template: str
    values: dict[str, Any]


class Issue(_Payload):
    """A new issue for one finding."""

    title: str
    body: str
    labels: tuple[str, ...]


class IssueState(_Payload):
    """An issue is closed or opened again."""

    number: int
    state: Literal["open", "closed"]
    reason: Literal["completed", "reopened"]


class CheckRun(_Payload):
    """A finished check of a commit. `external_id` finds it again."""

    commit: str
    external_id: str
    name: str
    conclusion: Literal["success", "neutral", "failure"]
    title: str
    summary: str
    annotations: tuple[dict[str, str | int], ...]
    details_url: str


class Reaction(_Payload):
    """A reaction to a comment of an issue or a pull request."""

    comment_id: int
    content: Literal["eyes", "rocket", "confused"]


Payload = Review | Comment | Reply | Issue | IssueState | CheckRun | Reaction

PAYLOADS: dict[str, type[Payload]] = {
    "review": Review,
    "summary": Comment,
    "comment": Comment,
    "reply": Reply,
    "issue": Issue,
    "issue_state": IssueState,
    "check_run": CheckRun,
    "reaction": Reaction,
}
"""By `publications.kind`."""


Assumed = Literal["", "new", "open", "fixed"]


@dataclass(frozen=True, slots=True)
class Intent:
    """One publication to be. `marker` is None for what has no body of ours."""

    kind: str
    dedupe_key: str
    payload: Payload
    marker: Marker | None = None
    finding: str = ""
    """Fingerprint of the finding of the default branch that it is about."""
    assumes: Assumed = ""
    """What the plan took that finding for; where it is something else once the run ends, nothing is written."""
