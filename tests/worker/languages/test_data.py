"""YAML, JSON and SQL: read for what they declare, and still text in which every word may be another language's name."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.axis import Axis
from worker.axes import local_names
from worker.axes.provers import prove
from worker.deliberation.recheck import objection
from worker.graph.build import build
from worker.languages import json as json_language
from worker.languages import sql as sql_language
from worker.languages import yaml as yaml_language
from worker.pipeline.publishing import refuted
from worker.source.facts import FileFacts, Language, SymbolKind
from worker.source.languages import language_of, module_of
from worker.source.read import read

SAMPLES = Path(__file__).parents[2] / "samples"
TEXTS = [path.read_bytes() for kind in ("yaml", "sql") for path in sorted((SAMPLES / kind).rglob("*")) if path.is_file()]
DATA = [Language("yaml"), Language("json"), Language("sql")]


def facts(path: str, text: str) -> FileFacts:
    language = language_of(path)
    assert language is not None
    return module_of(language).read(path, text.encode(), language)


def put(root: Path, files: dict[str, str]) -> list[str]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return list(files)


def test_keys_and_anchors_of_yaml_are_symbols() -> None:
    found = facts("a.yml", "# top\nbase: &base\n  x: 1\nuse: *base\n---\n'quoted key': 2\n")

    assert [(one.qualname, one.line_start, one.line_end) for one in found.symbols] == [
        ("base", 2, 3), ("use", 4, 4), ("quoted key", 6, 6), ("&base", 2, 3),
    ]  # fmt: skip
    assert [(one.name, one.line) for one in found.references] == [("&base", 4)]
    assert found.comment_lines == {1}


def test_keys_of_json_are_symbols_with_and_without_comments() -> None:
    found = facts("a.jsonc", '// top\n{\n  "a": {"b": 1},\n  "c d": [2]\n}\n')

    assert [(one.qualname, one.line_start) for one in found.symbols] == [("a", 3), ("c d", 4)]
    assert (found.comment_lines, found.broken) == ({1}, [])


def test_what_sql_creates_is_a_symbol_procedures_too() -> None:
    found = facts(
        "a.sql",
        """
        CREATE TABLE IF NOT EXISTS shop.orders (id int);
        CREATE OR REPLACE VIEW "recent" AS SELECT * FROM orders;
        CREATE FUNCTION total(a int) RETURNS int AS $$ SELECT 1 $$ LANGUAGE sql;
        CREATE INDEX by_id ON orders (id);
        CREATE TYPE mood AS ENUM ('good');
        CREATE TRIGGER stamp BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION total();
        CREATE PROCEDURE tidy() LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
        """,
    )

    assert [(one.qualname, one.kind) for one in found.symbols] == [
        ("orders", SymbolKind.TYPE), ("recent", SymbolKind.TYPE), ("total", SymbolKind.FUNCTION),
        ("by_id", SymbolKind.CONSTANT),
        ("mood", SymbolKind.TYPE), ("stamp", SymbolKind.FUNCTION), ("tidy", SymbolKind.FUNCTION),
    ]  # fmt: skip
    assert found.parse_errors > 0


@pytest.mark.parametrize("ending", ["yml", "yaml", "json", "jsonc", "sql"])
def test_every_word_in_data_may_be_a_use_of_another_language(tmp_path: Path, ending: str) -> None:
    text = '{"run": "only_data_names_it"}' if ending != "sql" else "SELECT 'only_data_names_it';"
    files = put(tmp_path, {"app.py": "def only_data_names_it():\n    pass\n\n\nprint(1)\n", f"a.{ending}": text})
    source = read(tmp_path, files)
    graph = build(source)

    assert (f"a.{ending}" in source.files, f"a.{ending}" in source.others) == (True, True)
    assert graph.reach("app.py", "only_data_names_it").reasons == (f"its name is in a.{ending}",)
    assert prove(source, graph, [Axis.UTILITY]).claims == ()


def test_a_comment_in_data_counts_as_much(tmp_path: Path) -> None:
    files = put(tmp_path, {"app.py": "def in_a_comment():\n    pass\n\n\nprint(1)\n", "a.yml": "# in_a_comment\nx: 1\n"})
    source = read(tmp_path, files)

    assert prove(source, build(source), [Axis.UTILITY]).claims == ()


def test_large_data_is_searched_for_names_only_and_says_so(tmp_path: Path) -> None:
    large = {f"key{number}": "named_in_large" for number in range(4000)}
    files = put(tmp_path, {"a.json": json.dumps(large, indent=1), "app.py": "def named_in_large():\n    pass\n\n\nprint(1)\n"})
    source = read(tmp_path, files)

    assert [(one.file, one.reason) for one in source.skipped] == [("a.json", "searched for names only: larger than 64 KiB")]
    assert (list(source.files), source.others) == (["app.py"], ["a.json"])
    assert build(source).reach("app.py", "named_in_large").state == "unknown"


def test_an_unused_anchor_is_proven_by_evidence_that_holds_only_as_long_as_it_is_unused(tmp_path: Path) -> None:
    files = put(tmp_path, {"conf/a.yml": "a: &unused 1\nb: &used 2\nc: *used\n"})
    source = read(tmp_path, files)
    (claim,) = prove(source, build(source), [Axis.UTILITY]).claims

    assert (claim.symbol, claim.line_start, claim.severity, claim.certainty) == ("&unused", 1, "low", "proven")
    assert [objection(one, tmp_path, None) for one in claim.evidence] == [None, None]
    assert not refuted(claim, source, build(source))

    put(tmp_path, {"conf/a.yml": "a: &unused 1\nb: &used 2\nc: *used\nd: *unused\n"})
    source = read(tmp_path, files)
    assert objection(claim.evidence[0], tmp_path, None) == "found at conf/a.yml:4"
    assert refuted(claim, source, build(source))


@pytest.mark.parametrize("mark", ["{{ x }}", "<%= x %>", "${{ x }}", "{% x %}"])
def test_an_anchor_in_a_template_is_left_alone(tmp_path: Path, mark: str) -> None:
    files = put(tmp_path, {"a.yml": f"a: &unused 1\nb: '{mark}'\n"})

    assert local_names.prove(read(tmp_path, files)) == []


@pytest.mark.parametrize(
    "body",
    [
        "DELETE FROM t RETURNING id",
        "INSERT INTO t VALUES (1) RETURNING id",
        "SELECT my_function(1) AS x",
        "SELECT nextval('s') AS n",
    ],
)
def test_a_common_table_expression_that_does_something_is_left_alone(tmp_path: Path, body: str) -> None:
    files = put(tmp_path, {"a.sql": f"WITH quiet AS (SELECT id FROM t), acting AS ({body}) SELECT 1;\n"})

    assert [one.symbol for one in local_names.prove(read(tmp_path, files))] == ["quiet"]


def test_json_offers_nothing_and_yaml_no_review() -> None:
    assert json_language.MODULE.offers == {}
    assert set(yaml_language.MODULE.offers) == {Axis.UTILITY}
    assert set(sql_language.MODULE.offers) == {Axis.UTILITY, Axis.CORRECTION}


@settings(deadline=None)
@given(st.sampled_from(DATA), st.text() | st.text(alphabet="{}[]:&*-'\"# \n\tabc,|>%!;()$.=1", max_size=200))
def test_any_text_gives_facts(language: Language, text: str) -> None:
    found = module_of(language).read("a", text.encode(), language)

    assert found.parse_errors == len(found.broken)


@settings(deadline=None)
@given(st.sampled_from(DATA), st.sampled_from(TEXTS), st.integers(0, 600), st.integers(0, 60))
def test_data_that_is_cut_anywhere_gives_facts(language: Language, text: bytes, at: int, missing: int) -> None:
    cut = (text[:at] + text[at + missing :]).decode("utf-8", "ignore").encode()

    found = module_of(language).read("a", cut, language)

    assert all(1 <= one.line_start <= one.name_line <= one.line_end <= max(found.lines, 1) for one in found.symbols)
