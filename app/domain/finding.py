"""Claims, and the findings that some of them become."""

from enum import StrEnum
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.domain.axis import VERDICTS, Axis, Severity, Verdict
from app.domain.evidence import Evidence
from app.domain.fingerprint import fingerprint


class Certainty(StrEnum):
    """Whether a claim's evidence settles it by itself."""

    PROVEN = "proven"
    """A static proof: publishable once its evidence re-checks."""
    LIKELY = "likely"
    """Must survive the challenger first; without a model it is not published."""


class Origin(StrEnum):
    """Who made the claim."""

    PROVER = "prover"
    REVIEWER = "reviewer"


class Suggestion(BaseModel):
    """What to do. `replacement` is the new text of the finding's lines; None when there is no exact one, "" to delete."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    description: str
    replacement: str | None = None


class Related(BaseModel):
    """Another place that belongs to the finding."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    symbol: str | None = None
    line_start: int = Field(ge=1)
    line_end: int = Field(ge=1)
    relation: Literal["duplicate_of", "cluster", "caller", "test", "cause"]


class Deliberation(BaseModel):
    """How a claim survived: `proven` by its static evidence, or `upheld` against a challenger."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    outcome: Literal["upheld", "proven"]
    rounds: int = Field(ge=0)
    reasoning: str


class Claim(BaseModel):
    """What a prover or a reviewer asserts about one place. Lines are 1-based and inclusive."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    axis: Axis
    rule: str
    verdict: Verdict
    severity: Severity
    confidence: float = Field(ge=0, le=1)
    certainty: Certainty
    origin: Origin
    file: str
    symbol: str | None
    line_start: int = Field(ge=1)
    line_end: int = Field(ge=1)
    title: str
    message: str
    suggestion: Suggestion | None = None
    evidence: tuple[Evidence, ...]
    related: tuple[Related, ...] = ()
    body_hash: str
    """Hash of the code the claim is about, blind to layout and comments."""

    @model_validator(mode="after")
    def _verdict_belongs_to_axis(self) -> Self:
        if self.verdict not in VERDICTS[self.axis]:
            raise ValueError(f"{self.verdict} is not a verdict of the axis {self.axis}")
        if self.line_end < self.line_start:
            raise ValueError(f"line_end {self.line_end} before line_start {self.line_start}")
        return self

    @property
    def fingerprint(self) -> str:
        """The claim's identity, see `app.domain.fingerprint`."""
        return fingerprint(self.axis, self.rule, self.symbol or self.file, self.body_hash)


class Finding(BaseModel):
    """A claim that survived, with its id and how it survived. Only findings leave the building."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    claim: Claim
    deliberation: Deliberation | None
