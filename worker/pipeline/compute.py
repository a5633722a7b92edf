"""What each stage computes: one method per stage, from the workspace and the models to JSON."""

import hashlib
import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select

from app.db.models import ClaimRow, Run, WorkItem
from app.db.session import Sessions
from app.domain.axis import Axis
from app.domain.evidence import Evidence
from app.domain.finding import Certainty, Claim, Deliberation
from app.domain.run import RunKind, Stage
from app.settings import Settings
from worker.pipeline.engine import Compute
from worker.pipeline.models import Models
from worker.pipeline.workspace import Workspace, Workspaces

SEPARATOR = " × "
"""Between a file and an axis in a review item's subject."""
_EVIDENCE = TypeAdapter[tuple[Evidence, ...]](tuple[Evidence, ...])


class Computer:
    """Computes items on this box."""

    def __init__(self, settings: Settings, sessions: Sessions, workspaces: Workspaces) -> None:
        self._settings, self._sessions, self._workspaces = settings, sessions, workspaces
        self._models = Models(settings, sessions)

    @property
    def table(self) -> dict[Stage, Compute]:
        """The function of each stage."""
        return {
            Stage.CHECKOUT: self.checkout,
            Stage.PROVE: self.prove,
            Stage.REVIEW: self.review,
            Stage.DELIBERATE: self.deliberate,
            Stage.RECHECK: self.recheck,
        }

    def close(self, run_id: str) -> None:
        """Forget a run that is over: its checkout and its connections."""
        self._workspaces.close(run_id)
        self._models.close(run_id)
