"""SARIF 2.1.0 (OASIS standard, with errata 01), as GitHub code scanning and editors read it."""

import json
import re
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any
from urllib.parse import quote, urlsplit

from app.domain.axis import Severity
from app.domain.evidence import Quote
from app.domain.words import AXES
from worker.publish.neutralise import clean, is_clean
from worker.report.model import Report, ReportedFinding, RunSummary

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}
_ROOT = "SRCROOT"


def sarif(report: Report) -> str:
    """Return the SARIF log of a report: one run, one result per finding, the fingerprint as its lasting identity."""
    rule_ids = sorted({finding.rule for finding in report.findings})
    index = {rule: number for number, rule in enumerate(rule_ids)}
    examples = {finding.rule: finding for finding in report.findings}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Anatoly",
                        "semanticVersion": version("anatoly-audits"),
                        "rules": [_rule(rule, examples[rule]) for rule in rule_ids],
                    }
                },
                "automationDetails": {"id": "anatoly/"},
                "invocations": [_invocation(report.run)],
                "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the audited repository."}}},
                **_provenance(report.run),
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, index) for finding in report.findings],
                "properties": {"mode": report.run.mode, "verdict": report.run.verdict.value, "commit": report.run.commit},
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: str, example: ReportedFinding) -> dict[str, Any]:
    return {
        "id": rule,
        "shortDescription": {"text": f"{AXES[example.axis]}: {example.rule.rpartition('.')[2].replace('-', ' ')}"},
        "properties": {"tags": [str(example.axis)]},
    }


def _result(finding: ReportedFinding, index: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(f"{finding.title}\n\n{finding.message}")},
        "locations": [_location(finding.file, finding.line_start, finding.line_end, _snippet(finding))],
        # The name carries the algorithm's version, so that a consumer never compares two kinds of identity.
        "partialFingerprints": {"anatolyFingerprint/a1": finding.id},
        "rank": round(finding.confidence * 100, 1),
        "properties": {"confidence": finding.confidence, "verdict": finding.verdict.value},
    }
    if finding.symbol:
        result["locations"][0]["logicalLocations"] = [{"fullyQualifiedName": finding.symbol}]
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": related.relation.replace("_", " ")},
                **_location(related.file, related.line_start, related.line_end),
            }
            for number, related in enumerate(finding.related)
        ]
    suggestion = finding.suggestion
    if suggestion and suggestion.replacement is not None and is_clean(suggestion.replacement):
        result["fixes"] = [_fix(finding, suggestion.description, suggestion.replacement)]
    return result


def _location(file: str, start: int, end: int, snippet: str | None = None) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": start, "endLine": end}
    if snippet is not None:
        region["snippet"] = {"text": snippet}
    return {"physicalLocation": {"artifactLocation": _artifact(file), "region": region}}


def _artifact(file: str) -> dict[str, str]:
    # A relative reference must not begin with something that looks like a scheme ("a:b.py"): quote() escapes the colon.
    return {"uri": quote(file, safe="/"), "uriBaseId": _ROOT}


def _snippet(finding: ReportedFinding) -> str | None:
    for evidence in finding.evidence:
        if isinstance(evidence, Quote) and (evidence.file, evidence.line_start, evidence.line_end) == (
            finding.file,
            finding.line_start,
            finding.line_end,
        ):
            return clean(evidence.text)
    return None


def _fix(finding: ReportedFinding, description: str, replacement: str) -> dict[str, Any]:
    # A region without columns ends before the last line's end, so the new text has none either.
    return {
        "description": {"text": _plain(description)},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(finding.file),
                "replacements": [
                    {
                        "deletedRegion": {"startLine": finding.line_start, "endLine": finding.line_end},
                        "insertedContent": {"text": replacement.removesuffix("\n")},
                    }
                ],
            }
        ],
    }


def _invocation(run: RunSummary) -> dict[str, Any]:
    invocation: dict[str, Any] = {
        "executionSuccessful": True,
        "startTimeUtc": _utc(run.started_at),
        "endTimeUtc": _utc(run.finished_at),
    }
    notes: list[dict[str, Any]] = [{"level": "note", "message": {"text": _plain(note)}} for note in run.notes]
    notes += [
        {
            "level": "note",
            "message": {"text": _plain(f"Not looked at: {file.reason}")},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(file.path)}}],
        }
        for file in run.files_skipped
    ]
    notes += [
        {
            "level": "warning",
            "message": {"text": "Not read in full: nothing is said of the file as a whole."},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(path)}}],
        }
        for path in run.files_broken
    ]
    if notes:
        invocation["toolExecutionNotifications"] = notes
    return invocation


def _provenance(run: RunSummary) -> dict[str, Any]:
    # `repositoryUri` is required and must be a URI: a local folder or an scp-like address has none.
    if urlsplit(run.source).scheme not in ("http", "https", "ssh"):
        return {}
    details = {"repositoryUri": quote(run.source, safe=":/?#[]@!$&'()*+,;=%"), "revisionId": run.commit}
    return {"versionControlProvenance": [details]}


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def _plain(text: str) -> str:
    # A viewer turns "[text](target)" into a link (section 3.11.6) and "{0}" into an argument (3.11.5); neither is meant.
    # The file is meant to be uploaded: secrets are masked, invisible characters shown.
    return re.sub(r"\{(\d+)\}", r"{{\1}}", re.sub(r"([\[\]])", r"\\\1", clean(text)))
