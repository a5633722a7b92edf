"""`anatoly audit`: what it asks the engine, where it writes, and how it ends."""

import json
from pathlib import Path

import pytest

from app.domain.axis import Axis
from app.domain.errors import UserError
from tests.worker.cli.conftest import Anatoly, FakeEngine
from worker.checkout.errors import CheckoutError, Reason
from worker.llm.errors import TierMisconfigured
from worker.progress import AuditOptions
from worker.report.model import Report

EVERY_AXIS = ", ".join(Axis)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_reports_are_written_and_the_summary_says_where(anatoly: Anatoly, engine: FakeEngine) -> None:
    ended = anatoly("audit", "/srv/parcels")
    assert ended.code == 0
    assert ended.out == (
        "Critical: 2 findings (1 high, 1 medium) in 24 of 26 files\n"
        "  high   web/src/pager.ts:4  The last page is never shown\n"
        "  medium src/parcels/rates.py:12-14  Nothing uses `legacy_rate`\n"
        "Full run: a second agent tried to disprove what is not proven. opus: 4 calls, $0.31.\n"
        "note: The budget of $0.30 is spent: 1 file was not looked at.\n"
        "wrote anatoly-report/findings.json\n"
        "wrote anatoly-report/report.md\n"
        "wrote anatoly-report/findings.sarif\n"
        "wrote anatoly-report/report.html\n"
    )
    assert Report.load(Path("anatoly-report/findings.json")).run.verdict == "CRITICAL"


def test_the_engine_gets_every_option(anatoly: Anatoly, engine: FakeEngine) -> None:
    options = (
        "--ref v1 --axes correction,utility --path src/** --path web/** --exclude gen --static --diff main --budget-usd 2.5"
        " --max-minutes 30"
    )
    assert anatoly("audit", "https://github.com/o/r", *options.split()).code == 0
    assert engine.asked == (
        "https://github.com/o/r",
        AuditOptions(
            ref="v1",
            axes=(Axis.UTILITY, Axis.CORRECTION),
            paths=("src/**", "web/**"),
            exclude=("gen",),
            static=True,
            diff_base="main",
            budget_usd=2.5,
            max_minutes=30,
        ),
    )


def test_without_options_the_settings_decide(anatoly: Anatoly, engine: FakeEngine) -> None:
    anatoly("audit", ".")
    assert engine.asked == (".", AuditOptions())


def test_only_the_chosen_formats_are_written_to_the_chosen_folder(anatoly: Anatoly, engine: FakeEngine, tmp_path: Path) -> None:
    assert anatoly("audit", ".", "--output", tmp_path / "a" / "b", "--format", "sarif,json").code == 0
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == [".gitignore", "findings.json", "findings.sarif"]


def test_json_is_all_that_is_on_stdout_and_writes_no_file(anatoly: Anatoly, engine: FakeEngine) -> None:
    ended = anatoly("audit", ".", "--json")
    assert json.loads(ended.out)["run"]["id"] == "3f2a"
    assert list(Path().iterdir()) == []
    assert "prove: 2/2" in ended.err


