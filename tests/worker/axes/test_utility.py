"""Claims of dead code: what they say, and that their evidence holds when it is checked by other means."""

import re
from pathlib import Path

import pytest

from app.domain.axis import Axis, Severity
from app.domain.evidence import Absence, GraphFact, Quote
from app.domain.finding import Claim
from benchmarks.accuracy import cases, expected_of
from worker.axes.deadness import MOST_HITS
from worker.axes.utility import prove
from worker.graph.build import build
from worker.source.read import read

CASES = [case for case in cases() if case.parent.name == "python" and Axis.UTILITY in expected_of(case)[0]]


def claims_of(root: Path) -> list[Claim]:
    files = [path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file() and path.name != "expected.toml"]
    source = read(root, files)
    return prove(source, build(source))


def put(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_evidence_holds_when_it_is_checked_without_the_graph(case: Path) -> None:
    for claim in claims_of(case):
        if claim.rule not in ("utility.dead", "utility.test-only"):
            continue
        graph, absence, quote = claim.evidence
        assert isinstance(graph, GraphFact)
        assert isinstance(absence, Absence)
        assert isinstance(quote, Quote)
        lines = (case / quote.file).read_text().split("\n")
        assert "\n".join(lines[quote.line_start - 1 : quote.line_end]) == quote.text
        for path in case.rglob("*"):
            if not path.is_file() or path.name == "expected.toml":
                continue
            file = path.relative_to(case).as_posix()
            for number, line in enumerate(path.read_text().split("\n"), 1):
                if re.search(absence.pattern, line):
                    assert any(
                        one.file == file and one.line_start <= number <= one.line_end for one in absence.except_regions
                    ), f"{claim.symbol}: {file}:{number}"


def test_a_claim_says_what_is_dead_why_and_what_to_do(tmp_path: Path) -> None:
    (claim,) = claims_of(put(tmp_path, {"run.py": "print(1)\n\n\ndef gone():\n    return 1\n"}))

    assert claim.title == "The function `gone` is never used"
    assert "Its name stands nowhere else in the repository." in claim.message
    assert claim.suggestion is not None
    assert claim.suggestion.description == "Delete the function `gone`."
    assert claim.suggestion.replacement == ""
    assert claim.severity is Severity.MEDIUM


@pytest.mark.parametrize(
    "text",
    [
        "class A:\n    def only(self):\n        return 1\n\n\nprint(A)\n",
        "import sys\nif sys.platform:\n    def only():\n        return 1\n\n\nprint(1)\n",
        "only, kept = 1, 2\nprint(kept)\n",
        "kept = 2; only = 1\nprint(kept)\n",
    ],
    ids=["last of a class", "last of a branch", "one of two targets", "shares its line"],
)
def test_no_exact_deletion_is_offered_where_it_would_break_the_file(tmp_path: Path, text: str) -> None:
    (claim,) = claims_of(put(tmp_path, {"run.py": text}))

    assert claim.suggestion is not None
    assert claim.suggestion.replacement is None


def test_an_import_that_nobody_uses_is_named_and_goes_with_the_symbol(tmp_path: Path) -> None:
    (claim,) = claims_of(put(tmp_path, {"run.py": "from a import gone\nprint(1)\n", "a.py": "def gone():\n    return 1\n"}))

    assert "Its name stands elsewhere only at run.py:1 (imported there, but not used)." in claim.message
    assert claim.suggestion is not None
    assert claim.suggestion.description == "Delete the function `gone` and its unused import at run.py:1."
    assert claim.suggestion.replacement is None


def test_what_other_unused_code_uses_too_is_not_said_to_be_used_by_one_alone(tmp_path: Path) -> None:
    shared = "def base():\n    return deep()\n\n\ndef deep():\n    return 1\n\n\n"
    users = "def one():\n    return base() + own()\n\n\ndef two():\n    return base()\n\n\n"
    users += "def own():\n    return 2\n\n\ndef live():\n    return 0\n"
    claims = claims_of(put(tmp_path, {"run.py": "from a import live\nprint(live())\n", "a.py": shared + users}))
    first, second = sorted(claims, key=lambda claim: claim.line_start)

    assert (first.symbol, second.symbol) == ("one", "two")
    assert "Only it uses `own`, which can go with it." in first.message
    assert "It and other unused code use `base`, `deep`, which can go with the last of them." in first.message
    assert {one.symbol for one in first.related} == {"own", "base", "deep"}


TYPESCRIPT = {
    "package.json": '{"name": "app", "private": true, "main": "src/main.ts"}',
    "src/main.ts": 'import { kept } from "./lib";\nkept();\n',
    "src/words.ts": "export function kept() {}\n\nexport function shout() {}\n",
    "src/lib.ts": 'export { shout } from "./words";\nexport { kept } from "./words";\n',
}


def test_a_reexport_that_nobody_imports_goes_with_the_symbol(tmp_path: Path) -> None:
    (claim,) = claims_of(put(tmp_path, TYPESCRIPT))

    assert "src/lib.ts:1 (re-exported there, but nobody imports it)" in claim.message
    assert claim.suggestion is not None
    assert claim.suggestion.description == "Delete the function `shout` and its re-export at src/lib.ts:1."


def test_a_reexport_that_is_imported_to_no_end_is_not_said_to_have_no_importer(tmp_path: Path) -> None:
    main = 'import { kept, shout } from "./lib";\nkept();\n'
    (claim,) = claims_of(put(tmp_path, TYPESCRIPT | {"src/main.ts": main}))

    assert "src/lib.ts:1 (re-exported there)" in claim.message
    assert "src/main.ts:1 (imported there, but not used)" in claim.message
    assert claim.suggestion is not None
    wanted = "Delete the function `shout`, its re-export at src/lib.ts:1 and its unused import at src/main.ts:1."
    assert claim.suggestion.description == wanted


def test_an_import_of_something_else_of_that_name_is_left_alone(tmp_path: Path) -> None:
    files = {
        "run.py": "from b import gone\nfrom a import kept\nprint(gone(), kept())\n",
        "a.py": "def kept():\n    return 0\n\n\ndef gone():\n    return 1\n",
        "b.py": "def gone():\n    return 2\n",
        "c.py": "# gone is told of here\nVALUE = 1\n",
    }
    (claim,) = [claim for claim in claims_of(put(tmp_path, files)) if claim.symbol == "gone"]

    assert claim.file == "a.py"
    assert "run.py:1" in claim.message
    assert "run.py:3" in claim.message
    assert "(something else of that name)" in claim.message
    assert "c.py:1 (in a comment)" in claim.message
    assert claim.suggestion is not None
    assert claim.suggestion.description == "Delete the function `gone`."


@pytest.mark.parametrize(
    "mention",
    [
        {"notes.md": "call `gone`\n"},
        {"page.html": "{{ gone }}\n"},
        {"other.py": 'print("please call gone soon")\n'},
        {"other.py": "x = 1  # gone\nprint(x)\n"},
        {"other.py": "def f(gone):\n    return gone\n\n\nprint(f)\n"},
        {"other.py": "from run import gone  # noqa: F401\nprint(1)\n"},
        {"vendor/lib.py": "gone()\n"},
        {"stubs/run.pyi": "def gone() -> int: ...\n"},
    ],
    ids=["docs", "template", "prose in a string", "trailing comment", "parameter", "import on purpose", "vendored", "stub"],
)
def test_one_unexplained_mention_anywhere_keeps_a_symbol_alive(tmp_path: Path, mention: dict[str, str]) -> None:
    files = {"run.py": "print(1)\n\n\ndef gone():\n    return 1\n"}
    assert len(claims_of(put(tmp_path / "without", files))) == 1

    assert claims_of(put(tmp_path / "with", files | mention)) == []


def test_nothing_is_said_of_a_file_as_a_whole_that_is_broken(tmp_path: Path) -> None:
    files = {"run.py": "print(1)\n", "app/__init__.py": "", "app/used.py": "X = 1\n", "main.py": "import app.used\n"}
    idle = "def idle():\n    return 1\n"
    whole = claims_of(put(tmp_path / "whole", files | {"app/idle.py": idle}))
    assert [(claim.file, claim.symbol) for claim in whole if claim.file == "app/idle.py"] == [("app/idle.py", None)]

    broken = claims_of(put(tmp_path / "broken", files | {"app/idle.py": idle + "\n\nclass (:\n"}))
    assert [claim for claim in broken if claim.symbol is None] == []


def test_the_fingerprint_follows_the_code_when_it_moves(tmp_path: Path) -> None:
    code = "def gone():\n    return 1\n"
    (here,) = claims_of(put(tmp_path / "a", {"run.py": "print(1)\n\n\n" + code}))
    (there,) = claims_of(put(tmp_path / "b", {"other.py": "print(1)\nprint(2)\n\n\n\n" + code}))

    assert here.fingerprint == there.fingerprint


def test_a_circle_of_dead_functions_is_one_claim(tmp_path: Path) -> None:
    (claim,) = claims_of(put(tmp_path, {"run.py": "print(1)\n\n\ndef one():\n    two()\n\n\ndef two():\n    one()\n"}))

    assert claim.symbol == "one"
    assert [other.symbol for other in claim.related] == ["two"]


def test_of_a_name_that_stands_on_more_lines_than_anybody_checks_nothing_is_said(tmp_path: Path) -> None:
    remarks = "".join(f"# gone, {at}\n" for at in range(MOST_HITS - 1))
    (claim,) = claims_of(put(tmp_path / "fewer", {"run.py": f"print(1)\n{remarks}def gone():\n    return 1\n"}))
    assert claim.symbol == "gone"

    assert not claims_of(put(tmp_path / "more", {"run.py": f"print(1)\n{remarks}# gone\ndef gone():\n    return 1\n"}))


def test_what_only_the_living_name_comes_alive_with_them_however_long_the_chain(tmp_path: Path) -> None:
    chain = "\n\n".join(f"def step_{at}():\n    return step_{at + 1}()" for at in range(50))
    told = '{"call": "step_0"}\n'
    assert not claims_of(put(tmp_path, {"run.py": f"print(1)\n\n{chain}\n\n\ndef step_50():\n    return 1\n", "a.json": told}))


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["MSG_LOGIN", "MSG_DATA", "MSG_ACK"], []),
        (["MSG_LOGIN", "MSG_DATA", "OTHER_ACK"], ["MSG_DATA", "OTHER_ACK"]),
        (["MSG_LOGIN", "MSGDATA", "MSG"], ["MSG", "MSGDATA"]),
    ],
)
def test_three_constants_whose_names_begin_alike_are_kept_whole(tmp_path: Path, names: list[str], told: list[str]) -> None:
    constants = "".join(f"{name} = {number}\n" for number, name in enumerate(names))
    claims = claims_of(put(tmp_path, {"run.py": f"{constants}\nprint(MSG_LOGIN)\n"}))
    assert sorted(claim.symbol or "" for claim in claims) == told
