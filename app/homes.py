"""Where a repository is now. Its number is its identity: names move, and a stranger may take one that became free.

https://docs.github.com/en/repositories/creating-and-managing-repositories/renaming-a-repository
"""

from pydantic import BaseModel, ConfigDict, ValidationError

from app.db.models import Repository
from app.github.client import Client
from app.github.errors import GitHubRejected
from app.github.identity import GitHubIdentity


class _Owner(BaseModel):
    login: str


class Home(BaseModel):
    """A repository as GitHub describes it at this moment."""

    model_config = ConfigDict(frozen=True)

    id: int
    name: str
    owner: _Owner
    private: bool
    default_branch: str
    archived: bool = False

    @property
    def full_name(self) -> str:
        """`owner/name`."""
        return f"{self.owner.login}/{self.name}"


def find(client: Client, repository_id: int) -> Home:
    """Ask GitHub for a repository by its number, which leads there whatever its name is. Needs `metadata: read`.

    Raises `GitHubError`.
    """
    answer = client.get(f"/repositories/{int(repository_id)}")
    try:
        home = Home.model_validate(answer)
    except ValidationError as error:
        raise GitHubRejected(f"GitHub's answer is not a repository: {error.errors()[0]['msg']}", 200) from None
    if home.id != repository_id:
        raise GitHubRejected(f"GitHub answered with repository {home.id} for {repository_id}", 200)
    return home


def follow(row: Repository, home: Home, identity: GitHubIdentity) -> None:
    """Bring a repository's row up to where it is now. Its installation, and whether it is active, are left alone."""
    row.owner, row.name = home.owner.login, home.name
    row.private, row.archived, row.default_branch = home.private, home.archived, home.default_branch
    row.clone_url = identity.clone_url(row.owner, row.name)
