"""Who may command the App: people who can push, and nobody else.

https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user
"""

from app.github.client import Client, repository_path
from app.github.errors import GitHubGone

COMMANDING = frozenset({"admin", "maintain", "write"})


def may_command(client: Client, owner: str, name: str, login: str) -> bool:
    """Whether GitHub says that `login` has write, maintain or admin permission. Needs `metadata: read`.

    A login that GitHub does not know, and an answer without a permission, is a no. Raises `GitHubError` when GitHub
    could not be asked: no answer is not a yes either.
    """
    try:
        answer = client.get(repository_path(owner, name, "collaborators", login, "permission"))
    except GitHubGone:
        return False
    return isinstance(answer, dict) and answer.get("permission") in COMMANDING
