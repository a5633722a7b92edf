"""An audit in this process, without server or broker: the same pipeline on a database of its own."""

import tempfile
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import sessionmaker

from app.db import migrate
from app.db.models import ClaimRow, ModelCall, Run, WorkItem
from app.db.session import Sessions, make_engine
from app.domain.axis import Axis
from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.finding import Finding
from app.domain.run import RunKind, RunState, Stage
from app.settings import Settings, settings
from worker.axes import utility
from worker.checkout import list_files, open_local
from worker.deliberation.recheck import rechecked
from worker.graph import Graph, build
from worker.grants import Tokens
from worker.pipeline import outcome, scope
from worker.pipeline.compute import Computer
from worker.pipeline.engine import Engine, drain
from worker.pipeline.workspace import Workspaces
from worker.progress import AuditOptions, Progress
from worker.source.read import read


def audit(source: str, options: AuditOptions, progress: Progress) -> tuple[dict[str, Any], list[Finding]]:
    """Audit a folder or a git URL; return the run's facts as findings.json has them, and the findings.

    Raises `UserError` with one line when there is nothing to report on.
    """
    configured = settings()
    with tempfile.TemporaryDirectory(prefix="anatoly-audit-") as folder:
        database = make_engine(f"sqlite:///{Path(folder) / 'run.db'}")
        try:
            migrate.upgrade(database)
            return _audit(configured, sessionmaker(database, expire_on_commit=False), source, options, progress)
        finally:
            database.dispose()


def _audit(
    configured: Settings, sessions: Sessions, source: str, options: AuditOptions, progress: Progress
) -> tuple[dict[str, Any], list[Finding]]:
    run_id = _start(sessions, source, options)
    workspaces = Workspaces(configured, Tokens(sessions, _silence))
    computer = Computer(configured, sessions, workspaces, lambda _done, _all, _file: progress.advance())
    engine = Engine(configured, sessions, computer.table, _silence)
    try:
        shown = ""
        for item in drain(engine, run_id):
            if item.stage != shown:
                shown = item.stage
                progress.stage(*_stage(sessions, item))
            elif item.stage in (Stage.REVIEW, Stage.DELIBERATE):
                progress.advance(findings=_claims(sessions, run_id), usd=_spent(sessions, run_id))
        with sessions() as session:
            run = session.get_one(Run, run_id)
            if run.state != RunState.DONE:
                raise UserError(run.error)
            return _facts(sessions, run, source), outcome.findings(session, run)
    finally:
        computer.close(run_id)


def _silence() -> None:
    """Nobody waits for a doorbell: `drain` looks for itself."""


def _start(sessions: Sessions, source: str, options: AuditOptions) -> str:
    wanted = {
        "axes": [axis.value for axis in options.axes],
        "paths": list(options.paths),
        "static": options.static,
        "ref": options.ref,
        "diff_base": options.diff_base,
        "budget_usd": options.budget_usd,
        "max_minutes": options.max_minutes,
    }
    with sessions.begin() as session:
        run = Run(trigger_key="local", kind=RunKind.LOCAL, source=source, scope=wanted)
        session.add(run)
        session.flush()
        return run.id
