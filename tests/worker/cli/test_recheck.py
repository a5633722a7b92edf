"""`anatoly recheck`: what holds today, and what does not."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.domain.evidence import Evidence
from app.domain.finding import Finding
from tests.worker.cli.conftest import Anatoly
from worker.report.ground import Ground as Opened
from worker.report.model import build


class Ground:
    """Stands in for the folder: evidence of the kinds in `fails` does not hold in it."""

    def __init__(self) -> None:
        self.commit = "0123456789abcdef0123456789abcdef01234567"
        self.dirty = False
        self.fails: set[str] = set()
        self.misstated: dict[str, str] = {}
        self.opened: list[Path] = []

    def open(self, source: Path) -> Opened:
        self.opened.append(source)
        return Opened(self.commit, self.dirty, self._check, lambda finding: self.misstated.get(finding.rule))

    def _check(self, evidence: Evidence) -> str | None:
        return "found at a.py:3" if evidence.kind in self.fails else None


@pytest.fixture
def ground(monkeypatch: pytest.MonkeyPatch) -> Ground:
    made = Ground()
    module = ModuleType("worker.local")
    vars(module)["open_ground"] = made.open
    monkeypatch.setitem(sys.modules, "worker.local", module)
    return made


@pytest.fixture
def findings(tmp_path: Path, facts: dict[str, Any], make_finding: Callable[..., Finding], bug: Finding) -> Path:
    path = tmp_path / "findings.json"
    path.write_text(build(facts, [make_finding(), bug]).to_json())
    return path


def test_when_everything_holds_the_exit_code_is_zero(anatoly: Anatoly, ground: Ground, findings: Path) -> None:
    ended = anatoly("recheck", findings, "--source", findings.parent)
    assert (ended.code, ended.err) == (0, "")
    assert ground.opened == [findings.parent]
    lines = ended.out.splitlines()
    assert lines[-1] == "5 of 5 pieces of evidence hold, 2 of 2 findings stand"
    assert lines[0].startswith("✔ web/src/pager.ts:4")


def test_one_piece_that_does_not_hold_brings_its_finding_down(anatoly: Anatoly, ground: Ground, findings: Path) -> None:
    ground.fails = {"absence"}
    ended = anatoly("recheck", findings, "--source", findings.parent)
    assert ended.code == 1
    assert "✔ graph: holds" in ended.out
    assert "✘ absence: found at a.py:3" in ended.out
    assert ended.out.splitlines()[-1] == "4 of 5 pieces of evidence hold, 1 of 2 findings stand"
    assert [line[0] for line in ended.out.splitlines() if line[0] in "✔✘"] == ["✔", "✘"]


def test_a_finding_that_is_not_what_its_evidence_is_about_does_not_stand(
    anatoly: Anatoly, ground: Ground, findings: Path, bug: Finding
) -> None:
    ground.misstated = {bug.claim.rule: "no rule claims it of this folder today"}
    ended = anatoly("recheck", findings, "--source", findings.parent)
    assert ended.code == 1
    assert "✘ finding: no rule claims it of this folder today" in ended.out
    assert ended.out.splitlines()[-1] == "5 of 5 pieces of evidence hold, 1 of 2 findings stand"


def test_what_the_file_claims_to_have_checked_counts_for_nothing(anatoly: Anatoly, ground: Ground, findings: Path) -> None:
    ground.fails = {"quote", "search", "rule", "graph", "absence"}
    assert anatoly("recheck", findings, "--source", findings.parent).out.splitlines()[-1].startswith("0 of 5 pieces")


def test_a_finding_without_evidence_does_not_stand(anatoly: Anatoly, ground: Ground, findings: Path) -> None:
    data = json.loads(findings.read_text())
    data["findings"][0]["evidence"] = []
    findings.write_text(json.dumps(data))
    ended = anatoly("recheck", findings, "--source", findings.parent)
    assert ended.code == 1
    assert "no evidence is given" in ended.out


def test_a_report_without_findings_holds(anatoly: Anatoly, ground: Ground, findings: Path, facts: dict[str, Any]) -> None:
    findings.write_text(build(facts, []).to_json())
    ended = anatoly("recheck", findings, "--source", findings.parent)
    assert (ended.code, ended.out) == (0, "nothing to check: the report has no findings\n")


def test_one_is_one(
    anatoly: Anatoly, ground: Ground, findings: Path, facts: dict[str, Any], make_finding: Callable[..., Finding]
) -> None:
    ground.fails = {"graph"}
    findings.write_text(build(facts, [make_finding()]).to_json())
    out = anatoly("recheck", findings, "--source", findings.parent).out
    assert out.splitlines()[-1] == "1 of 2 pieces of evidence hold, 0 of 1 finding stands"


@pytest.mark.parametrize(("report", "folder"), [(True, False), (False, True)])
def test_uncommitted_changes_are_named(
    anatoly: Anatoly,
    ground: Ground,
    findings: Path,
    facts: dict[str, Any],
    bug: Finding,
    *,
    report: bool,
    folder: bool,
) -> None:
    ground.dirty = folder
    findings.write_text(build({**facts, "dirty": report}, [bug]).to_json())
    err = anatoly("recheck", findings, "--source", findings.parent).err
    who = "the report is about a folder" if report else f"{findings.parent} is a folder"
    assert err == f"note: {who} with uncommitted changes: what does not hold may have been edited since\n"


def test_another_commit_is_named(anatoly: Anatoly, ground: Ground, findings: Path) -> None:
    ground.commit = "f" * 40
    (findings.parent / "web/src").mkdir(parents=True)
    (findings.parent / "web/src/pager.ts").write_text("")
    ended = anatoly("recheck", findings, "--source", findings.parent)
    assert ended.err == f"note: the report is about 0123456789ab, {findings.parent} is at {'f' * 12}\n"


def test_a_folder_with_none_of_the_files_is_refused(anatoly: Anatoly, ground: Ground, findings: Path) -> None:
    ground.commit = ""
    ended = anatoly("recheck", findings, "--source", findings.parent)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith(
        f"none of the files that the report speaks of is in {findings.parent}: give the audited folder with --source\n"
    )


def test_bad_input_is_one_line_and_exit_two(anatoly: Anatoly, ground: Ground, findings: Path) -> None:
    for arguments in ([findings, "--source", findings], ["nowhere.json"], [Path(__file__), "--source", findings.parent]):
        ended = anatoly("recheck", *arguments)
        assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ground.opened == []
