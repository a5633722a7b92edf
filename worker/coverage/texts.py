"""Reports that are JSON or lines of text: Istanbul, coverage.py's JSON, and lcov.

https://github.com/istanbuljs/istanbuljs https://coverage.readthedocs.io geninfo(1)
"""

import json
from typing import Any

from worker.coverage.report import Covered, FileCoverage, ReportError, within_limits


def read_json(text: bytes) -> Covered:
    """Read Istanbul's coverage-final.json or coverage.py's coverage.json. Summaries name no lines: they say nothing."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as failure:
        raise ReportError(f"is no JSON that can be read: {failure}") from failure
    if not isinstance(told, dict):
        raise ReportError("is no object")
    files = told.get("files")
    if isinstance(told.get("meta"), dict) and isinstance(files, dict):
        found = {path: _python(one) for path, one in files.items() if isinstance(one, dict)}
    else:
        istanbul = (
            (path, one) for path, one in told.items() if isinstance(one, dict) and isinstance(one.get("statementMap"), dict)
        )
        found = {path: _istanbul(one) for path, one in istanbul}
    if not found:
        raise ReportError("names no file with lines")
    return within_limits(found)


def _python(one: dict[str, Any]) -> FileCoverage:
    found = FileCoverage()
    for key, hits in (("missing_lines", 0), ("executed_lines", 1)):
        lines = one.get(key)
        for line in lines if isinstance(lines, list) else ():
            found.ran(line, hits)
    return found


def _istanbul(one: dict[str, Any]) -> FileCoverage:
    found = FileCoverage()
    counts = one.get("s")
    for number, place in one["statementMap"].items():
        found.ran(_start(place), counts.get(number) if isinstance(counts, dict) else None)
    functions = one.get("fnMap")
    for function in functions.values() if isinstance(functions, dict) else ():
        if isinstance(function, dict) and isinstance(name := function.get("name"), str):
            line = _start(function.get("decl")) or function.get("line")
            if isinstance(line, int):
                found.names.append((line, name))
    return found


def _start(place: object) -> int | None:
    start = place.get("start") if isinstance(place, dict) else None
    line = start.get("line") if isinstance(start, dict) else None
    return line if isinstance(line, int) else None


def read_lcov(text: bytes) -> Covered:
    """Read an lcov tracefile: `SF:` path, `FN:` line,[last line,]name, `DA:` line,hits, `end_of_record`."""
    found: Covered = {}
    current: FileCoverage | None = None
    for line in text.decode("utf-8", "replace").splitlines():
        tag, _, value = line.strip().partition(":")
        if tag == "SF" and value:
            current = found.setdefault(value, FileCoverage())
        elif tag == "end_of_record":
            current = None
        elif tag == "DA" and current is not None:
            number, hits, *_ = (*value.split(","), "")
            if number.isdecimal() and hits.isdecimal() and len(number) + len(hits) < 30:
                current.ran(int(number), int(hits))
        elif tag == "FN" and current is not None:
            number, *_, name = (value if "," in value else f"{value},").split(",")
            if number.isdecimal() and len(number) < 10:
                current.names.append((int(number), name))
    if not found:
        raise ReportError("has no record")
    return within_limits(found)
