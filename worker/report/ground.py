"""What a report is checked against."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.evidence import Evidence
from worker.report.model import ReportedFinding


@dataclass(frozen=True, slots=True)
class Ground:
    """A folder, and two questions about it."""

    commit: str
    """"" without one."""
    dirty: bool
    """Whether it has changes beyond the commit."""
    check: Callable[[Evidence], str | None]
    """Why a piece of evidence does not hold there today; None when it does."""
    stated: Callable[[ReportedFinding], str | None]
    """Why a finding is not what its evidence is about; None when it is."""
