"""Coverage reports of every format, and what is no report although it is named like one."""

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.coverage.cobertura import read_xml
from worker.coverage.database import read_database
from worker.coverage.report import Read, ReportError
from worker.coverage.reports import covered_by, named_like_one
from worker.coverage.texts import read_json, read_lcov
from worker.tools.jail import Jail

ISTANBUL = {
    "/ci/src/a.ts": {
        "path": "/ci/src/a.ts",
        "statementMap": {
            "0": {"start": {"line": 2, "column": 2}, "end": {"line": 2, "column": 9}},
            "1": {"start": {"line": 5}},
        },
        "fnMap": {"0": {"name": "f", "decl": {"start": {"line": 1, "column": 9}}, "line": 1}},
        "s": {"0": 3, "1": 0},
    }
}
COVERAGE_PY = {"meta": {"version": "7.6"}, "files": {"src/a.py": {"executed_lines": [1, 2], "missing_lines": [5]}}}
LCOV = "TN:\nSF:src/a.ts\nFN:1,f\nFNDA:3,f\nDA:2,3\nDA:5,0\nLF:2\nend_of_record\n"
XML = """<?xml version="1.0" ?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage version="7.6"><sources><source>/ci/src</source></sources><packages><package name="."><classes>
<class name="a.py" filename="a.py"><methods/><lines><line number="1" hits="1"/><line number="5" hits="0"/></lines></class>
</classes></package></packages></coverage>
"""


def database(path: Path, *, arcs: bool = False) -> bytes:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE file (id INTEGER PRIMARY KEY, path TEXT)")
        connection.execute("CREATE TABLE line_bits (file_id INTEGER, context_id INTEGER, numbits BLOB)")
        connection.execute("CREATE TABLE arc (file_id INTEGER, context_id INTEGER, fromno INTEGER, tono INTEGER)")
        connection.execute("INSERT INTO file VALUES (1, '/ci/src/a.py')")
        if arcs:
            connection.executemany("INSERT INTO arc VALUES (1, 1, ?, ?)", [(-1, 1), (1, 9), (9, -1)])
        else:
            connection.execute("INSERT INTO line_bits VALUES (1, 1, ?)", (bytes([0b10, 0b10]),))
    connection.close()
    return path.read_bytes()


def test_istanbul_counts_statements_by_their_first_lines() -> None:
    (one,) = read_json(json.dumps(ISTANBUL).encode()).values()
    assert one.lines == {2: 3, 5: 0}
    assert one.names == [(1, "f")]


def test_coverage_py_tells_lines_that_ran_and_lines_that_did_not() -> None:
    assert read_json(json.dumps(COVERAGE_PY).encode())["src/a.py"].lines == {1: 1, 2: 1, 5: 0}


def test_lcov_is_read_line_by_line() -> None:
    one = read_lcov(LCOV.encode())["src/a.ts"]
    assert one.lines == {2: 3, 5: 0}
    assert one.names == [(1, "f")]


def test_cobertura_puts_its_only_source_folder_before_its_paths() -> None:
    assert read_xml(XML.encode())["/ci/src/a.py"].lines == {1: 1, 5: 0}


@pytest.mark.parametrize("arcs", [False, True], ids=["lines", "arcs"])
def test_the_database_of_coverage_py_knows_only_what_ran(tmp_path: Path, arcs: bool) -> None:
    one = read_database(database(tmp_path / "c", arcs=arcs))["/ci/src/a.py"]
    assert one.lines == {1: 1, 9: 1}
    assert not one.complete


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><coverage>&b;</coverage>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><coverage>&a;</coverage>'


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_xml, BOMB),
        (read_xml, OUTSIDE),
        (read_xml, "<coverage>"),
        (read_xml, "<checkstyle/>"),
        (read_json, "["),
        (read_json, "[1]"),
        (read_json, '{"total": {"lines": {"total": 3, "covered": 0}}}'),
        (read_json, "[" * 100_000),
        (read_json, '{"a": {"statementMap": ' + "9" * 5000 + "}}"),
        (read_lcov, "hello\n"),
        (read_database, "SQLite format 3\0and nothing more"),
        (read_database, "hello"),
    ],
)
def test_what_is_no_report_or_a_hostile_one_is_refused(read: Read, text: str) -> None:
    with pytest.raises(ReportError):
        read(text.encode())


def test_a_report_of_more_lines_than_there_are_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    read_lcov(LCOV.encode())
    monkeypatch.setattr("worker.coverage.report.MOST_LINES", 1)
    with pytest.raises(ReportError, match="more than 1 lines"):
        read_lcov(LCOV.encode())


