"""`Run.facts`: what a run can say of itself, gathered stage by stage.

| key | meaning |
|---|---|
| files_total, files_reviewed | files in the repository; files whose content was read and understood |
| files_skipped | [{"path", "reason"}] |
| skipped_scope | globs that the run was limited to |
| review | {"<path> × <axis>": key}: what the reviewers are asked |
| models | the tiers in use as text, "" for a static run |
| claims, dropped | number of claims made; {reason: n} |
| seconds | {stage: seconds of work} |
| not_reviewed | [{"stage", "subject", "reason"}]: items that died |
| verdict, findings | of the whole run |
| placements | {fingerprint: where its comment goes on the pull request} |
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.db.models import Run

FROM_PROVE = ("files_total", "files_reviewed", "files_skipped", "review", "models", "looked_at", "claims_at_base")


def merge(run: Run, **values: Any) -> None:
    """Add to the run's facts. The dictionary is replaced, never changed in place: SQLAlchemy sees only the former."""
    run.facts = {**run.facts, **values}


def add_seconds(run: Run, seconds: Mapping[str, float]) -> None:
    """Add work time per stage."""
    known = dict(run.facts.get("seconds", {}))
    for stage, more in seconds.items():
        known[stage] = round(known.get(stage, 0.0) + more, 3)
    merge(run, seconds=known)


def count_drops(run: Run, reasons: Mapping[str, int]) -> None:
    """Count dropped claims by reason."""
    known = dict(run.facts.get("dropped", {}))
    for reason, more in reasons.items():
        known[reason] = known.get(reason, 0) + more
    merge(run, dropped=known)


def looked_at(run: Run) -> Callable[[Mapping[str, Any]], bool]:
    """Whether the run looked at the place of a claim (as JSON) completely, so that its absence means that it is gone.

    A file that no longer exists counts as looked at; a skipped file, a file out of scope or one whose review died does not.
    """
    skipped = {entry["path"] for entry in run.facts.get("files_skipped", [])}
    unanswered = {item["subject"] for item in run.facts.get("not_reviewed", [])}
    axes, paths = run.scope.get("axes") or [], run.scope.get("paths") or []
    reviewed_axes = {"utility"} | ({"correction"} if run.facts.get("models") else set())

    def answer(claim: Mapping[str, Any]) -> bool:
        file, axis = claim["file"], claim["axis"]
        if paths or (axes and axis not in axes) or axis not in reviewed_axes:
            return False
        return file not in skipped and f"{file} × {axis}" not in unanswered

    return answer
