"""The stage that the tests of the double play on."""

import ssl
from dataclasses import dataclass, field

import pytest
from githubkit import AppAuthStrategy, AppInstallationAuthStrategy, GitHub, TokenAuthStrategy, UnauthAuthStrategy

from tests.doubles.fixtures import github  # noqa: F401 - a fixture
from worker.doubles.github import App, GitHubDouble, Installation, Repository

type_of_clients = AppAuthStrategy | AppInstallationAuthStrategy | TokenAuthStrategy | UnauthAuthStrategy
TLS = ssl.create_default_context()  # for plain HTTP useless, but slow to make: githubkit makes one for every request
CALC = "def add(a, b):\n    return a + b\n\n\ndef sub(a, b):\n    return a - b\n"


@dataclass
class Stage:
    """An App on `octo-org`, with one private repository, and clients to talk to the double."""

    double: GitHubDouble
    app: App
    installation: Installation
    repo: Repository
    kept: list[object] = field(default_factory=list)

    def client(self, auth: type_of_clients) -> GitHub[type_of_clients]:
        made = GitHub(auth, base_url=self.double.api_url, http_cache=False, auto_retry=False, ssl_verify=TLS)
        self.kept.append(made)  # `client.rest` holds its client weakly
        return made

    @property
    def as_app(self) -> GitHub[type_of_clients]:
        return self.client(AppAuthStrategy(self.app.id, self.app.private_key))

    @property
    def bot(self) -> GitHub[type_of_clients]:
        """As the App's installation, with all that it may do."""
        return self.client(AppInstallationAuthStrategy(self.app.id, self.app.private_key, self.installation.id))

    def token(self, **narrowing: object) -> str:
        answer = self.as_app.request("POST", f"/app/installations/{self.installation.id}/access_tokens", json=narrowing)
        return str(answer.json()["token"])

    def with_token(self, token: str) -> GitHub[type_of_clients]:
        return self.client(TokenAuthStrategy(token))

    @property
    def path(self) -> str:
        return f"/repos/{self.repo.full_name}"


@pytest.fixture
def stage(github: GitHubDouble) -> Stage:  # noqa: F811 - asks for the fixture
    app = github.create_app()
    installation = github.install("octo-org")
    repo = github.add_repository(
        "octo-org",
        "calc",
        {"calc.py": CALC, "README.md": "# Calc\n"},
        private=True,
        collaborators={"hubot": "write", "ann": "read"},
    )
    return Stage(github, app, installation, repo)
