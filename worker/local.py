"""An audit in this process, without server or broker: the same pipeline on a database of its own."""

import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.db import migrate
from app.db.models import ClaimRow, ModelCall, Run, WorkItem
from app.db.session import Sessions, make_engine
from app.domain.axis import Axis
from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.finding import Finding
from app.domain.policy import Muted
from app.domain.run import RunKind, RunState, Stage
from app.settings import Settings, settings
from worker.axes import provers
from worker.axes.graph_fact import fact_query
from worker.checkout import list_files, open_local
from worker.checkout.shadow import find_repository
from worker.deliberation.recheck import objection, other_command
from worker.grants import Tokens
from worker.graph.build import build
from worker.graph.graph import Graph
from worker.index.likeness import unlike
from worker.pipeline import outcome, scope
from worker.pipeline.compute import Computer
from worker.pipeline.engine import Engine, drain
from worker.pipeline.facts import unseen
from worker.pipeline.workspace import Workspaces
from worker.progress import AuditOptions, Progress
from worker.report import outline
from worker.report.again import misstated
from worker.report.ground import Ground
from worker.report.model import ReportedFinding
from worker.source.facts import Language, Source
from worker.source.languages import module_of, offers
from worker.source.read import read
from worker.tools import Jail


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
    run_id = _start(sessions, *_whole(source), options)
    workspaces = Workspaces(configured, Tokens(sessions, _silence), lambda _runs: [])
    computer = Computer(configured, sessions, workspaces, lambda _done, _all, _file: progress.advance())
    engine = Engine(configured, sessions, computer.table, _silence)
    try:
        before: WorkItem | None = None
        for item in drain(engine, run_id):
            _advance(sessions, before, progress)
            if before is None or item.stage != before.stage:
                progress.stage(*_stage(sessions, item))
            before = item
        _advance(sessions, before, progress)
        with sessions() as session:
            run = session.get_one(Run, run_id)
            if run.state != RunState.DONE:
                raise UserError(run.error)
            return _facts(session, run, source), outcome.findings(session, run)
    finally:
        computer.close(run_id)


def _silence() -> None:
    """Nobody waits for a doorbell: `drain` looks for itself."""


def _whole(source: str) -> tuple[str, str]:
    """The repository that a folder is in, and the folder's path there: what is used elsewhere in it is not dead."""
    folder = Path(source).expanduser()
    repository = find_repository(folder.resolve()) if folder.is_dir() else None
    if repository is None or repository.top is None:
        return source, ""
    inside = folder.resolve().relative_to(repository.top.resolve()).as_posix()
    return (str(repository.top), inside) if inside != "." else (source, "")


