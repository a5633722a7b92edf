"""The demo: the embedded service against a GitHub double, one comment on a pull request, two nights."""

import contextlib
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import logs
from app.db.models import ClaimRow, ModelCall, Run
from app.db.models import Repository as RepositoryRow
from app.db.session import Sessions, sessions
from app.domain.errors import UserError
from app.domain.run import RunKind, RunState
from app.settings import Settings
from worker import hands
from worker.demo import sample
from worker.demo.show import Deliberated, Morning, Posted
from worker.doubles.github.server import GitHubDouble
from worker.doubles.github.state import Issue as PullRequest
from worker.doubles.github.state import Repository
from worker.nights import plan_night
from worker.pipeline import outcome
from worker.processes import EmbeddedServer, embedded_service
from worker.publish.memory import earlier_on_pull_request

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


def stay() -> None:
    """Keep everything up until Ctrl-C."""
    with contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()


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
    first_night = _finished(database, RunKind.NIGHT, 1)
    before = _writes(github)
    _night(database, repository, tonight + timedelta(days=1))
    second_night = _finished(database, RunKind.NIGHT, 2)
    posted = _writes(github) - before
    runs = {"pull request": audit, "first night": first_night, "second night": second_night}
    return _morning(github, repository, pull, service, runs, posted)


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
    runs: dict[str, Run],
    posted_second_night: int,
) -> Morning:
    assert pull.pull is not None
    audit, database = runs["pull request"], sessions(service.settings.database_url)
    check = next(each for each in repository.check_runs.values() if each.head_sha == pull.pull.head_sha)
    command = pull.comments[0]
    with database() as session:
        commented = earlier_on_pull_request(session, repository.id, pull.number).commented
        elsewhere = [each.claim for each in outcome.findings(session, audit) if each.id not in commented]
        return Morning(
            repository=repository.full_name,
            review=tuple(_posted(f"{each.path}:{each.line}", each.body) for each in pull.pull.comments),
            summary=tuple(f"{claim.file}:{claim.line_start}  {claim.title}" for claim in elsewhere),
            check=f"{check.conclusion}, {check.title}",
            reactions=", ".join(each.content for each in command.reactions),
            issues=tuple(
                _posted(f"#{issue.number}", f"{issue.title}\n\n{issue.body}")
                for issue in repository.issues.values()
                if issue.pull is None
            ),
            models=_models(session),
            deliberated=_deliberated(session),
            stages={name: _spent(run) for name, run in runs.items()},
            second_night=_second_night(posted_second_night),
            run_page=f"{service.url}/runs/{audit.id}",
            pull_page=f"{github.url}/{repository.full_name}/pull/{pull.number}",
        )


def _posted(where: str, body: str) -> Posted:
    """The first words of a body: its headline, and what comes before the details."""
    words, _, _ = body.replace("**", "").replace("\\_", "_").partition("\n<details>")
    headline, _, rest = words.strip().partition("\n")
    text, _, _ = rest.partition("Where:")
    return Posted(where, headline.strip(), " ".join(text.split()))


def _spent(run: Run) -> dict[str, float]:
    assert run.started_at is not None
    assert run.finished_at is not None
    return {**run.facts["stages"], "in all": (run.finished_at - run.started_at).total_seconds()}


def _models(session: Session) -> tuple[str, ...]:
    lines = []
    for tier, model in session.execute(select(ModelCall.tier, ModelCall.model).distinct().order_by(ModelCall.tier)):
        calls = list(session.scalars(select(ModelCall).where(ModelCall.tier == tier, ModelCall.model == model)))
        read, written = sum(call.input_tokens for call in calls), sum(call.output_tokens for call in calls)
        dollars = sum(call.usd for call in calls)
        lines.append(f"{tier} ({model})  {len(calls)} calls, {read:,} tokens in, {written:,} out, ${dollars:.2f}")
    return tuple(lines)


def _deliberated(session: Session) -> tuple[Deliberated, ...]:
    rows = session.scalars(select(ClaimRow).where(ClaimRow.body["origin"].as_string() == "reviewer").order_by(ClaimRow.id))
    seen = {row.fingerprint: row for row in rows if row.deliberation}
    return tuple(
        Deliberated(
            f"{row.body['file']}:{row.body['line_start']}",
            row.body["title"],
            str((row.deliberation or {})["outcome"]),
            str((row.deliberation or {})["reasoning"]),
        )
        for row in seen.values()
    )


def _second_night(posted: int) -> str:
    return "nothing new, nothing posted" if posted == 0 else f"{posted} requests wrote to GitHub"
