"""The stage of the publisher's stories: a GitHub, a database, and publishers that are told what time it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from app.db.models import Installation, Publication, Repository, Run
from app.db.session import Sessions, transaction
from app.domain.run import RunKind
from app.github.identity import GitHubIdentity
from app.settings import Settings
from tests.doubles.fixtures import github  # noqa: F401 - a fixture
from tests.worker.publish.samples import CALC, run
from worker.doubles.github import GitHubDouble
from worker.doubles.github import Repository as GitHubRepository
from worker.doubles.github.state import Issue
from worker.publish.facts import AuditedRun, Where
from worker.publish.intents import Intent
from worker.publish.markers import MarkerKeys
from worker.publish.outbox import enqueue
from worker.publish.outcomes import Claimed, Outcome
from worker.publish.publisher import Publisher

OLD = "def average(items):\n    return total(items)\n"


@dataclass
class Stage:
    """An App on `octo-org/calc`, with a pull request, a commanding comment and a run for it."""

    double: GitHubDouble
    sessions: Sessions
    settings: Settings
    repo: GitHubRepository
    pull: Issue
    audited: AuditedRun
    now: datetime
    keys: MarkerKeys = field(default_factory=lambda: MarkerKeys((SecretStr("a secret"),)))

    def publisher(self, owner: str = "p1") -> Publisher:
        identity = GitHubIdentity(self.settings)
        return Publisher(
            self.sessions, identity, self.keys, owner, lambda run_id: f"https://anatoly.example/runs/{run_id}", self.time
        )

    def time(self) -> datetime:
        return self.now

    def plan(self, intents: Iterable[Intent], audited: AuditedRun | None = None) -> list[int]:
        audited = audited or self.audited
        with transaction(self.sessions) as session:
            return enqueue(session, audited.installation_id, audited.repository_id, audited.id, intents)

    def wait(self, seconds: float = 2) -> None:
        self.now += timedelta(seconds=seconds)

    def work(self, publisher: Publisher | None = None, steps: int = 20) -> list[tuple[Claimed, Outcome]]:
        """Send what is due, a good second after each other, until nothing is."""
        publisher = publisher or self.publisher()
        done = []
        for _ in range(steps):
            step = publisher.send_next()
            if step is None:
                break
            done.append(step)
            self.wait()
        return done

    def rows(self) -> dict[str, Publication]:
        """All publications by the first word of their dedupe key."""
        with transaction(self.sessions) as session:
            return {row.dedupe_key.partition(":")[0]: row for row in session.scalars(select(Publication))}

    def row(self, word: str) -> Publication:
        return self.rows()[word]


@pytest.fixture
def stage(github: GitHubDouble, sessions: Sessions) -> Stage:  # noqa: F811 - asks for the fixture
    app = github.create_app()
    installed = github.install("octo-org")
    files = {"calc/sums.py": OLD, "calc/io.py": "\n\n\ndef read(path):\n    return []\n"}
    repo = github.add_repository("octo-org", "calc", files, collaborators={"hubot": "write"})
    pull = github.open_pull_request(repo, {"calc/sums.py": CALC})
    comment = github.comment(repo, pull.number, "/anatoly audit", by="hubot")
    assert pull.pull is not None
    audited = run(
        installation_id=installed.id,
        repository_id=repo.id,
        pull_number=pull.number,
        comment_id=comment.id,
        where=Where("https://github.com", "octo-org", "calc", pull.pull.head_sha),
    )
    with transaction(sessions) as session:
        session.add(Installation(id=installed.id, account="octo-org", next_mutation_at=datetime(2020, 1, 1, tzinfo=UTC)))
        session.flush()
        session.add(Repository(id=repo.id, installation_id=installed.id, owner="octo-org", name="calc", clone_url=""))
        session.flush()
        session.add(run_row(audited))
    settings = Settings(
        github_app_id=str(app.id),
        github_private_key=SecretStr(app.private_key),
        github_api_url=github.api_url,
        webhook_secrets=("a secret",),
    )
    return Stage(github, sessions, settings, repo, pull, audited, datetime.now(UTC) + timedelta(seconds=5))


def run_row(audited: AuditedRun, key: str = "comment:1") -> Run:
    return Run(
        id=audited.id,
        trigger_key=key,
        repository_id=audited.repository_id,
        kind=RunKind.PULL_REQUEST,
        source="octo-org/calc",
        commit=audited.where.commit,
    )
