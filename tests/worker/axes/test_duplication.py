"""One finding for all copies, with the one that should stay, and evidence that can be looked at again."""

from pathlib import Path

from app.domain.axis import Severity
from app.domain.evidence import Quote, Similarity
from app.domain.finding import Claim
from tests.worker.index.copies import COPIES
from worker.axes.duplication import prove
from worker.deliberation.recheck import how, objection
from worker.graph.build import build
from worker.index.likeness import unlike
from worker.source.facts import Source
from worker.source.read import read

_, _, TEXT, COPY = COPIES["typescript"]
FILES = {
    "package.json": '{"name": "a", "private": true}',
    "a.ts": TEXT,
    "b.ts": COPY,
    "u.ts": 'import { openSum } from "./b";\nexport const u = () => openSum([], 1);\n',
}


def claimed(root: Path, files: dict[str, str]) -> tuple[Source, list[Claim]]:
    for name, text in files.items():
        (root / name).write_text(text)
    source = read(root, files)
    return source, prove(source, build(source))


def test_a_pair_is_one_finding_at_the_one_that_should_go(tmp_path: Path) -> None:
    _, (claim,) = claimed(tmp_path, FILES)
    assert (claim.rule, claim.file, claim.symbol, claim.severity) == ("duplication.renamed", "a.ts", "total", Severity.LOW)
    assert claim.title == "`total` exists already as `openSum`"
    assert "`openSum` should stay: used in 1 place." in claim.message
    assert [(one.file, one.symbol, one.relation) for one in claim.related] == [("b.ts", "openSum", "duplicate_of")]
    assert [one.file for one in claim.evidence if isinstance(one, Quote)] == ["b.ts", "a.ts"]


def test_the_third_time_is_worth_an_issue_and_names_all(tmp_path: Path) -> None:
    _, (claim,) = claimed(tmp_path, FILES | {"c.ts": TEXT})
    assert claim.severity is Severity.MEDIUM
    assert [(one.file, one.relation) for one in claim.related] == [("b.ts", "duplicate_of"), ("c.ts", "cluster")]
    assert len([one for one in claim.evidence if isinstance(one, Similarity)]) == 2


def test_a_copied_file_is_one_finding(tmp_path: Path) -> None:
    several = "".join(
        TEXT.replace("total", f"total{n}").replace("lines", f"lines{n}").replace("* rate", f"* {n}") for n in range(4)
    )
    _, (claim,) = claimed(tmp_path, {"package.json": FILES["package.json"], "a.ts": several, "old.ts": several})
    assert (claim.rule, claim.severity) == ("duplication.files", Severity.MEDIUM)
    assert claim.title == "4 functions of `a.ts` stand in `old.ts` as well"
    assert claim.file == "old.ts"
    assert "referred to most" not in claim.message
    assert len([one for one in claim.evidence if isinstance(one, Similarity)]) == 4
    assert [one.relation for one in claim.related] == ["duplicate_of"] * 4 + ["cluster"] * 3


def test_the_copied_file_that_is_used_is_the_one_to_keep(tmp_path: Path) -> None:
    several = "".join(TEXT.replace("total", f"total{n}").replace("* rate", f"* {n}") for n in range(4))
    user = 'import { total1 } from "./old";\nexport const u = () => total1([], 1);\n'
    _, (claim,) = claimed(tmp_path, {"package.json": FILES["package.json"], "a.ts": several, "old.ts": several, "u.ts": user})
    assert (claim.file, claim.title) == ("a.ts", "4 functions of `old.ts` stand in `a.ts` as well")
    assert claim.message.endswith("`old.ts` is referred to most.")


def test_its_evidence_is_compared_again_and_shown(tmp_path: Path) -> None:
    source, (claim,) = claimed(tmp_path, FILES)
    (similar,) = (one for one in claim.evidence if isinstance(one, Similarity))
    assert objection(similar, tmp_path, None, None, lambda one: unlike(source, one)) is None
    assert objection(similar, tmp_path, None) == "nobody is there to compare them"
    assert "rg --line-number --word-regexp --fixed-strings --regexp=total -- a.ts" in how(similar)
    (tmp_path / "b.ts").unlink()
    assert objection(similar, tmp_path, None, None, lambda one: unlike(source, one)) == "no file b.ts"


def test_a_finding_keeps_its_identity_when_lines_move(tmp_path: Path) -> None:
    _, (before,) = claimed(tmp_path, FILES)
    _, (after,) = claimed(tmp_path, FILES | {"a.ts": f"// more\n\n{TEXT}"})
    assert before.fingerprint == after.fingerprint
