"""findings.json: what a finished run says, as data. Every other report is made from it and can be made again.

Adding a field is free; renaming or removing one is not: `schema_version` counts those.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, ValidationError

from app.domain.axis import Axis, Severity, Verdict
from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.finding import Deliberation, Finding, Related, Suggestion
from app.domain.mistakes import in_words
from app.domain.policy import is_complete, publishing_order, run_verdict
from app.domain.run import RunVerdict

SCHEMA_VERSION = 1


def _printable(value: object) -> object:
    # Git paths are bytes; Python carries what is not UTF-8 as lone surrogates, which no JSON text can hold.
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_printable)]
"""Text from outside: what is no Unicode in it is shown as `\\udc80`."""


class _Part(BaseModel):
    # Later versions may add fields; an older reader passes over them.
    model_config = ConfigDict(frozen=True, extra="ignore")


class SkippedFile(_Part):
    """A file that was not looked at, and why."""

    path: Text
    reason: Text


class NotReviewed(_Part):
    """A question that got no answer: a work item that died, or was not asked when a limit was reached."""

    stage: str
    subject: Text
    """What of the stage: `path × axis`, or a claim's fingerprint."""
    reason: Text


class TierUse(_Part):
    """What a run asked of one tier."""

    calls: int = Field(0, ge=0)
    input_tokens: int = Field(0, ge=0)
    cached_tokens: int = Field(0, ge=0)
    output_tokens: int = Field(0, ge=0)
    usd: float = Field(0.0, ge=0)
    seconds: float = Field(0.0, ge=0)


class LanguageRow(_Part):
    """A language of the repository and what this version offers for it."""

    language: str
    files: int = Field(ge=0)
    axes: dict[Axis, Literal["proven", "reviewed", "proven and reviewed", "not offered"]]
    """Proven without a model, reviewed by one, both, or silent."""
    caveat: str = ""
    """How far that goes, where it needs saying."""


class RunFacts(_Part):
    """What a run knows of itself when it ends."""

    id: str
    source: Text
    """`owner/name`, or the folder or URL as given, without credentials."""
    commit: str
    """Full hash; "" for a folder that is no git repository."""
    dirty: bool = False
    """The folder had changes that are in no commit."""
    started_at: AwareDatetime
    finished_at: AwareDatetime
    mode: Literal["static", "full"]
    axes: tuple[Axis, ...] = ()
    """The axes that were looked along; empty in reports that do not say."""
    scope: Text = ""
    """What the run was limited to, in words; "" when it looked at everything."""
    files_total: int = Field(ge=0)
    files_asked: int | None = None
    """How many files it was limited to."""
    files_reviewed: int = Field(ge=0)
    files_skipped: tuple[SkippedFile, ...] = ()
    languages: tuple[LanguageRow, ...] = ()
    """The capability table, as far as it is about this repository: most files first."""
    files_understood: int | None = None
    """How many of those that it was limited to are code in an understood language; None in reports that do not say."""
    files_broken: tuple[Text, ...] = ()
    """Paths of those that could not be read in full: nothing is said of such a file as a whole."""
    broken_lines: dict[Text, tuple[int, ...]] = Field(default_factory=dict)
    """Where, by path: the first lines of what could not be read, the first few of them."""
    not_reviewed: tuple[NotReviewed, ...] = ()
    """What was read but could not be judged."""
    claims: int = Field(0, ge=0)
    """How many claims were made; those that are no findings are in `dropped`."""
    dropped: dict[str, int] = Field(default_factory=dict)
    """Claims that did not survive, counted by reason."""
    tiers: dict[str, TierUse] = Field(default_factory=dict)
    stages: dict[str, float] = Field(default_factory=dict)
    """Seconds, in the order in which the stages ran."""
    peak_rss_mb: float = Field(0.0, ge=0)
    notes: tuple[Text, ...] = ()
    """What a reader must know to read the rest: "no model is configured", "budget reached: 12 files not looked at"."""

    @property
    def usd(self) -> float:
        """Dollars spent on models."""
        return sum(tier.usd for tier in self.tiers.values())

    @property
    def seconds(self) -> float:
        """From start to end."""
        return max(0.0, (self.finished_at - self.started_at).total_seconds())

    @property
    def complete(self) -> bool:
        """Whether it looked at everything that it was asked about, so that finding nothing means something."""
        return is_complete(self.files_understood, len(self.not_reviewed), asked=self.files_asked, broken=len(self.files_broken))


class RunSummary(RunFacts):
    """The run's facts and its verdict."""

    verdict: RunVerdict


class ReportedFinding(_Part):
    """One finding, flat: one row per defect. `id` is its fingerprint, the same for every run that finds it."""

    id: str
    axis: Axis
    rule: str
    verdict: Verdict
    severity: Severity
    confidence: float = Field(ge=0, le=1)
    file: str
    symbol: str | None
    line_start: int = Field(ge=1)
    line_end: int = Field(ge=1)
    title: str
    message: str
    suggestion: Suggestion | None
    evidence: tuple[Evidence, ...]
    related: tuple[Related, ...] = ()
    deliberation: Deliberation | None

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """Flatten a finding."""
        shared = finding.claim.model_dump(include=set(cls.model_fields))
        deliberation = finding.deliberation.model_dump() if finding.deliberation else None
        return cls.model_validate({"id": finding.id, "deliberation": deliberation, **shared})


class Report(_Part):
    """A whole findings.json."""

    schema_version: Literal[1] = 1
    run: RunSummary
    findings: tuple[ReportedFinding, ...]

    def to_json(self) -> str:
        """Return the text of findings.json: the same report is always the same text."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a findings.json; raise `UserError` with one line that names the file, the place in it and what is wrong."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise UserError(f"cannot read {path}: {error.strerror or error}") from error
        except UnicodeDecodeError as error:
            raise UserError(f"{path} is not UTF-8 text: byte {error.start}") from error
        except (json.JSONDecodeError, RecursionError) as error:
            where = f"line {error.lineno}, {error.msg}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"
            raise UserError(f"{path} is not JSON: {where}") from error
        version = data.get("schema_version") if isinstance(data, dict) else None
        if version is None:
            raise UserError(f"{path} is no findings.json: it has no schema_version")
        if version != SCHEMA_VERSION:
            raise UserError(f"{path} has schema_version {version!r:.40}; this Anatoly reads {SCHEMA_VERSION}")
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
            raise UserError(f"{path} is no valid findings.json: {where} {in_words(first)}{more}") from error


def build(facts: Mapping[str, Any], findings: Iterable[Finding]) -> Report:
    """Return the report of a run.

    `facts` has the fields of `RunFacts`; the verdict is the policy's and the order of the findings is the publishing order.
    Raises `pydantic.ValidationError` when facts are missing: that is our mistake, not the user's.
    """
    ordered = sorted(findings, key=publishing_order)
    known = RunFacts.model_validate(facts)
    run = RunSummary.model_validate({**facts, "verdict": run_verdict(ordered, complete=known.complete)})
    run = run.model_copy(update={"dropped": dict(sorted(run.dropped.items())), "tiers": dict(sorted(run.tiers.items()))})
    return Report(run=run, findings=tuple(ReportedFinding.of(finding) for finding in ordered))


def json_schema() -> dict[str, JsonValue]:
    """The JSON Schema of findings.json, draft 2020-12."""
    schema: dict[str, JsonValue] = Report.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Anatoly findings"}
