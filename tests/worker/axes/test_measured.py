"""Reports of coverage beside the graph: what ran is tested, what never ran is not, and what does not fit is no report."""

import json
from pathlib import Path

import pytest

from app.domain.evidence import Coverage
from app.domain.finding import Claim
from worker.axes.measured import PARTIAL, STALE
from worker.axes.tests import UNTESTED, prove
from worker.deliberation.recheck import objection
from worker.graph.build import build
from worker.source.facts import Skipped
from worker.source.read import read

BRANCHY = "def {name}(a):\n    if a > 1:\n        return 1\n    if a < 0:\n        return 2\n    return 3\n\n\n"
FILES = {
    "shop.py": BRANCHY.format(name="one") + BRANCHY.format(name="two"),
    "run.py": "from shop import one, two\n\nprint(one(1), two(2))\n",
    "tests/test_shop.py": "from shop import one\n\n\ndef test_one():\n    assert one(1) == 3\n",
}
ONE, TWO = [2, 3, 4, 5, 6], [10, 11, 12, 13, 14]


def report(ran: list[int], missing: list[int]) -> dict[str, str]:
    told = {"meta": {}, "files": {"shop.py": {"executed_lines": [1, 9, *ran], "missing_lines": missing}}}
    return {"coverage.json": json.dumps(told)}


def claimed(root: Path, files: dict[str, str]) -> list[Claim]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    source = read(root, files)
    return [claim for claim in prove(source, build(source)).claims if claim.rule == UNTESTED]


def left_out(root: Path, files: dict[str, str]) -> list[Skipped]:
    claimed(root, files)
    source = read(root, files)
    return prove(source, build(source)).left_out


def coverage_of(claim: Claim) -> list[Coverage]:
    return [one for one in claim.evidence if isinstance(one, Coverage)]


def test_a_report_strengthens_what_the_graph_says(tmp_path: Path) -> None:
    (before,) = claimed(tmp_path, FILES)
    (after,) = claimed(tmp_path, FILES | report(ONE, TWO))
    assert before.symbol == after.symbol == "two"
    assert coverage_of(before) == []
    assert coverage_of(after) == [Coverage(file="shop.py", line_start=10, line_end=14, hits=0, source="coverage.json")]
    assert "`coverage.json` counts no run of any line" in after.message
    assert "no chain of references" in after.message


def test_what_ran_is_never_called_untested(tmp_path: Path) -> None:
    assert claimed(tmp_path, FILES | report([*ONE, 10], TWO[1:])) == []


def test_what_never_ran_is_untested_although_a_test_leads_to_it(tmp_path: Path) -> None:
    (claim,) = claimed(tmp_path, FILES | report(TWO, ONE))
    assert claim.symbol == "one"
    assert "no chain of references" not in claim.message


def test_the_report_of_a_part_of_the_tests_says_only_what_ran(tmp_path: Path) -> None:
    assert [one.symbol for one in claimed(tmp_path, FILES | report([], [*ONE, *TWO]))] == ["two"]
    assert coverage_of(claimed(tmp_path, FILES | report([], [*ONE, *TWO]))[0]) == []


@pytest.mark.parametrize(
    ("ran", "missing"),
    [(TWO, [*ONE, 40]), (TWO, [*ONE, 7]), ([line + 1 for line in TWO], [line + 1 for line in ONE])],
    ids=["longer than the file", "an empty line", "moved"],
)
def test_a_report_of_another_state_of_the_file_is_none(tmp_path: Path, ran: list[int], missing: list[int]) -> None:
    assert [one.symbol for one in claimed(tmp_path, FILES | report(ran, missing))] == ["two"]
    assert coverage_of(claimed(tmp_path, FILES | report(ran, missing))[0]) == []


def test_a_report_that_is_not_believed_is_named_with_the_reason(tmp_path: Path) -> None:
    assert left_out(tmp_path, FILES | report(ONE, TWO)) == []
    assert left_out(tmp_path, FILES | report(TWO, [*ONE, 40])) == [Skipped("coverage.json", STALE)]
    assert left_out(tmp_path, FILES | report([], [*ONE, *TWO])) == [Skipped("coverage.json", PARTIAL)]
    elsewhere = {"coverage.json": report(ONE, TWO)["coverage.json"].replace("shop.py", "other/place.py")}
    assert left_out(tmp_path, FILES | elsewhere) == []


def test_a_report_that_names_another_function_at_a_line_is_none(tmp_path: Path) -> None:
    lcov = "SF:shop.py\nFN:{line},two\n" + "".join(f"DA:{line},1\n" for line in [1, 9, *ONE])
    lcov += "".join(f"DA:{line},0\n" for line in TWO) + "end_of_record\n"
    (fits,) = claimed(tmp_path, FILES | {"lcov.info": lcov.format(line=9)})
    (stale,) = claimed(tmp_path, FILES | {"lcov.info": lcov.format(line=3)})
    assert (len(coverage_of(fits)), len(coverage_of(stale))) == (1, 0)


def test_a_second_report_in_which_it_ran_wins(tmp_path: Path) -> None:
    second = {"ci/coverage.json": report([*ONE, *TWO], [])["coverage.json"]}
    assert claimed(tmp_path, FILES | report(ONE, TWO) | second) == []


def test_the_evidence_is_read_again_from_the_report(tmp_path: Path) -> None:
    (claim,) = claimed(tmp_path, FILES | report(ONE, TWO))
    (evidence,) = coverage_of(claim)
    assert objection(evidence, tmp_path, None) is None
    moved = evidence.model_copy(update={"line_start": 2, "line_end": 6})
    assert objection(moved, tmp_path, None) == "they ran 5 times, claimed was 0"
    elsewhere = evidence.model_copy(update={"file": "run.py"})
    assert objection(elsewhere, tmp_path, None) == "coverage.json says nothing of run.py"
    between = evidence.model_copy(update={"line_start": 7, "line_end": 8})
    assert objection(between, tmp_path, None) == "coverage.json says nothing of these lines"
    (tmp_path / "coverage.json").write_text("{")
    assert "is no JSON" in (objection(evidence, tmp_path, None) or "")
    (tmp_path / "coverage.json").unlink()
    assert "there is no file" in (objection(evidence, tmp_path, None) or "")
