"""What a finding says, wherever it stands: headline, message, what to do, and the block for a coding agent."""

import json

from app.domain.axis import Axis, Verdict
from app.domain.evidence import Quote
from app.domain.finding import Certainty, Finding
from worker.publish.comments.proof import spot
from worker.publish.facts import Where
from worker.publish.neutralise import bare, clean, fenced, inline_code, plain, prose

MESSAGE = 4_000
"""Code points of a message or a suggestion that are shown."""

KIND = {
    Verdict.DEAD: "Dead code",
    Verdict.LOW_VALUE: "Low value",
    Verdict.DUPLICATE: "Duplicate",
    Verdict.NEEDS_FIX: "Needs a fix",
    Verdict.ERROR: "Error",
    Verdict.OVER: "Overengineered",
    Verdict.ACCEPTABLE: "More complex than needed",
    Verdict.WEAK: "Weak tests",
    Verdict.NONE: "No tests",
    Verdict.WARN: "Questionable practice",
    Verdict.FAIL: "Bad practice",
    Verdict.PARTIAL: "Partly documented",
    Verdict.UNDOCUMENTED: "Undocumented",
    Verdict.DRIFT: "Against the conventions",
}

AXIS = {
    Axis.UTILITY: "utility",
    Axis.DUPLICATION: "duplication",
    Axis.CORRECTION: "correction",
    Axis.OVERENGINEERING: "overengineering",
    Axis.TESTS: "tests",
    Axis.BEST_PRACTICES: "best practices",
    Axis.DOCUMENTATION: "documentation",
    Axis.CONVENTIONS: "conventions",
}


_RELATION = {
    "duplicate_of": "the same as",
    "cluster": "similar",
    "caller": "called from",
    "test": "tested by",
    "cause": "caused by",
}


def headline(finding: Finding) -> str:
    """`**Dead code:** title`."""
    return f"**{KIND[finding.claim.verdict]}:** {plain(finding.claim.title)}"


def grade(finding: Finding) -> str:
    """`high severity · proven` or `medium severity · likely (80 %)`."""
    claim = finding.claim
    sure = "proven" if claim.certainty is Certainty.PROVEN else f"likely ({claim.confidence:.0%})"
    return f"{claim.severity} severity · {sure} · {AXIS[claim.axis]}"


def message(finding: Finding) -> str:
    """The finding in its own words."""
    return prose(finding.claim.message, MESSAGE)


def what_to_do(finding: Finding) -> str:
    """The suggestion in words, or ""."""
    suggestion = finding.claim.suggestion
    return prose(suggestion.description, MESSAGE) if suggestion else ""


def related(finding: Finding, where: Where) -> str:
    """Other places that belong to the finding, as a list, or ""."""
    lines = [
        f"- {_RELATION[other.relation]} {spot(where, other.file, other.line_start, other.line_end)}"
        + (f" {inline_code(other.symbol)}" if other.symbol else "")
        for other in finding.claim.related[:10]
    ]
    return "\n".join(["Related:", "", *lines]) if lines else ""


def for_an_agent(finding: Finding, where: Where) -> str:
    """One JSON block that a coding agent can act upon without reading anything else."""
    claim = finding.claim
    quotes = [item for item in claim.evidence if isinstance(item, Quote)]
    block = {
        "finding": finding.id,
        "repository": f"{where.owner}/{where.name}",
        "commit": where.commit,
        "axis": claim.axis,
        "rule": claim.rule,
        "file": claim.file,
        "lines": f"{claim.line_start}-{claim.line_end}",
        "symbol": claim.symbol,
        "problem": bare(claim.message, 1000),
        "fix": bare(claim.suggestion.description, 1000) if claim.suggestion else None,
        "verify": [clean(item.how) for item in claim.evidence if item.how],
        "quotes": [{"file": q.file, "line": q.line_start, "text": clean(q.text)[:500]} for q in quotes[:3]],
    }
    return fenced(json.dumps(block, ensure_ascii=False, indent=2), "json")


def folded(title: str, markdown: str) -> str:
    """Markdown that opens on a click. `title` is ours."""
    return f"<details>\n<summary>{title}</summary>\n\n{markdown}\n\n</details>"
