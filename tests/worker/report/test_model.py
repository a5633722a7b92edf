"""findings.json: the contract that other programs read."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.axis import Severity
from app.domain.errors import UserError
from app.domain.finding import Finding
from tests.worker.report.conftest import MakeFinding
from worker.report import schema
from worker.report.model import Report, build

RUN_FIELDS = [
    "id",
    "source",
    "commit",
    "dirty",
    "started_at",
    "finished_at",
    "mode",
    "verdict",
    "files_total",
    "files_reviewed",
    "files_skipped",
    "claims",
    "dropped",
    "tiers",
    "stages",
    "peak_rss_mb",
]
FINDING_FIELDS = [
    "id",
    "axis",
    "rule",
    "verdict",
    "severity",
    "confidence",
    "file",
    "symbol",
    "line_start",
    "line_end",
    "title",
    "message",
    "suggestion",
    "evidence",
    "related",
    "deliberation",
]


def test_a_report_has_the_promised_fields_and_no_finding_has_more(report: Report) -> None:
    written = json.loads(report.to_json())
    assert written["schema_version"] == 1
    assert set(RUN_FIELDS) <= set(written["run"])
    assert [set(finding) for finding in written["findings"]] == [set(FINDING_FIELDS)] * 2
    assert written["run"]["files_skipped"][0] == {"path": "web/dist/app.min.js", "reason": "minified"}
    assert written["run"]["tiers"]["opus"]["usd"] == 0.31
    assert written["run"]["started_at"] == "2026-11-24T02:00:00Z"


def test_evidence_keeps_everything_that_is_needed_to_check_it_again(report: Report) -> None:
    quote, search, rule = json.loads(report.to_json())["findings"][0]["evidence"]
    assert quote == {
        "kind": "quote",
        "rechecked": True,
        "how": "sed -n 4p web/src/pager.ts",
        "file": "web/src/pager.ts",
        "line_start": 4,
        "line_end": 4,
        "text": "  return Math.floor(items / size)",
    }
    assert (search["kind"], search["total"], rule["kind"]) == ("search", 25, "rule")


def test_the_most_severe_finding_comes_first_and_decides_the_verdict(report: Report, bug: Finding) -> None:
    assert report.findings[0].id == bug.id
    assert report.run.verdict == "CRITICAL"


def test_a_run_without_findings_is_clean(facts: dict[str, Any]) -> None:
    assert build(facts, []).run.verdict == "CLEAN"


def test_a_question_without_an_answer_keeps_a_run_from_being_clean(facts: dict[str, Any], bug: Finding) -> None:
    unanswered = {**facts, "not_reviewed": [{"stage": "review", "subject": "a.py × correction", "reason": "away"}]}
    assert build(unanswered, []).run.verdict == "INCOMPLETE"
    assert build(unanswered, [bug]).run.verdict == "CRITICAL"


@given(order=st.permutations(range(6)))
def test_the_same_findings_make_the_same_text_in_whatever_order_they_come(order: list[int]) -> None:
    from tests.worker.report import conftest

    make = conftest.make_finding._get_wrapped_function()()
    facts = conftest.facts._get_wrapped_function()()
    found = [make(severity=list(Severity)[n % 3], line_start=n + 1, line_end=n + 9, body_hash=str(n)) for n in range(6)]
    shuffled = {**facts, "dropped": dict(reversed(facts["dropped"].items()))}
    assert build(shuffled, [found[n] for n in order]).to_json() == build(facts, found).to_json()


def test_what_was_written_is_read_back(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "findings.json"
    path.write_text(report.to_json())
    assert Report.load(path) == report


def test_a_reader_passes_over_what_a_later_version_added(report: Report, tmp_path: Path) -> None:
    later = json.loads(report.to_json())
    later["run"]["weather"] = "fine"
    later["findings"][0]["mood"] = "good"
    path = tmp_path / "findings.json"
    path.write_text(json.dumps(later))
    assert Report.load(path) == report


def broken(report: Report, change: str) -> str:
    data = json.loads(report.to_json())
    if change == "line":
        data["findings"][1]["line_start"] = 0
    elif change == "evidence":
        data["findings"][0]["evidence"][0]["kind"] = "hearsay"
    return json.dumps(data)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "is not JSON: line 1"),
        (b"\xff\xfe", "is not UTF-8 text: byte 0"),
        (b"[" * 200_000, "is not JSON"),
        (b"[]", "it has no schema_version"),
        (b'{"schema_version": 2}', "has schema_version 2; this Anatoly reads 1"),
        (b'{"schema_version": 1, "findings": []}', "run is missing"),
    ],
)
def test_a_bad_file_is_refused_in_one_line_that_names_it(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "findings.json"
    path.write_bytes(content)
    with pytest.raises(UserError) as refused:
        Report.load(path)
    assert says in str(refused.value)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("change", "says"), [("line", "findings.1.line_start"), ("evidence", "findings.0.evidence.0")])
def test_a_bad_field_is_named_by_its_place(report: Report, tmp_path: Path, change: str, says: str) -> None:
    path = tmp_path / "findings.json"
    path.write_text(broken(report, change))
    with pytest.raises(UserError, match=says):
        Report.load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"cannot read .*nowhere.json: No such file"):
        Report.load(tmp_path / "nowhere.json")


def test_a_path_that_is_no_unicode_is_shown_and_does_not_lose_the_report(facts: dict[str, Any]) -> None:
    report = build({**facts, "files_skipped": [{"path": "caf\udce9.py", "reason": "binary"}]}, [])
    assert "caf\\\\udce9.py" in report.to_json()


def test_the_published_schema_is_the_one_of_the_code() -> None:
    published = Path("docs/findings.schema.json").read_text()
    assert published == schema.text(), "run: .venv/bin/python -m worker.report.schema > docs/findings.schema.json"


def test_a_report_is_valid_against_the_published_schema(report: Report, make_finding: MakeFinding) -> None:
    validator = jsonschema_rs.validator_for(json.loads(schema.text()))
    written = json.loads(report.to_json())
    validator.validate(written)
    written["findings"][0]["severity"] = "dreadful"
    assert not validator.is_valid(written)
