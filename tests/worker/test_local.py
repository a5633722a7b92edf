"""An audit without a server: a folder or a URL goes in, findings with evidence come out."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.domain.axis import Axis
from app.domain.errors import UserError
from app.domain.finding import Finding
from worker.doubles.anthropic import AnthropicDouble
from worker.doubles.anthropic_script import PlantedBug, good_reviewer, queue, rate_limited
from worker.llm import transport
from worker.local import audit, open_ground
from worker.progress import AuditOptions
from worker.report.model import ReportedFinding

TILL = {
    "pyproject.toml": '[project]\nname = "till"\nversion = "1"\nclassifiers = ["Private :: Do Not Upload"]\n'
    '[project.scripts]\ntill = "till.main:main"\n',
    "till/__init__.py": "",
    "till/main.py": "from till.money import average\n\n\ndef main():\n    print(average([]))\n",
    "till/money.py": "def average(amounts):\n    return sum(amounts) / len(amounts)\n\n\ndef forgotten(amount):\n"
    "    return amount * 3\n",
}
BUG = PlantedBug(
    file="till/money.py",
    symbol="average",
    quote="    return sum(amounts) / len(amounts)",
    kind="boundary",
    title="Division by zero for an empty list",
    message="main calls average([]), and len is 0 then.",
    suggestion="Return 0 for an empty list.",
)


class Watching:
    """A progress that remembers."""

    def __init__(self) -> None:
        self.stages: list[str] = []
        self.steps = 0

    def stage(self, name: str, total: int | None) -> None:
        self.stages.append(name)

    def advance(self, n: int = 1, *, findings: int | None = None, usd: float | None = None) -> None:
        self.steps += n

    def note(self, text: str) -> None:
        raise AssertionError(text)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ANATOLY_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def till(tmp_path: Path) -> Path:
    """A git repository with a dead function and a bug."""
    root = tmp_path / "till"
    for path, text in TILL.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=first")
    return root


def git(root: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    return subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True, text=True).stdout.strip()


def run(source: Path, **options: Any) -> tuple[dict[str, Any], list[Finding]]:
    return audit(str(source), AuditOptions(**options), Watching())


def symbols(findings: list[Finding]) -> list[str | None]:
    return [finding.claim.symbol for finding in findings]


def test_a_folder_is_audited_where_it_lies(till: Path) -> None:
    facts, findings = run(till)
    assert symbols(findings) == ["forgotten"]
    assert facts["mode"] == "static"
    assert facts["commit"] == git(till, "rev-parse", "HEAD")
    assert facts["dirty"] is False
    assert facts["axes"] == [axis.value for axis in Axis]
    assert (facts["files_total"], facts["claims"]) == (4, 1)
    assert list(facts["stages"]) == ["checkout", "source", "graph", "prove", "recheck"]


def test_every_piece_of_evidence_was_checked_again_and_can_be_by_anyone(till: Path) -> None:
    _, findings = run(till)
    evidence = [item for finding in findings for item in finding.claim.evidence]
    assert evidence
    assert all(item.rechecked and item.how for item in evidence)
    ground = open_ground(till)
    assert not ground.dirty
    assert ground.commit == git(till, "rev-parse", "HEAD")
    assert all(ground.check(item) is None for item in evidence)
    assert [ground.stated(ReportedFinding.of(finding)) for finding in findings] == [None] * len(findings)


def test_the_same_function_in_two_files_is_two_findings_that_both_stand(till: Path) -> None:
    (till / "till/other.py").write_text(TILL["till/money.py"])
    (till / "till/main.py").write_text("from till.other import average\n" + TILL["till/main.py"])
    _, findings = run(till)
    assert len({finding.id for finding in findings}) == len(findings) > 1
    ground = open_ground(till)
    assert {ground.stated(ReportedFinding.of(finding)) for finding in findings} == {None}


UPHELD = {"outcome": "upheld", "rounds": 1, "reasoning": ""}
Edit = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda one: one.update(title="The function `main` is never used", symbol="main"), "otherwise today: symbol, title"),
        (lambda one: one.update(line_start=1, line_end=2), "otherwise today: lines"),
        (lambda one: one.update(file="gone.py"), "otherwise today: file"),
        (lambda one: one.update(severity="high"), "otherwise today: severity"),
        (lambda one: one["suggestion"].update(replacement="evil()"), "otherwise today: suggestion"),
        (lambda one: one.update(evidence=one["evidence"][:1]), "otherwise today: evidence"),
        (
            lambda one: [each.update(pattern="zzzz") for each in one["evidence"] if "pattern" in each],
            "otherwise today: evidence",
        ),
        (lambda one: one.update(id="0" * 16), "no rule claims it"),
        (
            lambda one: one.update(line_start=1, line_end=1, evidence=one["evidence"][1:2], deliberation=UPHELD),
            "nothing is quoted from till/money.py at the lines",
        ),
    ],
    ids=["symbol", "lines", "file", "severity", "suggestion", "proof removed", "empty search", "id", "upheld elsewhere"],
)
def test_a_report_that_was_edited_does_not_pass_for_ours(till: Path, edit: Edit, says: str) -> None:
    _, (finding,) = run(till)
    written = ReportedFinding.of(finding).model_dump(mode="json")
    edit(written)
    assert says in (open_ground(till).stated(ReportedFinding.model_validate(written)) or "")


def test_a_command_that_was_put_in_place_of_ours_is_noticed(till: Path) -> None:
    _, (finding,) = run(till)
    evidence = finding.claim.evidence[0]
    check = open_ground(till).check
    assert check(evidence) is None
    for command in ("rm -rf /", f"rm -rf /\n{evidence.how}", f"{evidence.how}\nrm -rf /"):
        assert check(evidence.model_copy(update={"how": command})) == "the command beside it is not the one that shows it"


def test_evidence_that_no_longer_holds_is_noticed(till: Path) -> None:
    _, findings = run(till)
    (till / "till/main.py").write_text(TILL["till/main.py"] + "\n\nfrom till.money import forgotten\nforgotten(1)\n")
    ground = open_ground(till)
    assert ground.dirty
    assert not all(ground.check(item) is None for finding in findings for item in finding.claim.evidence)


def test_a_plain_folder_without_git_is_audited_too(tmp_path: Path, till: Path) -> None:
    plain = tmp_path / "plain"
    till.joinpath(".git").rename(tmp_path / "elsewhere")
    till.rename(plain)
    facts, findings = run(plain)
    assert symbols(findings) == ["forgotten"]
    assert facts["commit"] == ""


def test_only_what_changed_since_a_base_is_reported(till: Path) -> None:
    (till / "till/money.py").write_text(TILL["till/money.py"] + "\n\ndef newly_dead():\n    return 1\n")
    git(till, "commit", "--quiet", "--all", "--message=second")
    _, everything = run(till)
    assert set(symbols(everything)) == {"forgotten", "newly_dead"}
    _, new = run(till, diff_base="HEAD~1")
    assert symbols(new) == ["newly_dead"]


def test_where_nothing_changed_no_file_is_read(till: Path) -> None:
    facts, findings = run(till, diff_base="HEAD")
    assert findings == []
    assert (facts["files_asked"], facts["files_reviewed"]) == (0, 0)
    assert facts["files_total"] > 0


def test_a_repository_inside_is_no_part_but_may_use_what_is_here(till: Path) -> None:
    (till / "plugin").mkdir()
    (till / "plugin/hook.py").write_text("from till.money import forgotten\n\nforgotten(1)\n")
    git(till / "plugin", "init", "--quiet")
    facts, findings = run(till)
    assert "plugin/hook.py" not in {each["path"] for each in facts["files_skipped"]}
    assert "forgotten" not in symbols(findings)


def test_a_submodule_that_is_not_there_is_told(till: Path) -> None:
    (till / "plugin").mkdir()
    git(till / "plugin", "init", "--quiet")
    git(till / "plugin", "commit", "--quiet", "--allow-empty", "--message=first")
    git(till, "add", "plugin")
    git(till, "commit", "--quiet", "--message=second")
    facts, _ = run(till, ref="HEAD")
    assert facts["notes"] == ["1 submodule was not fetched: what it uses of this repository was not seen."]


def test_a_deletion_alone_is_a_change_too(till: Path) -> None:
    git(till, "rm", "--quiet", "till/main.py")
    git(till, "commit", "--quiet", "--message=second")
    facts, _ = run(till, diff_base="HEAD~1")
    assert (facts["files_asked"], facts["files_reviewed"] > 0) == (0, True)


def test_paths_and_axes_limit_what_is_reported(till: Path) -> None:
    assert symbols(run(till, paths=("till/main.py",))[1]) == []
    assert symbols(run(till, paths=("till",))[1]) == ["forgotten"]
    assert symbols(run(till, axes=(Axis.CORRECTION,))[1]) == []
    with pytest.raises(UserError, match=r"no file of .* matches nomatch"):
        run(till, paths=("nomatch/**",))


def test_a_file_with_broken_syntax_is_named(till: Path) -> None:
    (till / "till/half.py").write_text("def half(:\n    return\n\n\nclass\n")
    facts, findings = run(till)
    assert facts["files_broken"] == ["till/half.py"]
    assert facts["broken_lines"]["till/half.py"][0] in (1, 5)
    assert facts["files_understood"] == 4
    assert "till/half.py" not in {finding.claim.file for finding in findings}


def test_a_folder_that_is_only_pointed_at_is_called_by_its_name(till: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(till)
    facts, _ = audit(".", AuditOptions(), Watching())
    assert facts["source"] == "till"


def test_an_empty_folder_is_a_mistake_and_not_clean(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="no file"):
        run(tmp_path / "empty")


def test_the_reports_of_one_audit_are_no_part_of_the_next(till: Path) -> None:
    from worker.cli import run as anatoly

    first, _ = run(till)
    assert anatoly(["audit", str(till), "--quiet", "--output", str(till / "reports")]) == 0
    assert anatoly(["recheck", str(till / "reports/findings.json"), "--source", str(till)]) == 0
    again, findings = run(till)
    assert symbols(findings) == ["forgotten"]
    assert (again["files_total"], again["dirty"]) == (first["files_total"], False)


def test_a_module_that_nothing_imports_has_evidence_that_a_person_can_read(till: Path) -> None:
    (till / "till/legacy.py").write_text("def convert(value):\n    return value\n")
    _, findings = run(till)
    module = next(finding for finding in findings if finding.claim.file == "till/legacy.py")
    assert all("--regexp= " not in item.how for item in module.claim.evidence)


def test_a_folder_of_a_repository_is_judged_by_what_all_of_it_uses(till: Path) -> None:
    (till / "tools").mkdir()
    (till / "tools/report.py").write_text("from till.money import forgotten\n\nprint(forgotten(2))\n")
    (till / "pyproject.toml").write_text(TILL["pyproject.toml"] + '[tool.report]\nscript = "tools/report.py"\n')
    (till / "tools/idle.py").write_text("def idle_helper():\n    return 1\n")
    assert symbols(run(till / "till")[1]) == []


def test_the_inside_of_a_package_knows_itself_by_its_full_name(till: Path, tmp_path: Path) -> None:
    inside = tmp_path / "alone" / "till"
    inside.parent.mkdir()
    (till / "till").rename(inside)
    (inside / "main.py").write_text(TILL["till/main.py"] + "\n\nif __name__ == '__main__':\n    main()\n")
    assert symbols(run(inside)[1]) == ["forgotten"]


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no folder") as caught:
        run(tmp_path / "nowhere")
    assert "\n" not in str(caught.value)


def test_with_a_tier_a_bug_is_found_challenged_and_reported_with_what_it_cost(
    till: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with AnthropicDouble(good_reviewer([BUG])) as models:
        for name, value in models.environment("opus").items():
            monkeypatch.setenv(name, value)
        facts, findings = run(till)
    bug = next(finding for finding in findings if finding.claim.axis is Axis.CORRECTION)
    assert bug.claim.symbol == "average"
    assert bug.claim.line_start == 2
    assert bug.deliberation is not None
    assert bug.deliberation.outcome == "upheld"
    assert facts["mode"] == "full"
    assert facts["tiers"]["opus"]["calls"] >= 4
    assert facts["tiers"]["opus"]["usd"] > 0


def test_a_static_audit_asks_no_model_even_if_one_is_set(till: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with AnthropicDouble(good_reviewer([BUG])) as models:
        for name, value in models.environment("opus").items():
            monkeypatch.setenv(name, value)
        facts, _ = run(till, static=True)
        assert models.requests == []
    assert facts["mode"] == "static"


def test_a_model_out_of_reach_does_not_lose_what_is_proven(till: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with AnthropicDouble(good_reviewer([BUG])) as gone:
        for name, value in gone.environment("opus").items():
            monkeypatch.setenv(name, value)
    monkeypatch.setattr(transport, "RECONNECTS", (0.0, 0.0, 0.0))
    facts, findings = run(till)
    assert symbols(findings) == ["forgotten"]
    (note,) = facts["notes"]
    assert note.startswith(f"tier opus: {gone.url} cannot be reached; is it running? See ANATOLY_OPUS_BASE_URL.")
    assert "2 questions were not answered" in note
    assert note.endswith("With --static no model is asked.")
    assert len(facts["not_reviewed"]) == 2
    assert facts["tiers"]["opus"]["calls"] == 4, "one question tries to reach it, the other one knows"


def test_a_model_that_is_only_busy_does_not_lose_what_is_proven_either(till: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with AnthropicDouble(queue(*[rate_limited("3600")] * 9)) as busy:
        for name, value in busy.environment("opus").items():
            monkeypatch.setenv(name, value)
        facts, findings = run(till)
    assert symbols(findings) == ["forgotten"]
    assert all("429" in entry["reason"] for entry in facts["not_reviewed"])


def test_when_the_budget_is_used_up_the_proven_is_reported_and_the_rest_named(
    till: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with AnthropicDouble(good_reviewer([BUG])) as models:
        for name, value in models.environment("opus").items():
            monkeypatch.setenv(name, value)
        facts, findings = run(till, budget_usd=0.0)
        assert models.requests == []
    assert symbols(findings) == ["forgotten"]
    assert {entry["subject"] for entry in facts["not_reviewed"]} == {
        "till/main.py × correction",
        "till/money.py × correction",
    }
    assert all("budget" in entry["reason"] for entry in facts["not_reviewed"])
