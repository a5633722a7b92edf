"""A pull request as it stands now."""

from pydantic import ValidationError

from app.github.client import Client, repository_path
from app.github.errors import GitHubRejected
from app.homes import Home
from app.webhooks.payloads import PullRequest


def pull_request(client: Client, home: Home, number: int) -> PullRequest:
    """Ask GitHub for a pull request of the repository that is now at `home`. Raises `GitHubError`."""
    answer = client.get(repository_path(home.owner.login, home.name, "pulls", number))
    try:
        return PullRequest.model_validate(answer)
    except ValidationError as error:
        raise GitHubRejected(f"GitHub's answer is not a pull request: {error.errors()[0]['msg']}", 200) from None
