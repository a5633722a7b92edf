"""A finished run, as the engine hands it over."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Absence, Coverage, GraphFact, Place, Quote, Region, Rule, Search
from app.domain.finding import Certainty, Claim, Deliberation, Finding, Origin, Related, Suggestion
from worker.report.model import Report, build

MakeFinding = Callable[..., Finding]


@pytest.fixture
def make_finding() -> MakeFinding:
    """Make a dead function's finding; keywords replace fields of its claim."""

    def make(**changes: Any) -> Finding:
        fields: dict[str, Any] = {
            "axis": Axis.UTILITY,
            "rule": "utility.dead",
            "verdict": Verdict.DEAD,
            "severity": Severity.MEDIUM,
            "confidence": 0.97,
            "certainty": Certainty.PROVEN,
            "origin": Origin.PROVER,
            "file": "src/parcels/rates.py",
            "symbol": "legacy_rate",
            "line_start": 12,
            "line_end": 14,
            "title": "Nothing uses `legacy_rate`",
            "message": "No root of the program leads to `legacy_rate`.",
            "suggestion": Suggestion(description="Delete the function.", replacement=""),
            "evidence": (
                GraphFact(
                    file="src/parcels/rates.py",
                    symbol="legacy_rate",
                    state="unreachable",
                    roots=7,
                    rechecked=True,
                    referrers=(Place(file="src/parcels/old.py", line=3, text="    return legacy_rate(w)"),),
                ),
                Absence(
                    pattern=r"\blegacy_rate\b",
                    except_regions=(Region(file="src/parcels/rates.py", line_start=12, line_end=14),),
                    rechecked=True,
                    how=r"rg -n '\blegacy_rate\b'",
                ),
            ),
            "body_hash": "b0",
            **changes,
        }
        claim = Claim(**fields)
        reasoning = "No chain of references leads to it."
        proven = Deliberation(outcome="proven", rounds=0, reasoning=reasoning)
        upheld = Deliberation(outcome="upheld", rounds=2, reasoning="The caller passes None.")
        return Finding(id=claim.fingerprint, claim=claim, deliberation=proven if claim.certainty == "proven" else upheld)

    return make


@pytest.fixture
def bug(make_finding: MakeFinding) -> Finding:
    return make_finding(
        axis=Axis.CORRECTION,
        rule="correction.off-by-one",
        verdict=Verdict.ERROR,
        severity=Severity.HIGH,
        confidence=0.9,
        certainty=Certainty.LIKELY,
        origin=Origin.REVIEWER,
        file="web/src/pager.ts",
        symbol="lastPage",
        line_start=4,
        line_end=4,
        title="The last page is never shown",
        message="`Math.floor` drops the rest.\n\nWith 21 items and 10 a page the user sees two pages.",
        suggestion=Suggestion(description="Round up.", replacement="  return Math.ceil(items / size)"),
        evidence=(
            Quote(
                file="web/src/pager.ts",
                line_start=4,
                line_end=4,
                text="  return Math.floor(items / size)",
                rechecked=True,
                how="sed -n 4p web/src/pager.ts",
            ),
            Search(pattern="lastPage", hits=(Place(file="web/src/app.ts", line=9, text="lastPage(n)"),), total=25),
            Rule(id="TS1", tool="tsc", file="web/src/pager.ts", line=4),
        ),
        related=(Related(file="web/src/app.ts", symbol="render", line_start=9, line_end=9, relation="caller"),),
        body_hash="b1",
    )


@pytest.fixture
def facts() -> dict[str, Any]:
    return {
        "id": "3f2a",
        "source": "https://github.com/octo/parcels",
        "commit": "0123456789abcdef0123456789abcdef01234567",
        "dirty": False,
        "started_at": datetime(2026, 11, 24, 2, 0, 0, tzinfo=UTC),
        "finished_at": datetime(2026, 11, 24, 2, 3, 20, tzinfo=UTC),
        "mode": "full",
        "axes": ["utility", "correction"],
        "files_total": 26,
        "files_reviewed": 24,
        "files_skipped": [
            {"path": "web/dist/app.min.js", "reason": "minified"},
            {"path": "src/parcels/schema_pb2.py", "reason": "generated"},
        ],
        "claims": 5,
        "dropped": {"undecided": 1, "refuted": 2},
        "tiers": {
            "opus": {
                "calls": 4,
                "input_tokens": 9000,
                "cached_tokens": 5000,
                "output_tokens": 800,
                "usd": 0.31,
                "seconds": 41.5,
            }
        },
        "stages": {"checkout": 0.4, "prove": 12.0, "review": 180.0},
        "peak_rss_mb": 212.5,
        "notes": ["The budget of $0.30 is spent: 1 file was not looked at."],
    }


@pytest.fixture
def report(facts: dict[str, Any], bug: Finding, make_finding: MakeFinding) -> Report:
    return build(facts, [make_finding(), bug])


HOSTILE = [
    "<script>alert(1)</script>",
    "</code></pre></style><img src=x onerror=alert(1)>",
    "[click](http://evil.example)",
    "![x](//evil.example/p.png)",
    "# heading\n\n## another",
    "```\n# out of the fence\n```",
    "````\n~~~~",
    "`` ` ``",
    "{{ run.id }}{% raw %}",
    "@octocat fixes #1",
    "]]> --> <!-- x",
    "| a | b |\n|---|---|",
    "\u202egnp.exe",
    "http://evil.example <http://evil.example>",
    "&lt;b&gt; &commat;",
    "- item\n1. item\n\n    code",
    '" onmouseover="alert(1)',
    "javascript:alert(1)",
]


@pytest.fixture(params=HOSTILE)
def hostile_report(request: pytest.FixtureRequest, facts: dict[str, Any], make_finding: MakeFinding) -> Report:
    """A report in which every text that comes from outside is hostile."""
    text: str = request.param
    places = (Place(file=text, line=1, text=text),)
    finding = make_finding(
        rule=text,
        file=text,
        symbol=text,
        title=text,
        message=text,
        suggestion=Suggestion(description=text, replacement=text),
        evidence=(
            Quote(file=text, line_start=1, line_end=2, text=text, how=text),
            Search(pattern=text, scope=(text, text), hits=places, total=1, how=text),
            Absence(pattern=text, scope=(text,), except_regions=(Region(file=text, line_start=1, line_end=1),), how=text),
            GraphFact(file=text, symbol=text, state="test_only", referrers=places, roots=1, how=text),
            Rule(id=text, tool=text, file=text, line=1, how=text),
            Coverage(file=text, line_start=1, line_end=2, hits=0, source=text, how=text),
        ),
        related=(Related(file=text, symbol=text, line_start=1, line_end=1, relation="cause"),),
    )
    finding = finding.model_copy(update={"deliberation": Deliberation(outcome="upheld", rounds=1, reasoning=text)})
    hostile = {
        "source": text,
        "commit": text,
        "files_skipped": [{"path": text, "reason": text}],
        "not_reviewed": [{"stage": text, "subject": text, "reason": text}],
        "notes": [text],
        "stages": {text: 1.0},
        "dropped": {text: 1},
    }
    return build({**facts, **hostile}, [finding])
