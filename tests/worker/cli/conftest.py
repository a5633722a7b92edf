"""A command line, and an engine that answers at once: what a run finds is not the command line's business."""

import logging
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
import structlog

from app.domain.finding import Finding
from tests.worker.report.conftest import bug, facts, make_finding
from worker import cli
from worker.progress import AuditOptions, Progress

__all__ = ["bug", "facts", "make_finding"]


class Outcome:
    """How a command line ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Anatoly = Callable[..., Outcome]


@pytest.fixture
def _logging_as_before() -> Iterator[None]:
    """Commands configure the process's logging; the next test finds it as it was."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def anatoly(capsys: pytest.CaptureFixture[str], _logging_as_before: None) -> Anatoly:
    """Run one command line in this process."""

    def run(*arguments: object) -> Outcome:
        code = cli.run([str(argument) for argument in arguments])
        return Outcome(code, *capsys.readouterr())

    return run


class FakeEngine:
    """Stands in for `worker.local`: remembers what it was asked and plays a run of three stages."""

    def __init__(self, facts: dict[str, Any], findings: list[Finding]) -> None:
        self.facts, self.findings = facts, findings
        self.asked: tuple[str, AuditOptions] | None = None
        self.raises: BaseException | None = None

    def audit(self, source: str, options: AuditOptions, progress: Progress) -> tuple[dict[str, Any], list[Finding]]:
        self.asked = (source, options)
        progress.stage("checkout", None)
        structlog.get_logger().warning("an item failed")
        progress.stage("prove", 2)
        progress.advance(2)
        progress.note("no model is configured: static proofs only")
        if self.raises is not None:
            raise self.raises
        progress.stage("review", 3)
        for number in range(3):
            progress.advance(findings=number, usd=number / 10)
        return self.facts, self.findings


@pytest.fixture
def engine(
    monkeypatch: pytest.MonkeyPatch, facts: dict[str, Any], bug: Finding, make_finding: Callable[..., Finding]
) -> FakeEngine:
    fake = FakeEngine(facts, [make_finding(), bug])
    module = ModuleType("worker.local")
    module.audit = fake.audit  # type: ignore[attr-defined]  # a module made on the spot
    monkeypatch.setitem(sys.modules, "worker.local", module)
    return fake
