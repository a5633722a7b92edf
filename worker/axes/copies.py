"""What all claims about copies have in common."""

import hashlib
from typing import Literal

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Evidence
from app.domain.finding import Certainty, Claim, Origin, Related, Suggestion
from worker.index.member import Member

CONFIDENCE = 0.97


def claim_of(
    *,
    rule: str,
    severity: Severity,
    first: Member,
    title: str,
    message: str,
    advice: str,
    evidence: tuple[Evidence, ...],
    related: tuple[Related, ...],
    hashes: list[str],
    lines: tuple[int, int] | None = None,
    confidence: float = CONFIDENCE,
) -> Claim:
    """Return a claim about the first function, or some lines of it. `hashes` are what it is known again by."""
    return Claim(
        axis=Axis.DUPLICATION,
        rule=rule,
        verdict=Verdict.DUPLICATE,
        severity=severity,
        confidence=confidence,
        certainty=Certainty.PROVEN,
        origin=Origin.PROVER,
        file=first.file.file,
        symbol=first.symbol.qualname,
        line_start=lines[0] if lines else first.symbol.line_start,
        line_end=lines[1] if lines else first.symbol.line_end,
        title=title,
        message=message,
        suggestion=Suggestion(description=advice),
        evidence=evidence,
        related=related,
        body_hash=hashlib.sha256("\n".join(hashes).encode()).hexdigest()[:16],
    )


def place(member: Member) -> str:
    """Name a function, with where it is."""
    return f"`{member.symbol.qualname}` ({member.file.file}:{member.symbol.name_line})"


def related(member: Member, relation: Literal["duplicate_of", "cluster"]) -> Related:
    """Return a function as a place that belongs to a finding."""
    first, last = member.symbol.line_start, member.symbol.line_end
    return Related(file=member.file.file, symbol=member.symbol.qualname, line_start=first, line_end=last, relation=relation)
