"""What pages and the JSON API show of a run: read from the tables once, in one shape for both."""

from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from app.db.models import ClaimRow, Run
from app.domain.finding import Claim, Deliberation


class View(BaseModel):
    """Base of everything that is shown."""

    model_config = ConfigDict(frozen=True)


class RunSummary(View):
    """One line of a list of runs."""

    id: str
    state: str
    stage: str
    kind: str
    source: str = Field(description="owner/name, or what was given on the command line")
    pull_number: int | None
    commit: str
    requested_by: str
    error: str = Field(description="one line, when the run failed")
    verdict: str = Field(description="CLEAN, INCOMPLETE, NEEDS_REFACTOR or CRITICAL; empty before the end")
    findings: int
    usd: float = Field(description="dollars spent on models")
    created_at: AwareDatetime
    started_at: AwareDatetime | None
    finished_at: AwareDatetime | None

    @property
    def seconds(self) -> float | None:
        """From start to end, None while one of them is missing."""
        if self.started_at is None or self.finished_at is None:
            return None
        return (self.finished_at - self.started_at).total_seconds()


class RunList(View):
    """Runs, newest first."""

    runs: list[RunSummary]
    older: str | None = Field(description="pass as `before` for the next page; null at the end")


class Skipped(View):
    """A file that was not looked at, and why."""

    path: str
    reason: str


class MutedAxis(View):
    """An axis that says nothing about a language in this run."""

    axis: str
    language: str
    claims: int
    looked_at: int


class Facts(View):
    """What a run says of itself in `runs.facts`. Whatever is missing counts as nothing."""

    mode: str = ""
    verdict: str = ""
    files_total: int = 0
    files_reviewed: int = 0
    files_skipped: list[Skipped] = []
    files_broken: list[str] = Field([], description="not read in full: nothing is said of the file as a whole")
    notes: list[str] = Field([], description="what a reader must know to read the rest")
    uncompared: list[str] = Field([], description="functions whose meaning was not compared, and why")
    claims: int = 0
    dropped: dict[str, int] = {}
    muted: list[MutedAxis] = Field(
        [], description="axes that fell silent for a language: their claims were too many to be right"
    )
    stages: dict[str, float] = Field({}, description="seconds by stage")

    @classmethod
    def of(cls, stored: dict[str, Any]) -> "Facts":
        """Read field by field: one that is not what it should be does not hide the others."""
        good = {}
        for name in cls.model_fields:
            if name in stored:
                try:
                    good[name] = getattr(cls.model_validate({name: stored[name]}), name)
                except ValidationError:
                    continue
        return cls(**good)


class FindingView(View):
    """A finding of a run."""

    id: str
    run_id: str
    claim: Claim
    deliberation: Deliberation | None
    link: str = Field(description="where the lines are at GitHub; empty for a local run")


class Dropped(View):
    """A claim that was not published, and why."""

    reason: str
    axis: str
    title: str
    file: str
    line_start: int


class Unfinished(View):
    """A work item that was given up or left out: what nobody looked at."""

    stage: str
    subject: str
    state: str
    error: str


class TierCost(View):
    """What one model of one tier was asked and what it cost."""

    tier: str
    model: str
    calls: int
    failed: int
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    usd: float
    seconds: float


class StageProgress(View):
    """How many of a stage's work items are through."""

    stage: str
    total: int
    ended: int


class Written(View):
    """One thing written to GitHub, or about to be."""

    kind: str
    state: str
    url: str
    error: str


class RunDetail(RunSummary):
    """Everything about one run."""

    base_commit: str
    scope: dict[str, Any]
    facts: Facts
    progress: list[StageProgress]
    found: list[FindingView]
    dropped: list[Dropped]
    unfinished: list[Unfinished]
    unreadable: int = Field(description="stored claims that this version cannot read")
    tiers: list[TierCost]
    publications: list[Written]

    @property
    def under_way(self) -> bool:
        """Whether the page should look again by itself."""
        return self.finished_at is None


def summary(run: Run, findings: int, usd: float) -> dict[str, Any]:
    """The fields of a `RunSummary`."""
    return {
        "id": run.id,
        "state": run.state,
        "stage": run.stage,
        "kind": run.kind,
        "source": run.source,
        "pull_number": run.pull_number,
        "commit": run.commit,
        "requested_by": run.requested_by,
        "error": run.error,
        "verdict": Facts.of(run.facts).verdict,
        "findings": findings,
        "usd": usd,
        "created_at": run.created_at,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
    }


def read_claim(row: ClaimRow) -> Claim | None:
    """The stored claim, or None when an older version stored something that no longer is one."""
    try:
        return Claim.model_validate(row.body)
    except ValidationError:
        return None


def read_deliberation(row: ClaimRow) -> Deliberation | None:
    """How the claim survived, as far as it is readable."""
    try:
        return Deliberation.model_validate(row.deliberation) if row.deliberation else None
    except ValidationError:
        return None
