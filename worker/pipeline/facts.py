"""`Run.facts`: what a run can say of itself, gathered stage by stage.

| key | meaning |
|---|---|
| files_total, files_reviewed | files in the repository; files whose content was read |
| files_asked | files that the run was limited to, by paths or by what changed |
| files_skipped | [{"path", "reason"}] |
| languages | {language: files that were read}, most first |
| files_understood | how many of those that it was limited to are code of an understood language |
| files_broken | the paths of those that could not be read in full |
| broken_lines | {path: [line]}: where, the first few places |
| review | {"<path> × <axis>": key}: what the reviewers are asked |
| twins_wanted | whether functions are compared by meaning: there is a model to ask, and the axis is wanted |
| twins | {"<path>::<function> × duplication": {"key", "one", "others", "model", "new"}}: what the reviewer compares |
| twins_left | functions with candidates beyond the most questions of a run |
| cards, cards_embedded | functions in the index; how many of them had to be embedded |
| muted | [{"axis", "language", "claims", "looked_at"}]: axes that fell silent for a language, see `policy.is_absurd` |
| models | the tiers in use as text, "" for a static run |
| dirty | the audited folder had changes that are in no commit |
| dropped | {reason: n} of claims that are no findings |
| stages | {stage: seconds of work} |
| mode | static or full |
| claims | how many were made |
| not_reviewed | [{"stage", "subject", "reason"}]: what got no answer |
| notes | what a reader must know to read the rest: an endpoint that could not be reached |
| uncompared | what was not compared by meaning, and why |
| stumbled | how often it could not be planned or concluded |
| failed_publicly | the error is worded for people (a checkout's), not whatever went wrong inside |
| verdict, findings, peak_rss_mb | of the whole run |
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import Run, WorkItem
from app.domain.axis import Axis
from app.domain.run import ItemState, Stage
from worker.checkout import SUBMODULE
from worker.pipeline import scope
from worker.pipeline.errors import MODEL_AWAY, OUR_SIDE

FROM_PROVE = (
    "files_total",
    "files_asked",
    "files_reviewed",
    "files_skipped",
    "files_understood",
    "files_broken",
    "broken_lines",
    "languages",
    "review",
    "twins_wanted",
    "models",
    "mode",
    "muted",
)

FROM_INDEX = ("twins", "twins_left", "cards", "cards_embedded")


def merge(run: Run, **values: Any) -> None:
    """Add to the run's facts. The dictionary is replaced, never changed in place: SQLAlchemy sees only the former."""
    run.facts = {**run.facts, **values}


def add_seconds(run: Run, seconds: Mapping[str, float]) -> None:
    """Add work time per stage."""
    known = dict(run.facts.get("stages", {}))
    for stage, more in seconds.items():
        known[stage] = round(known.get(stage, 0.0) + more, 3)
    merge(run, stages=known)


def count_drops(run: Run, reasons: Mapping[str, int]) -> None:
    """Count dropped claims by reason."""
    known = dict(run.facts.get("dropped", {}))
    for reason, more in reasons.items():
        known[reason] = known.get(reason, 0) + more
    merge(run, dropped=known)


def not_reviewed(session: Session, run: Run, *, public: bool = False) -> list[dict[str, str]]:
    """What was to be judged and was not: items that died, and symbols too large for any model's window.

    With `public`, the reasons are those that people on GitHub may read.
    """
    unanswered = []
    for item in session.scalars(select(WorkItem).where(WorkItem.run_id == run.id).order_by(WorkItem.id)):
        if item.state == ItemState.DEAD:
            reason = item.result.get("public", OUR_SIDE) if public else item.error
            unanswered.append({"stage": item.stage, "subject": item.subject, "reason": reason})
        elif item.stage == Stage.REVIEW:
            for symbol in item.result.get("not_reviewed", []):
                subject = f"{scope.split_subject(item.subject)[0]}: {symbol}"
                unanswered.append({"stage": item.stage, "subject": subject, "reason": "larger than the model's window"})
    return unanswered


def notes(session: Session, run: Run) -> list[str]:
    """One line for each endpoint that could not be asked: which, where it is set, and how much got no answer for it."""
    dead = select(WorkItem).where(WorkItem.run_id == run.id, WorkItem.state == ItemState.DEAD)
    away = Counter(item.error for item in session.scalars(dead) if item.result.get("reason") == MODEL_AWAY)
    return [
        f"{error}. {times} question{' was' if times == 1 else 's were'} not answered; what is proven is reported."
        for error, times in sorted(away.items())
    ]


def uncompared(session: Session, run: Run) -> list[str]:
    """One line for functions whose meaning was not compared: no vectors could be had, or there were too many to ask about."""
    dead = select(WorkItem).where(WorkItem.run_id == run.id, WorkItem.state == ItemState.DEAD, WorkItem.stage == Stage.INDEX)
    unembedded = session.scalar(dead.limit(1))
    said = []
    if unembedded is not None:
        said.append(f"Functions that do the same under other names were not looked for: {unembedded.error}.")
    if left := run.facts.get("twins_left", 0):
        some = "1 function resembles others and was" if left == 1 else f"{left} functions resemble others and were"
        said.append(f"{some} not compared: a run asks about the most alike.")
    return said


def unseen(run: Run) -> list[str]:
    """One line for submodules, whose code may use what the run looked at."""
    away = sum(each["reason"] == SUBMODULE for each in run.facts.get("files_skipped", []))
    if not away:
        return []
    what = "1 submodule was not fetched: what it uses" if away == 1 else f"{away} submodules were not fetched: what they use"
    return [f"{what} of this repository was not seen."]


def looked_at(session: Session, run: Run) -> Callable[[Axis, str], bool]:
    """Whether the run looked at a file along an axis completely, so that a claim's absence means that it is gone."""
    skipped = {entry["path"] for entry in run.facts.get("files_skipped", [])}
    unanswered = {each["subject"] for each in not_reviewed(session, run)}
    asked = run.facts.get("review", {})

    def answer(axis: Axis, file: str) -> bool:
        if file in skipped or not scope.wants(run, axis) or not scope.covers(run, file):
            return False
        if axis is Axis.DUPLICATION and run.facts.get("twins_wanted"):
            # Whether a twin is gone is known once every function was compared, and every question answered.
            return "twins" in run.facts and not run.facts["twins_left"] and unanswered.isdisjoint(run.facts["twins"])
        if axis is not Axis.CORRECTION or not run.facts.get("models"):
            # Nothing is asked of a model: the provers see all there is to see.
            return True
        question = scope.subject(file, axis)
        return question in asked and question not in unanswered

    return answer
