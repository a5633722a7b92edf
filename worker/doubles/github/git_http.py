"""Git over smart HTTP: `git http-backend` behind the token checks that GitHub makes.

https://git-scm.com/docs/http-protocol
"""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from worker.doubles.github.access import allows, covers, secret_of, token_of
from worker.doubles.github.exchange import GitHubError
from worker.doubles.github.git import git_environment
from worker.doubles.github.state import Repository, State, Token

_CHALLENGE = {"WWW-Authenticate": 'Basic realm="GitHub"'}
SERVED = ("info/refs", "git-upload-pack", "git-receive-pack")
"""What there is below a repository: the smart protocol alone, no files of it."""


@dataclass(frozen=True, slots=True)
class GitAnswer:
    """What goes back to git, as it is."""

    status: int
    headers: dict[str, str]
    body: bytes


class Refused(Exception):
    """Git gets an answer in plain text."""

    def __init__(self, status: int, text: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(text)
        self.answer = GitAnswer(status, {"Content-Type": "text/plain", **(headers or {})}, text.encode())


def permit(state: State, repository: Repository | None, header: str, *, push: bool) -> Token | None:
    """Pass who may, and return their token, else raise Refused: 401 asks for a password, 403 and 404 are final."""
    secret = secret_of(header)
    token = None
    if secret:
        try:
            token = token_of(state, secret)
        except GitHubError as error:
            if error.status == 403:
                raise Refused(403, f"remote: {error.message}\n") from None
            raise Refused(401, "Invalid username or token.\n", _CHALLENGE) from None
    if token is None:
        if repository is None or repository.private or push:
            raise Refused(401, "Repository not found.\n", _CHALLENGE)
        return None
    if repository is None or (repository.private and not covers(token, repository)):
        raise Refused(404, "Repository not found.\n")
    if covers(token, repository) or push:
        if repository.private and not allows(token, "contents", "read"):
            raise Refused(403, "remote: Write access to repository not granted.\n")
        if push and not (covers(token, repository) and allows(token, "contents", "write")):
            raise Refused(403, "remote: Write access to repository not granted.\n")
    return token


def serve(repository: Repository, method: str, rest: str, query: str, headers: Mapping[str, str], body: bytes) -> GitAnswer:
    """Run `git http-backend` for one request; `rest` is one of `SERVED`."""
    environment = {
        **git_environment(),
        "GIT_PROJECT_ROOT": str(repository.git.path),
        "GIT_HTTP_EXPORT_ALL": "1",
        "PATH_INFO": f"/{rest}",
        "REQUEST_METHOD": method,
        "QUERY_STRING": query,
        "CONTENT_TYPE": headers.get("content-type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_CONTENT_ENCODING": headers.get("content-encoding", ""),
        "GIT_PROTOCOL": headers.get("git-protocol", ""),
        "REMOTE_USER": "x-access-token",
        "REMOTE_ADDR": "127.0.0.1",
    }
    done = subprocess.run(["git", "http-backend"], env=environment, input=body, capture_output=True, check=False)
    head, _, content = done.stdout.partition(b"\r\n\r\n")
    fields = dict(line.split(": ", 1) for line in head.decode("latin-1").split("\r\n") if ": " in line)
    status = int(fields.pop("Status", "200 OK").split()[0]) if done.stdout else 500
    return GitAnswer(status, fields, content)