def test_a_log_line_goes_to_stderr_and_only_when_it_is_asked_for(
    anatoly: Anatoly, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "an item failed" not in anatoly("audit", ".", "--json").err
    monkeypatch.setenv("ANATOLY_LOG_LEVEL", "WARNING")
    ended = anatoly("audit", ".", "--json")
    assert "an item failed" in ended.err
    json.loads(ended.out)


def test_json_with_output_does_both(anatoly: Anatoly, engine: FakeEngine) -> None:
    ended = anatoly("audit", ".", "--json", "--output", "out", "--format", "json")
    assert Path("out/findings.json").read_text() == ended.out


def test_quiet_says_nothing(anatoly: Anatoly, engine: FakeEngine) -> None:
    ended = anatoly("audit", ".", "--quiet")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert Path("anatoly-report/report.html").exists()


def test_where_no_bar_can_be_drawn_each_stage_is_one_line(anatoly: Anatoly, engine: FakeEngine) -> None:
    lines = anatoly("audit", ".").err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["checkout", "note", "prove", "review"]
    assert lines[3].startswith("review: 3/3, ")
    assert lines[3].endswith("2 findings, $0.20")


@pytest.mark.parametrize(("floor", "code"), [("never", 0), ("high", 1), ("medium", 1), ("low", 1), ("HIGH", 1)])
def test_fail_on_decides_the_exit_code(anatoly: Anatoly, engine: FakeEngine, floor: str, code: int) -> None:
    assert anatoly("audit", ".", "--fail-on", floor).code == code


def test_findings_below_the_floor_do_not_fail(anatoly: Anatoly, engine: FakeEngine) -> None:
    engine.findings = engine.findings[:1]  # the medium one
    assert anatoly("audit", ".", "--fail-on", "high").code == 0
    assert anatoly("audit", ".", "--fail-on", "medium").code == 1


def test_nothing_found_passes_every_floor(anatoly: Anatoly, engine: FakeEngine) -> None:
    engine.findings = []
    ended = anatoly("audit", ".", "--fail-on", "low")
    assert (ended.code, ended.out.splitlines()[0]) == (0, "Clean: Nothing found in 24 of 26 files")


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        (
            "--axes",
            "utilty",
            f"unknown axis 'utilty': did you mean utility? choose from {EVERY_AXIS}",
        ),
        ("--axes", "foo", f"unknown axis 'foo': choose from {EVERY_AXIS}"),
        ("--axes", ",", "no axis given: choose from utility"),
        ("--diff", "", "--diff got no base"),
        ("--diff", "main...HEAD", "--diff 'main...HEAD' is a range: name its first end alone"),
        ("--format", "sarfi", "unknown format 'sarfi': did you mean sarif? choose from json, md, sarif, html"),
        ("--fail-on", "hihg", "unknown severity 'hihg': did you mean high? choose from high, medium, low, never"),
        ("--fail-on", "zzz", "unknown severity 'zzz': choose from high, medium, low, never"),
        ("--path", "../x", "--path '../x': give a glob relative to the repository's root, such as 'src/**'"),
        ("--path", "/etc", "--path '/etc': give a glob"),
        ("--exclude", "../x", "--exclude '../x': give a glob"),
        ("--exclude", "a[z-a]", "--exclude 'a[z-a]': no name can match"),
        ("--budget-usd", "-1", "--budget-usd must be a number from 0 upwards, not -1.0"),
        ("--max-minutes", "nan", "--max-minutes must be a number from 0 upwards, not nan"),
        ("--max-minutes", "soon", "Invalid value for '--max-minutes': it has to be a number. Try 'anatoly audit --help'."),
        ("--colour", "x", "No such option: --colour"),
    ],
)
def test_a_bad_option_is_one_line_before_any_work(
    anatoly: Anatoly, engine: FakeEngine, option: str, value: str, says: str
) -> None:
    ended = anatoly("audit", ".", option, value)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"anatoly: {says}")
    assert ended.err.count("\n") == 1
    assert engine.asked is None


def test_a_folder_that_cannot_be_written_is_found_out_before_any_work(
    anatoly: Anatoly, engine: FakeEngine, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("")
    ended = anatoly("audit", ".", "--output", tmp_path / "taken")
    assert ended.code == 2
    assert "choose another --output" in ended.err
    assert engine.asked is None


@pytest.mark.parametrize(
    "error",
    [
        UserError("https://github.com/o/r is not readable: set a token"),
        CheckoutError(Reason.GONE, "https://github.com/o/r is not readable: set a token"),
        TierMisconfigured("https://github.com/o/r is not readable: set a token"),
    ],
)
def test_a_failure_is_one_line_and_exit_two(anatoly: Anatoly, engine: FakeEngine, error: Exception) -> None:
    engine.raises = error
    ended = anatoly("audit", "https://github.com/o/r", "--fail-on", "low")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[-1] == "anatoly: https://github.com/o/r is not readable: set a token"


def test_ctrl_c_is_one_line_and_exit_130(anatoly: Anatoly, engine: FakeEngine) -> None:
    engine.raises = KeyboardInterrupt()
    ended = anatoly("audit", ".")
    assert ended.code == 130
    assert ended.err.splitlines()[-1] == "anatoly: interrupted"
    assert not Path("anatoly-report").exists(), "an empty folder would look like a report"


def test_a_failure_leaves_what_was_in_the_folder(anatoly: Anatoly, engine: FakeEngine) -> None:
    assert anatoly("audit", ".", "--format", "json").code == 0
    engine.raises = UserError("no")
    assert anatoly("audit", ".").code == 2
    assert sorted(path.name for path in Path("anatoly-report").iterdir()) == [".gitignore", "findings.json"]


def test_a_file_name_cannot_command_the_terminal(anatoly: Anatoly, engine: FakeEngine) -> None:
    claim = engine.findings[0].claim.model_copy(update={"file": "a\x1b[2J.py", "title": "[red]x[/red]\x07"})
    engine.findings = [engine.findings[0].model_copy(update={"claim": claim})]
    out = anatoly("audit", ".", "--format", "json").out
    assert "\x1b" not in out
    assert "[red]x[/red]" in out
