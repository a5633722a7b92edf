"""The demo: the embedded service against a GitHub double, one comment on a pull request, two nights."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import select

from app import logs
from app.db.models import Repository as RepositoryRow
from app.db.models import Run
from app.db.session import Sessions, sessions
from app.domain.errors import UserError
from app.domain.run import RunKind, RunState
from app.settings import Settings
from worker import hands
from worker.demo import sample
from worker.demo.show import CheckRun, Issue, Morning, ReviewComment
from worker.doubles.github.server import GitHubDouble
from worker.doubles.github.state import Issue as PullRequest
from worker.doubles.github.state import Repository
from worker.nights import plan_night
from worker.processes import EmbeddedServer, embedded_service

OWNER, MAINTAINER = "octo-org", "octocat"
PATIENCE = 300.0
"""Seconds that one run of the small sample may take; with models it waits for them."""


@contextmanager
def play() -> Iterator[Morning]:
    """Play everything; the service and the double live until the `with` ends, so that the pages can be opened."""
    with tempfile.TemporaryDirectory(prefix="anatoly-demo-", ignore_cleanup_errors=True) as folder, GitHubDouble() as github:
        app = github.create_app(owner=OWNER)
        repository = github.add_repository(OWNER, sample.NAME, sample.main(), private=True, collaborators={MAINTAINER: "write"})
        settings = _settings(Path(folder), github, app.id, app.private_key, app.webhook_secret)
        logs.configure(settings)
        with embedded_service(settings) as service:
            app.webhook_url = f"{service.url}/webhooks/github"
            installation = github.install(OWNER)
            _accepted(github.deliver("installation", github.hooks.payloads.installation(installation)).status_code)
            yield _nights(github, repository, service, sessions(service.settings.database_url))


def _settings(folder: Path, github: GitHubDouble, app_id: int, key: str, secret: str) -> Settings:
    """Everything is said here: the demo listens to no variable but those of the tiers."""
    return Settings(
        database_url=f"sqlite:///{folder / 'demo.db'}",
        broker_url="memory://",
        data_dir=folder,
        host="127.0.0.1",
        port=0,
        public_url="",
        webhook_secrets=(SecretStr(secret),),
        github_app_id=str(app_id),
        github_private_key=SecretStr(key),
        github_api_url=github.api_url,
        github_url=github.url,
        log_level="ERROR",
    )


def _nights(github: GitHubDouble, repository: Repository, service: EmbeddedServer, database: Sessions) -> Morning:
    pull = github.open_pull_request(
        repository, sample.pull_request(), branch=sample.BRANCH, title=sample.PULL_TITLE, body=sample.PULL_BODY, by=MAINTAINER
    )
    comment = github.comment(repository, pull.number, "/anatoly audit", by=MAINTAINER)
    _accepted(github.deliver("issue_comment", github.hooks.payloads.issue_comment(repository, comment)).status_code)
    audit = _finished(database, RunKind.PULL_REQUEST, 1)
    tonight = datetime.now(UTC).date()
    _night(database, repository, tonight)
    first = _finished(database, RunKind.NIGHT, 1)
    before = _writes(github)
    _night(database, repository, tonight + timedelta(days=1))
    _finished(database, RunKind.NIGHT, 2)
    posted = _writes(github) - before
    return _morning(github, repository, pull, service, audit, first, posted)


def _night(database: Sessions, repository: Repository, night: date) -> None:
    """Start a night's run, as the hourly plan does when its hour has come."""
    with database.begin() as session:
        row = session.get_one(RepositoryRow, repository.id)
        plan_night(session, row, night)
    hands.publisher().ring()


def _finished(database: Sessions, kind: RunKind, count: int) -> Run:
    """The `count`-th run of a kind, once it is over."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        with database() as session:
            runs = list(session.scalars(select(Run).where(Run.kind == kind).order_by(Run.created_at)))
        if len(runs) >= count and RunState(runs[count - 1].state).terminal:
            run = runs[count - 1]
            if run.state != RunState.DONE:
                raise UserError(f"the demo's {kind} run ended {run.state}: {run.error}")
            return run
        time.sleep(0.05)
    raise UserError(f"the demo's {kind} run did not end within {PATIENCE:.0f} s")


def _accepted(status: int) -> None:
    if status != 202:
        raise UserError(f"the demo's service answered a signed webhook with {status}")


def _writes(github: GitHubDouble) -> int:
    """How many requests wrote something that a person can see."""
    written = [call for call in github.calls if call.method in ("POST", "PATCH", "PUT")]
    return len([call for call in written if _public(call.path)])


def _public(path: str) -> bool:
    return not path.endswith("/access_tokens") and ".git/" not in path


def _morning(
    github: GitHubDouble,
    repository: Repository,
    pull: PullRequest,
    service: EmbeddedServer,
    audit: Run,
    night: Run,
    posted_second_night: int,
) -> Morning:
    assert pull.pull is not None
    page = f"{github.url}/{repository.full_name}"
    comments = tuple(
        ReviewComment(each.path, each.line or 0, _headline(each.body), f"{page}/pull/{pull.number}#discussion_r{each.id}")
        for each in pull.pull.comments
    )
    head = pull.pull.head_sha
    check = next(each for each in repository.check_runs.values() if each.head_sha == head)
    issues = tuple(
        Issue(issue.number, issue.title, f"{page}/issues/{issue.number}")
        for issue in repository.issues.values()
        if issue.pull is None
    )
    return Morning(
        repository=repository.full_name,
        pull_request=f"{page}/pull/{pull.number}",
        comments=comments,
        outside_diff=(),
        check=CheckRun(check.conclusion or "", check.title or "", check.details_url),
        issues=issues,
        run_page=f"{service.url}/runs/{audit.id}",
        stages=night.facts["seconds"],
        second_night=_second_night(posted_second_night),
    )


def _second_night(posted: int) -> str:
    return "nothing new, nothing posted" if posted == 0 else f"{posted} requests wrote to GitHub"


def _headline(body: str) -> str:
    return next((line.strip("*# ") for line in body.splitlines() if line.strip()), "")
