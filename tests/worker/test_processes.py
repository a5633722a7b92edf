"""The embedded service, where everything shares one pool of threads."""

from datetime import date
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import select

from app.db.models import Run
from app.db.session import sessions
from app.settings import Settings
from tests.doubles.fixtures import github  # noqa: F401 - a fixture
from tests.stories.stack import until
from worker import hands
from worker.doubles.github import GitHubDouble
from worker.nights import plan_nights
from worker.processes import embedded_service

REPOSITORIES = 6
"""More than the pool has threads."""


def test_many_repositories_at_once_do_not_wait_for_each_other(github: GitHubDouble, tmp_path: Path) -> None:  # noqa: F811 - the fixture
    app = github.create_app(owner="octo-org")
    for number in range(REPOSITORIES):
        github.add_repository("octo-org", f"r{number}", {"main.py": "print('hello')\n"}, private=True)
    settings = Settings(
        data_dir=tmp_path,
        port=0,
        public_url="",
        webhook_secrets=(SecretStr(app.webhook_secret),),
        github_app_id=str(app.id),
        github_private_key=SecretStr(app.private_key),
        github_api_url=github.api_url,
        github_url=github.url,
        night_hour_utc=0,
    )
    with embedded_service(settings) as service:
        app.webhook_url = f"{service.url}/webhooks/github"
        github.deliver("installation", github.hooks.payloads.installation(github.install("octo-org")))
        database = sessions(service.settings.database_url)

        def planned() -> list[str]:
            with database.begin() as session:
                return plan_nights(session, date(2026, 11, 24))

        until(planned, "the repositories are known")
        hands.publisher().ring()

        def over() -> bool:
            with database() as session:
                states = [run.state for run in session.scalars(select(Run))]
            return len(states) >= REPOSITORIES and set(states) == {"done"}

        until(over, "every night is over", 60)
