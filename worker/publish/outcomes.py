"""A publication that is about to be sent, and what can become of the attempt."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from worker.publish.intents import Payload


@dataclass(frozen=True, slots=True)
class Claimed:
    """A publication as it was when its lease was taken; the fields are those of the row."""

    id: int
    kind: str
    installation_id: int
    repository_id: int
    run_id: str | None
    payload: dict[str, Any]
    marker: str
    attempt: int
    github_id: int | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """It is on GitHub. For an issue, `github_id` is its number."""

    github_id: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Later:
    """GitHub's limits: nothing of this installation for so many seconds. The attempt does not count."""

    seconds: float
    reason: str
    grows: bool = False
    """GitHub named no time: the longer it goes on, the longer we wait."""


@dataclass(frozen=True, slots=True)
class Again:
    """It may or may not have happened, or it must be sent differently: another attempt, which looks for the marker first."""

    reason: str
    payload: Payload | None = None
    """What to send instead, at once."""
    forget: bool = False
    """What GitHub's id pointed to is gone: make a new one, at once."""


@dataclass(frozen=True, slots=True)
class Dead:
    """It will never work; `reason` is one line for people. `status` is GitHub's, 0 where GitHub had no part in it."""

    reason: str
    status: int = 0


@dataclass(frozen=True, slots=True)
class Needless:
    """What it would say is so already: nothing was written."""

    reason: str


class LeaseGoneError(Exception):
    """The publication is somebody else's by now: nothing more may be written for it."""


Outcome = Sent | Later | Again | Dead | Needless
