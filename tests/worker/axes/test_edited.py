"""Claims about edited copies and about helpers that are written out: what differs is said, and nothing is told twice."""

from pathlib import Path

import pytest

from app.domain.axis import Severity
from app.domain.evidence import Quote, Similarity
from app.domain.finding import Claim, Related
from tests.worker.index.test_inline import HELPER, WITHIN
from tests.worker.index.test_near import OPEN, OTHER
from worker.axes.duplication import prove
from worker.deliberation.recheck import how, objection
from worker.graph.build import build
from worker.index.likeness import unlike
from worker.source.facts import Source
from worker.source.read import read

GUARDED = OTHER.replace("    text = ", "    if path is None:\n        return 0\n    text = ")
LOGGED = OTHER.replace("sum_of", "logged").replace("    found = 0\n", '    found = 0\n    log.info("%s", path)\n')
USER = "from a import open_total\n\nprint(open_total(1, 2))\n"


def claimed(root: Path, files: dict[str, str]) -> tuple[Source, list[Claim]]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    source = read(root, files)
    return source, prove(source, build(source))


def places(related: tuple[Related, ...]) -> list[tuple[str, str | None, str]]:
    return [(one.file, one.symbol, one.relation) for one in related]


def test_an_edited_copy_says_what_differs_and_which_stays(tmp_path: Path) -> None:
    _, (claim,) = claimed(tmp_path, {"a.py": OPEN, "b.py": GUARDED, "u.py": USER})
    assert (claim.rule, claim.file, claim.symbol, claim.severity) == ("duplication.near", "b.py", "sum_of", Severity.LOW)
    assert claim.title == "`sum_of` is an edited copy of `open_total`"
    assert "`sum_of` (b.py:5) does what `open_total` (a.py:5) does: 95% of their words and signs are the same." in claim.message
    assert "What differs: lines 6-7 of `sum_of` check and leave first. `open_total` should stay: used in" in claim.message
    assert places(claim.related) == [("a.py", "open_total", "duplicate_of")]
    assert [one.file for one in claim.evidence if isinstance(one, Quote)] == ["a.py", "b.py"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    found = 0\n", '    found = 0\n    log.info("%s", path)\n', "line 11 of `sum_of` writes to a log"),
        ("    rows = json", "    text = text.strip()\n    rows = json", "line 7 of `sum_of` does more"),
        ("a list is expected", "no list", "a message has other words (line 9)"),
        ('row["paid"]', 'row["paid"] or row["void"]', "a check has one more alternative (line 12)"),
        ("LIMIT", "MOST", "a constant of the file is another (line 11)"),
        ("(path, rate)", '(path: "Path", rate: float)', "Their bodies are the same."),
    ],
)
def test_every_difference_is_said_plainly(tmp_path: Path, old: str, new: str, said: str) -> None:
    _, (claim,) = claimed(tmp_path, {"a.py": OPEN, "b.py": OTHER.replace(old, new), "u.py": USER})
    assert said in claim.message


def test_what_the_copy_lacks_is_said_of_the_one_that_stays(tmp_path: Path) -> None:
    user = USER.replace("from a", "from b").replace("open_total", "sum_of")
    _, (claim,) = claimed(tmp_path, {"a.py": OPEN, "b.py": GUARDED, "u.py": user})
    assert claim.symbol == "open_total"
    assert "lines 6-7 of `sum_of` check and leave first" in claim.message


def test_several_edited_copies_are_one_finding(tmp_path: Path) -> None:
    _, (claim,) = claimed(tmp_path, {"a.py": OPEN, "b.py": GUARDED, "c.py": LOGGED, "u.py": USER})
    assert claim.title == "`sum_of` is an edited copy of `open_total`"
    assert "`sum_of` (b.py:5) does" in claim.message
    assert "`logged` (c.py:5) does" in claim.message
    assert places(claim.related) == [("a.py", "open_total", "duplicate_of"), ("c.py", "logged", "cluster")]
    assert len([one for one in claim.evidence if isinstance(one, Similarity)]) == 2


def test_what_is_told_as_a_copy_is_not_told_again_as_an_edited_one(tmp_path: Path) -> None:
    _, found = claimed(tmp_path, {"a.py": OPEN, "b.py": OPEN, "c.py": LOGGED})
    assert [(claim.rule, claim.file, len(claim.related)) for claim in found] == [
        ("duplication.exact", "b.py", 1),
        ("duplication.near", "c.py", 1),
    ]
    twice = {"a.py": OPEN, "b.py": OPEN, "c.py": LOGGED, "d.py": LOGGED}
    assert [claim.rule for claim in claimed(tmp_path / "two groups", twice)[1]] == ["duplication.exact", "duplication.exact"]


def test_a_large_one_is_worth_an_issue(tmp_path: Path) -> None:
    more = "".join(f"    amount += lines[{n}] // {n + 2}\n" for n in range(9))
    large = OPEN.replace("    return round", f"{more}    return round")
    other = large.replace("open_total", "sum_of").replace("    text = ", "    if path is None:\n        return 0\n    text = ")
    _, (claim,) = claimed(tmp_path, {"a.py": large, "b.py": other})
    assert claim.severity is Severity.MEDIUM


def test_a_helper_that_is_written_out_is_told_at_its_lines(tmp_path: Path) -> None:
    _, (claim,) = claimed(tmp_path, {"a.py": HELPER, "b.py": WITHIN})
    assert (claim.rule, claim.file, claim.symbol, claim.severity) == ("duplication.inline", "b.py", "plan", Severity.LOW)
    assert (claim.line_start, claim.line_end) == (5, 13)
    assert claim.title == "`plan` writes out what `nearest` does"
    assert "Lines 5-13 of `plan` (b.py:1) are what `nearest` (a.py:1) does" in claim.message
    assert places(claim.related) == [("a.py", "nearest", "duplicate_of")]
    assert [(one.file, one.line_start) for one in claim.evidence if isinstance(one, Quote)] == [("a.py", 1), ("b.py", 5)]


def test_a_copy_that_does_a_bit_more_is_told_once(tmp_path: Path) -> None:
    other = HELPER.replace("nearest", "closest").replace("    return best\n", "    print(best)\n    return best\n")
    found = claimed(tmp_path, {"a.py": HELPER, "b.py": other})[1]
    assert [claim.rule for claim in found] == ["duplication.near"]


@pytest.mark.parametrize("files", [{"a.py": OPEN, "b.py": GUARDED}, {"a.py": HELPER, "b.py": WITHIN}])
def test_the_evidence_is_looked_at_again(tmp_path: Path, files: dict[str, str]) -> None:
    source, (claim,) = claimed(tmp_path, files)
    (similar,) = (one for one in claim.evidence if isinstance(one, Similarity))
    assert objection(similar, tmp_path, None, None, lambda one: unlike(source, one)) is None
    assert "anatoly" in how(similar)
    forged = similar.model_copy(update={"leaves": similar.leaves - 1})
    assert objection(forged, tmp_path, None, None, lambda one: unlike(source, one)) is not None


@pytest.mark.parametrize("files", [{"a.py": OPEN, "b.py": GUARDED}, {"a.py": HELPER, "b.py": WITHIN}])
def test_a_finding_keeps_its_identity_when_lines_move(tmp_path: Path, files: dict[str, str]) -> None:
    _, (before,) = claimed(tmp_path, files)
    moved = {name: f"# more\nMORE = 1\n\n{text}" for name, text in files.items()}
    _, (after,) = claimed(tmp_path, moved)
    assert before.fingerprint == after.fingerprint
    assert before.line_start + 3 == after.line_start
