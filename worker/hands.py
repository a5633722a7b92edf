"""What a worker process works with, built once from its settings: the audit hands hold no key, the publisher's no code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import select

from app.db.models import Repository, Run
from app.db.session import Sessions, sessions
from app.domain.run import RunState
from app.queue import Sender, ring_quietly
from app.settings import Settings, settings
from worker.leases import new_owner
from worker.pipeline.desk import Desk
from worker.pipeline.engine import Engine

log = structlog.get_logger()

if TYPE_CHECKING:
    from app.github.identity import GitHubIdentity


@dataclass(frozen=True)
class AuditHands:
    """Reads code and talks to models."""

    settings: Settings
    sessions: Sessions
    sender: Sender
    grant: Callable[[str], None] | None = None
    """How a request for a token is answered, where the publisher is this very process."""

    @cached_property
    def engine(self) -> Engine:
        """The engine over this box's checkouts."""
        from worker.grants import Tokens
        from worker.pipeline.compute import Computer
        from worker.pipeline.workspace import Workspaces

        ring = partial(ring_quietly, self.sessions, self.sender)
        tokens = Tokens(self.sessions, ring, answer=self.grant)
        workspaces = Workspaces(self.settings, tokens, self._over)
        computer = Computer(self.settings, self.sessions, workspaces)
        return Engine(self.settings, self.sessions, computer.table, ring, over=computer.close)

    def _over(self, runs: list[str]) -> list[str]:
        with self.sessions() as session:
            under_way = select(Run.id).where(Run.id.in_(runs), Run.state.in_([RunState.QUEUED, RunState.RUNNING]))
            waiting = set(session.scalars(under_way))
        return [run for run in runs if run not in waiting]


@dataclass(frozen=True)
class PublisherHands:
    """Holds the App's key and writes to GitHub."""

    settings: Settings
    sessions: Sessions
    sender: Sender

    @cached_property
    def _identity(self) -> GitHubIdentity:
        from app.github.identity import GitHubIdentity

        return GitHubIdentity(self.settings)

    def handle_delivery(self, delivery_id: int) -> None:
        """Act on a stored webhook and ring for what came of it."""
        from app.webhooks.handle import handle_delivery

        handle_delivery(self.sessions, delivery_id, self._identity)
        self.ring()

    @cached_property
    def _desk(self) -> Desk:
        from worker.publish.markers import MarkerKeys
        from worker.publish.publisher import Publisher

        pages = f"{self.settings.public_url.rstrip('/')}/runs/"
        keys = MarkerKeys(self.settings.webhook_secrets)
        # A publication has a marker search and a write to fit into its lease, each with GitHub's patience.
        lease = timedelta(seconds=3 * self.settings.lease_seconds)
        publisher = Publisher(self.sessions, self._identity, keys, new_owner(), lambda run: pages + run, lease=lease)
        return Desk(self.sessions, publisher)

    def send(self) -> None:
        """Write to GitHub what is due, at its pace."""
        self._desk.work_off()
        self.ring()

    def grant(self, grant_id: str) -> None:
        """Answer an audit worker's request for a read-only token."""
        from app.github.errors import GitHubError, GitHubLimited
        from worker import grants

        try:
            grants.grant(self.sessions, grant_id, self._identity.token, self._follow)
        except GitHubError as error:
            later = error.retry_after if isinstance(error, GitHubLimited) else None
            grants.refuse(self.sessions, grant_id, f"GitHub gives no token for the repository: {error}", later)

    def _follow(self, installation_id: int, repository_id: int) -> Callable[[Repository], None]:
        from app import homes
        from worker.grants import READ_ONLY

        home = homes.find(self._identity.client(installation_id, repository_id, READ_ONLY), repository_id)
        return lambda row: homes.follow(row, home, self._identity)

    def sweep(self, moment: datetime) -> None:
        """Ring for everything that waits and that nobody rang for."""
        from worker.pipeline.desk import close_runs
        from worker.sweep import sweep

        with self.sessions.begin() as session:
            rung = sweep(session, moment, timedelta(seconds=self.settings.ring_again_seconds))
            close_runs(session)
        (log.info if rung else log.debug)("swept", rung_again=rung)
        self.ring()

    def plan_nights(self, moment: datetime) -> None:
        """Start the night's runs from the hour of the settings on (UTC), for as long as it is night."""
        from worker.nights import NIGHT_HOURS, plan_nights

        if not 0 <= moment.hour - self.settings.night_hour_utc < NIGHT_HOURS:
            return
        with self.sessions.begin() as session:
            plan_nights(session, moment.date())
        self.ring()

    def ring(self) -> None:
        """Wake the broker for what was just committed."""
        ring_quietly(self.sessions, self.sender)


@dataclass
class _Process:
    """The settings this process works with, and the hands made from them."""

    settings: Settings | None = None
    in_one_process: bool = False


_process = _Process()


def use(given: Settings, *, in_one_process: bool) -> None:
    """Work with these settings from now on, instead of the environment's. In one process both hands are here."""
    forget()
    _process.settings, _process.in_one_process = given, in_one_process


def forget() -> None:
    """Drop the hands; the next task makes new ones."""
    _process.settings, _process.in_one_process = None, False
    audit.cache_clear()
    publisher.cache_clear()


@lru_cache
def audit() -> AuditHands:
    """This process's audit hands."""
    return AuditHands(*_common(), grant=publisher().grant if _process.in_one_process else None)


@lru_cache
def publisher() -> PublisherHands:
    """This process's publisher hands."""
    return PublisherHands(*_common())


def _common() -> tuple[Settings, Sessions, Sender]:
    from app.queue import CeleryDoorbell

    current = _process.settings or settings()
    return current, sessions(current.database_url), CeleryDoorbell(current.broker_url)
