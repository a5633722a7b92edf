"""What the command line hands to the audit engine, and how the engine says how far it is."""

from dataclasses import dataclass
from typing import Protocol

from app.domain.axis import Axis


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """What to audit, and how much of it. Empty and None mean "no limit of my own": the settings decide."""

    ref: str | None = None
    """Branch, tag or commit; None: a folder as it lies there, a URL's default branch."""
    axes: tuple[Axis, ...] = ()
    """Only these axes; empty: all."""
    paths: tuple[str, ...] = ()
    """Globs, relative to the repository's root; findings outside of them are not asked for."""
    exclude: tuple[str, ...] = ()
    """Globs, as in `.gitignore`; findings in what they match are not asked for. It still counts as use of what it uses."""
    static: bool = False
    """Ask no model even where one is configured."""
    diff_base: str | None = None
    """Only files that changed since this commit, branch or tag."""
    budget_usd: float | None = None
    max_minutes: float | None = None


class Progress(Protocol):
    """Told by the engine, shown by whoever watches. Calls come from one thread and must be cheap."""

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins. `total`: how many steps of `advance` it takes, None when nobody knows."""

    def advance(self, n: int = 1, *, findings: int | None = None, usd: float | None = None) -> None:
        """`n` more steps are done. `findings` and `usd` (dollars) are totals of the whole run so far, not additions."""

    def note(self, text: str) -> None:
        """Something a person should know now, one line: "no model is configured: static proofs only"."""
