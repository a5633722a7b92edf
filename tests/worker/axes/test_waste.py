"""Code that does nothing for anybody although something refers to it: branches, second names, imports."""

from pathlib import Path

import pytest
import tree_sitter_c_sharp
import tree_sitter_java
import tree_sitter_rust
from tree_sitter import Language as Grammar
from tree_sitter import Parser, Query, QueryCursor

from app.domain.evidence import Quote
from app.domain.finding import Claim
from worker.axes import branches, delegations
from worker.axes.utility import prove
from worker.deliberation.recheck import recheck
from worker.graph.build import build
from worker.source.read import read

MAIN = 'if __name__ == "__main__":\n    {}\n'


def claims(root: Path, files: dict[str, str], rule: str) -> list[Claim]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    source = read(root, files)
    found = prove(source, build(source))
    for claim in found:
        assert all(recheck(one, root, None) for one in claim.evidence if isinstance(one, Quote))
    return [claim for claim in found if claim.rule == f"utility.{rule}"]


def lines(found: list[Claim]) -> list[tuple[int, int]]:
    return [(one.line_start, one.line_end) for one in found]


# -- branches --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.py", "import os\nif False:\n    os.remove('a')\nprint(1)\n", (2, 3)),
        ("a.py", "import os\nif not (True):\n    os.remove('a')\nelse:\n    print(2)\n", (3, 3)),
        ("a.py", "import os\nif False and os.getenv('A'):\n    os.remove('a')\n", (2, 3)),
        ("a.py", "import os\nif os.name:\n    print(1)\nelif 0:\n    os.remove('a')\n", (4, 5)),
        ("a.py", "import os\nif True:\n    print(1)\nelse:\n    os.remove('a')\n", (4, 5)),
        ("a.py", "import os\nwhile False:\n    os.remove('a')\n", (2, 3)),
        ("a.js", "run();\nif (false) {\n  stop();\n}\n", (2, 4)),
        ("a.js", "run();\nif (ready()) {\n  run();\n} else if (!1) {\n  stop();\n}\n", (4, 6)),
        ("a.ts", "run();\nif (true || ready()) {\n  run();\n} else {\n  stop();\n}\n", (4, 6)),
        ("a.tsx", "export const a = () => (\n  <p>\n    {false && <b>old</b>}\n  </p>\n);\na();\n", (3, 3)),
        ("a.go", 'package main\n\nfunc main() {\n\tif false {\n\t\tprintln("a")\n\t}\n}\n', (4, 6)),
    ],
)
def test_a_branch_behind_a_literal_never_runs(tmp_path: Path, name: str, text: str, expected: tuple[int, int]) -> None:
    found = claims(tmp_path, {name: text}, "unreachable-branch")
    assert lines(found) == [expected]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", "DEBUG = False\nif DEBUG:\n    print(1)\n"),
        ("a.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import os\nif __debug__:\n    print(1)\n"),
        ("a.py", "if False:\n    from typing import Any\n"),
        ("a.py", "def none():\n    if False:\n        yield 1\n\n\nprint(none())\n"),
        ("a.py", "while True:\n    print(1)\nwhile 1:\n    print(2)\n"),
        ("a.py", "if True:\n    print(1)\n"),
        ("a.py", "import os\nif os.getenv('A') and False:\n    print(1)\n"),
        ("a.py", "# for the type checker\nif False:\n    print(1)\n"),
        ("a.py", "if False:\n    pass\n"),
        ("a.py", "if [] is None:\n    print(1)\n"),
        ("a.js", 'if (process.env.NODE_ENV === "test") { run(); }\nif (import.meta.env.DEV) { run(); }\n'),
        ("a.js", 'if (false) {\n  require("./pages/a");\n}\n'),
        ("a.js", "do { run(); } while (false);\nfor (;;) { run(); }\n"),
        ("a.go", "package main\n\nvar debug = false\n\nfunc main() {\n\tif debug {\n\t\tprintln(1)\n\t}\n}\n"),
        ("a.go", "package main\n\nfunc main() {\n\tif false { // keeps go vet silent\n\t\tprintln(1)\n\t}\n}\n"),
        ("tests/test_a.py", "def test_a():\n    if False:\n        print(1)\n"),
        ("examples/a.py", "if False:\n    print(1)\n"),
    ],
)
def test_switches_idioms_and_tests_are_left_alone(tmp_path: Path, name: str, text: str) -> None:
    assert claims(tmp_path, {name: text}, "unreachable-branch") == []


def test_a_whole_statement_can_be_deleted_as_it_is_and_part_of_one_cannot(tmp_path: Path) -> None:
    text = "import os\nif False:\n    os.remove('a')\nif False:\n    os.remove('b')\nelse:\n    print(1)\n"
    whole, part = claims(tmp_path, {"a.py": text}, "unreachable-branch")
    assert [one.suggestion.replacement for one in (whole, part) if one.suggestion is not None] == ["", None]


