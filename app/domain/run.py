"""Runs and work items: the states they pass through."""

from enum import StrEnum


class RunState(StrEnum):
    """Where a run stands."""

    QUEUED = "queued"
    RUNNING = "running"
    PUBLISHING = "publishing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"

    @property
    def terminal(self) -> bool:
        """Nothing happens to the run any more."""
        return self in _TERMINAL


_TERMINAL = frozenset({RunState.DONE, RunState.FAILED, RunState.CANCELLED, RunState.SUPERSEDED})


class RunKind(StrEnum):
    """What asked for the run, which decides where its findings go."""

    PULL_REQUEST = "pull_request"
    NIGHT = "night"
    LOCAL = "local"


class RunVerdict(StrEnum):
    """One word for the whole run."""

    CLEAN = "CLEAN"
    INCOMPLETE = "INCOMPLETE"
    NEEDS_REFACTOR = "NEEDS_REFACTOR"
    CRITICAL = "CRITICAL"


class Stage(StrEnum):
    """The stages that have work items, in the order that data flows."""

    CHECKOUT = "checkout"
    PROVE = "prove"
    INDEX = "index"
    REVIEW = "review"
    DELIBERATE = "deliberate"
    RECHECK = "recheck"


class ItemState(StrEnum):
    """Where a work item or a publication stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"
    SKIPPED = "skipped"
