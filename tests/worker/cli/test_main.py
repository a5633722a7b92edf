"""The command itself: quick help, one-line errors, exit codes, and the processes behind the commands."""

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from app.domain.errors import UserError
from tests.worker.cli.conftest import Anatoly

COMMANDS = ["audit", "recheck", "serve", "worker", "beat", "demo", "doctor", "db"]
HEAVY = ["rich", "pydantic", "sqlalchemy", "celery", "fastapi", "jinja2", "anthropic", "githubkit"]


def python(code: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code], env=os.environ | environment, capture_output=True, text=True, check=False
    )


def test_help_names_every_command_and_loads_nothing_that_it_does_not_need() -> None:
    ran = python(
        f"import sys; from worker.cli import run; code = run(['--help'])\n"
        f"print([name for name in {HEAVY} if name in sys.modules], code)"
    )
    assert ran.stdout.splitlines()[-1] == "[] 0", ran.stderr
    for command in COMMANDS:
        assert f"\n  {command} " in ran.stdout


@pytest.mark.parametrize("command", [*[[name] for name in COMMANDS], ["db", "upgrade"]])
def test_every_command_explains_itself(anatoly: Anatoly, command: list[str]) -> None:
    ended = anatoly(*command, "--help")
    assert ended.code == 0
    assert ended.out.startswith(f"Usage: anatoly {' '.join(command)}")


def test_help_names_values_defaults_and_exit_codes(anatoly: Anatoly) -> None:
    said = " ".join(anatoly("audit", "--help").out.split())
    for words in (
        "A local folder, or a git URL over https.",
        "high, medium, low; default: never",
        "json, md, sarif, html; default: all",
        "default: anatoly-report",
        "Exit codes: 0 done; 1 findings",
    ):
        assert words in said
    for command in ("recheck", "serve", "worker", "beat", "doctor"):
        assert "Exit codes: 0" in anatoly(command, "--help").out


def test_no_command_prints_the_help(anatoly: Anatoly) -> None:
    assert anatoly().out == anatoly("--help").out


def test_the_version_is_the_distributions(anatoly: Anatoly) -> None:
    from importlib.metadata import version

    assert anatoly("--version").out == f"anatoly {version('anatoly-audits')}\n"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("adit", "No such command 'adit'. Did you mean 'audit'?"),
        ("audit", "Missing argument 'SOURCE'. Try 'anatoly audit --help'."),
        (
            "worker --queue audit --concurrency 0",
            "Invalid value for '--concurrency': it has to be at least 1. Try 'anatoly",
        ),
        ("worker --queue audit --concurrency x", "Invalid value for '--concurrency': it has to be a whole number."),
        ("worker", "Missing option '--queue'."),
        ("worker --queue pubish", "unknown queue 'pubish': did you mean publish? choose from audit, publish"),
        ("db", "Missing command."),
    ],
)
def test_a_command_line_that_makes_no_sense_is_one_line(anatoly: Anatoly, line: str, says: str) -> None:
    ended = anatoly(*line.split())
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"anatoly: {says}")
    assert ended.err.count("\n") == 1


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What `worker.processes` was asked to start."""
    calls: list[object] = []
    module = ModuleType("worker.processes")
    vars(module).update(
        serve=lambda *, embedded: calls.append(("serve", embedded)),
        run_worker=lambda queue, concurrency: calls.append(("worker", queue, concurrency)),
        run_beat=lambda: calls.append("beat"),
    )
    monkeypatch.setitem(sys.modules, "worker.processes", module)
    monkeypatch.setattr("worker.processes", module, raising=False)
    return calls


@pytest.mark.parametrize(
    ("line", "call"),
    [
        ("serve", ("serve", False)),
        ("serve --embedded", ("serve", True)),
        ("worker --queue audit", ("worker", "audit", None)),
        ("worker --queue Publish --concurrency 4", ("worker", "publish", 4)),
        ("beat", "beat"),
    ],
)
def test_each_process_is_started_by_its_command(anatoly: Anatoly, started: list[object], line: str, call: object) -> None:
    assert anatoly(*line.split()).code == 0
    assert started == [call]


def test_a_process_that_refuses_to_start_says_why_in_one_line(anatoly: Anatoly, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*, embedded: bool) -> None:
        raise UserError("no webhook secret:\nset ANATOLY_WEBHOOK_SECRETS")

    module = ModuleType("worker.processes")
    vars(module)["serve"] = refuse
    monkeypatch.setattr("worker.processes", module, raising=False)
    monkeypatch.setitem(sys.modules, "worker.processes", module)
    ended = anatoly("serve")
    assert (ended.code, ended.err) == (2, "anatoly: no webhook secret: set ANATOLY_WEBHOOK_SECRETS\n")


def test_settings_that_cannot_be_read_are_named_without_their_value(anatoly: Anatoly, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANATOLY_PORT", "s3cret")
    ended = anatoly("db", "upgrade")
    assert ended.code == 2
    assert ended.err.startswith("anatoly: ANATOLY_PORT: ")
    assert "s3cret" not in ended.err


BROKEN = """
import sys
from types import ModuleType
module = ModuleType("worker.local")
def audit(*_):
    raise ZeroDivisionError("a defect")
module.audit = audit
sys.modules["worker.local"] = module
sys.argv = ["anatoly", "audit", ".", "--json"]
from worker.cli import main
main()
"""


def test_a_defect_of_ours_is_one_line_and_exit_two() -> None:
    ran = python(BROKEN)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == ("anatoly: internal error, ZeroDivisionError: a defect (set ANATOLY_LOG_LEVEL=DEBUG to see where)\n")


def test_whoever_repairs_it_gets_the_traceback() -> None:
    ran = python(BROKEN, ANATOLY_LOG_LEVEL="DEBUG")
    assert ran.returncode == 2
    assert "Traceback" in ran.stderr


def test_a_reader_that_goes_away_is_no_failure_worth_words(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-c", "from worker.cli import main; main()", "--version"]
    ran = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (2, "")


def test_an_installation_without_the_workers_half_says_so() -> None:
    ran = python("import sys; sys.modules['tree_sitter'] = None; from worker.cli import run; sys.exit(run(['audit', '.']))")
    assert ran.returncode == 2
    assert ran.stderr.splitlines() == [
        "anatoly: this is an installation for the web process, without tree_sitter: install anatoly-audits[worker]"
    ]