def test_what_is_inside_something_dead_is_not_told_again(tmp_path: Path) -> None:
    text = "import os\n\n\ndef gone():\n    if False:\n        os.remove('a')\n\n\nprint(os.name)\n"
    assert claims(tmp_path, {"a.py": text}, "unreachable-branch") == []
    assert [one.symbol for one in claims(tmp_path, {"a.py": text}, "dead")] == ["gone"]


@pytest.mark.parametrize(
    ("language", "capsule", "text"),
    [
        ("rust", tree_sitter_rust.language(), "fn a() { if false { b(); } else { c(); } }"),
        ("java", tree_sitter_java.language(), "class A { void a() { if (false) { b(); } } }"),
        ("csharp", tree_sitter_c_sharp.language(), "class A { void B() { if (false) { C(); } } }"),
    ],
)
def test_the_queries_for_languages_to_come_find_their_conditions(language: str, capsule: object, text: str) -> None:
    grammar = Grammar(capsule)
    root = Parser(grammar).parse(text.encode()).root_node
    (node,) = QueryCursor(Query(grammar, branches.QUERIES[language])).captures(root)["if"]
    assert node.child_by_field_name("condition") is not None
    assert node.child_by_field_name("consequence") is not None
    if language in delegations.QUERIES:
        assert QueryCursor(Query(grammar, delegations.QUERIES[language])).captures(root)["function"]


# -- second names -----------------------------------------------------------------------------------------------------------

PYTHON = {
    "shop.py": "def total(items, rate):\n    return sum(items) * rate\n\n\n"
    "def _total(items, rate):\n    return total(items, rate)\n\n\n" + MAIN.format("print(_total([1], 2), total([1], 3))")
}
SCRIPT = {
    "package.json": '{"name": "a", "private": true, "main": "main.ts"}',
    "main.ts": "function total(items: number[]): number {\n  return items.length;\n}\n"
    "const sum = (items: number[]): number => total(items);\nconsole.log(sum([1]), total([2]));\n",
}
GO = {
    "go.mod": "module a\n\ngo 1.22\n",
    "main.go": "package main\n\nfunc total(a int, rest ...int) int {\n\treturn a + len(rest)\n}\n\n"
    "func sum(a int, rest ...int) int {\n\treturn total(a, rest...)\n}\n\nfunc main() {\n\tprintln(sum(1), total(2))\n}\n",
}


@pytest.mark.parametrize(
    ("files", "symbol"), [(PYTHON, "_total"), (SCRIPT, "sum"), (GO, "sum")], ids=["python", "typescript", "go"]
)
def test_a_second_name_for_one_caller_is_told(tmp_path: Path, files: dict[str, str], symbol: str) -> None:
    (claim,) = claims(tmp_path, files, "low-value")
    assert claim.symbol == symbol
    assert "total" in claim.title
    assert [one.relation for one in claim.related] == ["caller"]


@pytest.mark.parametrize(
    "change",
    [
        ("def _total(", "def sums("),
        ("return total(items, rate)", "return total(rate, items)"),
        ("return total(items, rate)", "return total(items, 1.2)"),
        ("return total(items, rate)", "return -total(items, rate)"),
        ("return total(items, rate)", "print(1)\n    return total(items, rate)"),
        ("return total(items, rate)", "# the old name, see #12\n    return total(items, rate)"),
        ("def _total(items, rate)", "def _total(items, rate=2)"),
        ("def _total(", "@cached\ndef _total("),
        ("def total(items, rate)", "def total(items, rate, tax=0)"),
        ("def total(items, rate)", "def total(items, rate: int)"),
        ("def total(items", "async def total(items"),
        ("return total(items, rate)", "return sum(items, rate)"),
        ("print(_total([1], 2)", "print(map(_total, [1]), _total([1], 2)"),
        ("print(_total([1], 2)", "print(_total([1], 2), _total([1], 2))\n    print(_total(1, 2))\n    print(_total(3, 4)"),
        ("    return total(items, rate)", '    """Return the total as printed on bills."""\n    return total(items, rate)'),
        ("def _total(", "if 1 > len('a'):\n    def _total(a, b):\n        return 1\n\n\ndef _total("),
    ],
    ids=[
        "public", "another order", "a value of its own", "more than a call", "does something", "explained", "a default",
        "decorated", "hides a parameter", "narrows a type", "another kind", "builtin", "handed on", "many callers",
        "documented", "one of two",
    ],
)  # fmt: skip
def test_a_function_with_a_sense_of_its_own_is_not(tmp_path: Path, change: tuple[str, str]) -> None:
    assert change[0] in PYTHON["shop.py"]
    assert claims(tmp_path, {"shop.py": PYTHON["shop.py"].replace(*change)}, "low-value") == []


def test_a_name_that_a_test_replaces_is_not_told(tmp_path: Path) -> None:
    test = {
        "tests/test_shop.py": "import shop\n\n\ndef test_total(monkeypatch):\n    monkeypatch.setattr(shop, '_total', len)\n"
    }
    assert claims(tmp_path, PYTHON | test, "low-value") == []