def _start(sessions: Sessions, source: str, folder: str, options: AuditOptions) -> str:
    wanted = {
        "axes": [axis.value for axis in options.axes],
        "paths": list(options.paths),
        "exclude": list(options.exclude),
        "folder": folder,
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


def _advance(sessions: Sessions, worked: WorkItem | None, progress: Progress) -> None:
    """Say that an item is over. The files of the prover's one item were counted as they were read."""
    if worked is not None and worked.stage != Stage.PROVE:
        with sessions() as session:
            progress.advance(findings=_claims(session, worked.run_id), usd=_spent(session, worked.run_id))


def _stage(sessions: Sessions, item: WorkItem) -> tuple[str, int | None]:
    """The name of the stage that begins, and how many steps it has."""
    with sessions() as session:
        if item.stage == Stage.PROVE:
            checkout = select(WorkItem.result).where(WorkItem.run_id == item.run_id, WorkItem.stage == Stage.CHECKOUT)
            return item.stage, session.scalars(checkout).one()["files"]
        siblings = select(func.count()).where(WorkItem.run_id == item.run_id, WorkItem.stage == item.stage)
        return item.stage, session.scalar(siblings)


def _claims(session: Session, run_id: str) -> int:
    return session.scalar(select(func.count()).where(ClaimRow.run_id == run_id, ClaimRow.state != "dropped")) or 0


def _spent(session: Session, run_id: str) -> float:
    return float(session.scalar(select(func.coalesce(func.sum(ModelCall.usd), 0.0)).where(ModelCall.run_id == run_id)) or 0)


def _facts(session: Session, run: Run, source: str) -> dict[str, Any]:
    """The run's facts under the names of findings.json."""
    known = run.facts
    looked_along = [axis.value for axis in Axis if scope.wants(run, axis)]
    return {
        "id": run.id,
        "source": _named(source),
        "commit": run.commit,
        "dirty": known["dirty"],
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "mode": known["mode"],
        "axes": looked_along,
        "files_total": known["files_total"],
        "files_asked": known["files_asked"],
        "scope": scope.words(run),
        "files_reviewed": known["files_reviewed"],
        "files_skipped": known["files_skipped"],
        "languages": [
            {
                "language": language,
                "files": files,
                "axes": offers(Language(language)),
                "caveat": module_of(Language(language)).caveat,
            }
            for language, files in known["languages"].items()
        ],
        "files_understood": known["files_understood"],
        "files_broken": known["files_broken"],
        "broken_lines": known["broken_lines"],
        "not_reviewed": known["not_reviewed"],
        "claims": known["claims"],
        "dropped": known["dropped"],
        "tiers": _tiers(session, run.id),
        "stages": known["stages"],
        "peak_rss_mb": known["peak_rss_mb"],
        "notes": [
            *(f"{note} With --static no model is asked." for note in known["notes"]),
            *known["uncompared"],
            *unseen(run),
            *(outline.muted(Muted(**each)) for each in known["muted"]),
        ],
    }


def _named(source: str) -> str:
    """The source as given; a folder that is only pointed at (`.`, `..`) by its own name."""
    folder = Path(source)
    return folder.resolve().name or source if folder.name in ("", "..") and folder.is_dir() else source


def _tiers(session: Session, run_id: str) -> dict[str, dict[str, float]]:
    total = {
        "input_tokens": ModelCall.input_tokens,
        "cached_tokens": ModelCall.cached_tokens,
        "output_tokens": ModelCall.output_tokens,
        "usd": ModelCall.usd,
        "seconds": ModelCall.seconds,
    }
    query = select(
        ModelCall.tier, func.count().label("calls"), *(func.sum(column).label(name) for name, column in total.items())
    )
    rows = session.execute(query.where(ModelCall.run_id == run_id).group_by(ModelCall.tier)).mappings().all()
    return {row["tier"]: {name: row[name] for name in ("calls", *total)} for row in rows}


class _Ground:
    """A folder to check evidence against. The graph is built when a piece of evidence first needs it."""

    def __init__(self, root: Path, files: list[str]) -> None:
        self._root, self._files = root, files
        self._jail = Jail.of(root, files)

    def check(self, evidence: Evidence) -> str | None:
        """Why the evidence does not hold here; None when it does."""
        if other_command(evidence):
            return "the command beside it is not the one that shows it"
        return objection(
            evidence,
            self._jail,
            lambda file, symbol: fact_query(self._graph)(file, symbol),
            lambda rule: self._again.fires(rule),
            lambda similarity: unlike(self._source, similarity),
        )

    @cached_property
    def _source(self) -> Source:
        return read(self._root, self._files)

    @cached_property
    def _graph(self) -> Graph:
        return build(self._source)

    def stated(self, finding: ReportedFinding) -> str | None:
        """Why the finding is not what it says; None when it is."""
        return misstated(finding, lambda: self._again.claims)

    @cached_property
    def _again(self) -> provers.Again:
        return provers.Again(self._source, self._graph)


def open_ground(folder: Path) -> Ground:
    """Open a folder for `anatoly recheck`."""
    checkout = open_local(_whole(str(folder))[0])
    ground = _Ground(checkout.root, list_files(checkout))
    return Ground(checkout.commit, checkout.dirty, ground.check, ground.stated)
