"""The service as an operator runs it: separate processes on a real Postgres and a real Redis, against the GitHub double."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from app.db.models import Run, WorkItem
from app.db.session import Sessions, make_engine
from worker.doubles.github.server import GitHubDouble
from worker.doubles.github.state import App, Repository

_ANATOLY = "import sys; from worker.cli import main; sys.argv[0] = 'anatoly'; main()"
ROOT = Path(__file__).resolve().parents[2]
LEASE_SECONDS = 3.0
PATIENCE = 90.0


T = TypeVar("T")


def until(question: Callable[[], T | None], what: str, seconds: float = PATIENCE) -> T:
    """The first answer that is neither None nor false."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        answer = question()
        if answer:
            return answer
        time.sleep(0.05)
    raise AssertionError(f"{what}: not within {seconds:.0f} s")


@dataclass
class Process:
    """One `anatoly` process and everything it started."""

    popen: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """As the kernel does when memory is out: the whole group, at once."""
        os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()

    def stop(self) -> None:
        """As a deploy does: SIGTERM, and what does not end is killed."""
        if self.popen.poll() is None:
            self.popen.terminate()
            try:
                self.popen.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()


@dataclass
class Stack:
    """Settings and processes of one service."""

    folder: Path
    database_url: str
    broker_url: str
    github: GitHubDouble
    app: App
    processes: list[Process] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.engine = make_engine(self.database_url)
        self.sessions: Sessions = sessionmaker(self.engine, expire_on_commit=False)
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = int(probe.getsockname()[1])
        self.app.webhook_url = f"http://127.0.0.1:{self.port}/webhooks/github"

    @property
    def environment(self) -> dict[str, str]:
        """What every process is told; the private key is for the publisher alone."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ANATOLY_", "ANTHROPIC_"))}
        return inherited | {
            "ANATOLY_DATABASE_URL": self.database_url,
            "ANATOLY_BROKER_URL": self.broker_url,
            "ANATOLY_DATA_DIR": str(self.folder / "data"),
            "ANATOLY_PORT": str(self.port),
            "ANATOLY_WEBHOOK_SECRETS": self.app.webhook_secret,
            "ANATOLY_GITHUB_API_URL": self.github.api_url,
            "ANATOLY_GITHUB_URL": self.github.url,
            "ANATOLY_LEASE_SECONDS": str(LEASE_SECONDS),
            "ANATOLY_RING_AGAIN_SECONDS": "4",
            # Half a day from now: no night begins while a story is told.
            "ANATOLY_NIGHT_HOUR_UTC": str((datetime.now(UTC).hour + 12) % 24),
            "PYTHONPATH": str(ROOT),
        }

    def start(self, *arguments: str, extra: Mapping[str, str] | None = None) -> Process:
        """Start `anatoly` with these arguments in a process group of its own."""
        log = self.folder / f"{len(self.processes)}-{'-'.join(arguments).strip('-')}.log"
        with log.open("wb") as out:
            popen = subprocess.Popen(
                [sys.executable, "-c", _ANATOLY, *arguments],
                env=self.environment | dict(extra or {}),
                stdout=out,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                start_new_session=True,
            )
        self.processes.append(Process(popen, log))
        return self.processes[-1]

    def publisher(self) -> Process:
        """Start a publisher."""
        key = {"ANATOLY_GITHUB_APP_ID": str(self.app.id), "ANATOLY_GITHUB_PRIVATE_KEY": self.app.private_key}
        return self.start("worker", "--queue", "publish", "--concurrency", "2", extra=key)

    def auditor(self, **models: str) -> Process:
        """Start an audit worker, with a tier's variables where given."""
        return self.start("worker", "--queue", "audit", extra=models)

    def deliver(self, event: str, payload: dict[str, Any]) -> int:
        """Send a signed webhook as soon as the web process listens."""

        def accepted() -> int:
            return self.github.deliver(event, payload).status_code

        return until(accepted, "the web process listens")

    def command(self, repository: Repository, number: int, text: str = "/anatoly audit") -> None:
        """Comment as the maintainer and deliver the webhook."""
        comment = self.github.comment(repository, number, text, by="octocat")
        assert self.deliver("issue_comment", self.github.hooks.payloads.issue_comment(repository, comment)) == 202

    def run_of(self, repository: Repository) -> Run | None:
        """The newest run of a repository."""
        with self.sessions() as session:
            newest = select(Run).where(Run.repository_id == repository.id).order_by(Run.created_at.desc()).limit(1)
            return session.scalar(newest)

    def ended(self, repository: Repository) -> Run:
        """The newest run of a repository, once it is over."""

        def over() -> Run | None:
            run = self.run_of(repository)
            return run if run and run.state in ("done", "failed", "cancelled", "superseded") else None

        return until(over, "the run ends")

    def items(self, run: Run) -> list[WorkItem]:
        """The work items of a run, in order."""
        with self.sessions() as session:
            return list(session.scalars(select(WorkItem).where(WorkItem.run_id == run.id).order_by(WorkItem.id)))

    def stop(self) -> None:
        """End every process."""
        for process in self.processes:
            if process.popen.poll() is None:
                process.kill()
        self.engine.dispose()

    def logs(self) -> str:
        """What the processes said, for a test that failed."""
        return "\n".join(f"== {process.log.name}\n{process.log.read_text()[-3000:]}" for process in self.processes)