def test_a_report_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jail = put(tmp_path, {"lcov.info": LCOV, "src/a.ts": "1\n"})
    monkeypatch.setattr("worker.coverage.reports.LARGEST", len(LCOV) - 1)
    with pytest.raises(ReportError, match="larger"):
        covered_by(jail, "lcov.info")


def test_a_view_in_place_of_a_table_is_not_asked(tmp_path: Path) -> None:
    path = tmp_path / "c"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE x (id INTEGER)")
        connection.execute("CREATE VIEW file AS SELECT 1 AS id, 'a.py' AS path FROM x")
    connection.close()
    with pytest.raises(ReportError, match="coverage"):
        read_database(path.read_bytes())


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(text: bytes) -> None:
    for read in (read_json, read_lcov, read_xml, read_database):
        try:
            read(text)
        except ReportError:
            continue


def put(root: Path, files: dict[str, str]) -> Jail:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return Jail.of(root)


@pytest.mark.parametrize(
    ("report", "text", "file"),
    [
        ("coverage/coverage-final.json", json.dumps(ISTANBUL), "src/a.ts"),
        ("coverage/lcov.info", LCOV, "src/a.ts"),
        ("packages/web/coverage/lcov.info", LCOV, "packages/web/src/a.ts"),
        ("coverage.xml", XML, "src/a.py"),
        ("coverage.json", json.dumps(COVERAGE_PY), "src/a.py"),
        ("coverage/lcov.info", LCOV.replace("src/a.ts", "D:\\ci\\src\\a.ts"), "src/a.ts"),
    ],
)
def test_paths_of_another_machine_are_found_here(tmp_path: Path, report: str, text: str, file: str) -> None:
    jail = put(tmp_path, {report: text, file: "1\n"})
    assert list(covered_by(jail, report)) == [file]
    assert named_like_one(jail.known) == [report]


def test_all_paths_are_read_by_one_folder(tmp_path: Path) -> None:
    text = "".join(f"SF:/ci/app/{name}\nDA:1,1\nend_of_record\n" for name in ("src/a.py", "src/b.py", "lib/vendored/setup.py"))
    jail = put(tmp_path, {"lcov.info": text, "src/a.py": "1\n", "src/b.py": "1\n", "setup.py": "1\n"})
    assert sorted(covered_by(jail, "lcov.info")) == ["src/a.py", "src/b.py"]


def test_a_link_leads_to_no_report(tmp_path: Path) -> None:
    put(tmp_path, {"repo/a.py": "1\n", "outside/coverage.json": json.dumps(COVERAGE_PY)})
    (tmp_path / "repo/coverage.json").symlink_to(tmp_path / "outside/coverage.json")
    with pytest.raises(ReportError):
        covered_by(Jail.of(tmp_path / "repo", ["a.py", "coverage.json"]), "coverage.json")


def made(path: Path, *statements: str) -> bytes:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    return path.read_bytes()


def test_a_column_that_is_computed_is_not_asked(tmp_path: Path) -> None:
    text = made(
        tmp_path / "c",
        "CREATE TABLE file (id, path)",
        "CREATE TABLE line_bits (file_id, numbits BLOB GENERATED ALWAYS AS (zeroblob(900000000)) VIRTUAL)",
        "INSERT INTO file VALUES (1, 'a.py')",
        "INSERT INTO line_bits (file_id) VALUES (1)",
    )
    with pytest.raises(ReportError, match="names no line"):
        read_database(text)


def test_a_row_that_stands_for_a_thousand_files_is_refused_early(tmp_path: Path) -> None:
    text = made(
        tmp_path / "c",
        "CREATE TABLE file (id, path)",
        "CREATE TABLE line_bits (file_id, numbits)",
        "INSERT INTO file WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
        "SELECT 1, i || '.py' FROM n",
        f"INSERT INTO line_bits VALUES (1, x'{'ff' * 100_000}')",
    )
    with pytest.raises(ReportError, match="lines"):
        read_database(text)


def test_what_no_file_can_be_called_is_left_out() -> None:
    assert read_lcov(f"{LCOV}SF:{'/' * 100_000}\nDA:1,1\nend_of_record\n".encode()).keys() == {"src/a.ts"}


def test_a_function_without_a_name_is_none() -> None:
    assert read_lcov(LCOV.replace("FN:1,f", "FN:1").encode())["src/a.ts"].names == [(1, "")]


@pytest.mark.parametrize("encoding", ["nonsense", "utf-7", "idna", "shift_jis"])
def test_an_encoding_that_the_parser_does_not_know_is_refused(encoding: str) -> None:
    with pytest.raises(ReportError):
        read_xml(f'<?xml version="1.0" encoding="{encoding}"?><coverage/>'.encode())
