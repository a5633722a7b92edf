"""Whether a reported finding is what the evidence under it was gathered for: anybody can edit a report."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.domain.evidence import Evidence, GraphFact, Quote, Similarity
from app.domain.finding import Claim
from app.domain.fingerprint import of_original
from worker.report.model import ReportedFinding

Claims = Callable[[], Mapping[str, list[Claim]]]
"""What the provers claim of the folder today, by fingerprint; they run when it is first asked."""

_NUMBERS = re.compile(r"\d[\d,]*")


def misstated(finding: ReportedFinding, claims: Claims) -> str | None:
    """Why a finding is not what it says, in words for a person; None when it is.

    A proven one must be claimed again, at the same place and with the same evidence. One that a model made cannot be: of it
    there must be a quote at the lines that it names.
    """
    if finding.deliberation is not None and finding.deliberation.outcome == "upheld" and not _is_proven(finding.evidence):
        quotes = [one for one in finding.evidence if isinstance(one, Quote) and one.file == finding.file]
        at_home = any(one.line_start <= finding.line_end and finding.line_start <= one.line_end for one in quotes)
        return None if at_home else f"nothing is quoted from {finding.file} at the lines that it names"
    given = _said(finding)
    today = (_said(claim) for claim in claims().get(of_original(finding.id), ()))
    differing = [[name for name in given if given[name] != now[name]] for now in today]
    if not differing:
        return "no rule claims it of this folder today"
    least = min(differing, key=len)
    return f"the rule says otherwise today: {', '.join(least)}" if least else None


def _is_proven(evidence: Iterable[Evidence]) -> bool:
    """Whether there is evidence that only a prover gathers."""
    return any(
        one.kind not in ("quote", "search", "absence") and not (isinstance(one, Similarity) and one.clone == "semantic")
        for one in evidence
    )


def _said(one: ReportedFinding | Claim) -> dict[str, Any]:
    """What both sides must say alike. How many roots there are changes with every test, and is no part of the proof."""
    return {
        "axis": one.axis,
        "rule": one.rule,
        "verdict": one.verdict,
        "severity": one.severity,
        "file": one.file,
        "symbol": one.symbol,
        "lines": (one.line_start, one.line_end),
        "title": one.title,
        "message": _NUMBERS.sub("#", one.message),
        "suggestion": one.suggestion,
        "related": one.related,
        "evidence": tuple(_bare(each) for each in one.evidence),
    }


def _bare(evidence: Evidence) -> Evidence:
    blank: dict[str, Any] = {"rechecked": False, "how": ""}
    if isinstance(evidence, GraphFact):
        blank["roots"] = 0
    return evidence.model_copy(update=blank)
