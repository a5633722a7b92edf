"""One way to ask GitHub: explicit timeouts, no hidden retries or caches, errors of `app.github.errors`, plain JSON back.

Plain JSON because GitHub's published schemas reject some of GitHub's own answers; callers read the fields they use.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from app.github.errors import GitHubTrouble, classify

if TYPE_CHECKING:
    import ssl

    from githubkit import GitHub

CONNECT_SECONDS = 5.0
READ_SECONDS = 30.0


@dataclass(frozen=True)
class Reply:
    """An answer below 400: its status, its headers by lower-case name, and its JSON (None when the body is empty)."""

    status: int
    headers: Mapping[str, str]
    data: Any


class Client:
    """A githubkit client for one credential."""

    def __init__(self, github: "GitHub[Any]", on_unauthorized: Callable[[], None] = lambda: None) -> None:
        self._github = github
        self._on_unauthorized = on_unauthorized

    def request(
        self, method: str, path: str, *, params: Mapping[str, Any] | None = None, body: Any = None, accept: str | None = None
    ) -> Reply:
        """Send one request. `path` starts with a slash and is quoted already, see `repository_path`. Raises `GitHubError`."""
        from githubkit.exception import GitHubException, RequestFailed

        headers = {"X-GitHub-Api-Version": "2022-11-28"} | ({"Accept": accept} if accept else {})
        try:
            response = self._github.request(
                method,
                path,
                params=dict(params) if params else None,
                headers=headers,
                **({} if body is None else {"json": body}),
            )
        except RequestFailed as failed:
            if failed.response.status_code == 401:
                self._on_unauthorized()
            raise classify(
                failed.response.status_code, _lower(failed.response.headers), failed.response.content, time.time()
            ) from None
        except GitHubException as error:
            raise GitHubTrouble(f"no answer from GitHub: {_reason(error)}") from error
        try:
            data = response.json() if response.content else None
        except ValueError as error:
            raise GitHubTrouble("GitHub's answer is not JSON", response.status_code) from error
        return Reply(response.status_code, _lower(response.headers), data)

    def get(self, path: str, **params: Any) -> Any:
        """The JSON of a GET. Raises `GitHubError`."""
        return self.request("GET", path, params=params).data

    def post(self, path: str, body: Any = None) -> Any:
        """The JSON that a POST answers. Raises `GitHubError`; after `GitHubTrouble` it may have happened nevertheless."""
        return self.request("POST", path, body=body).data

    def patch(self, path: str, body: Any) -> Any:
        """The JSON that a PATCH answers. Raises `GitHubError`."""
        return self.request("PATCH", path, body=body).data


@lru_cache(maxsize=1)
def _trust() -> "ssl.SSLContext":
    """The certificates we trust, read once: reading them takes longer than many a request."""
    import httpx

    return httpx.create_ssl_context()


def connect(auth: Any, base_url: str) -> "GitHub[Any]":
    """A githubkit client that does what it is told and nothing else."""
    import httpx
    from githubkit import GitHub

    return GitHub(
        auth,
        base_url=base_url,
        user_agent="anatoly",
        timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        ssl_verify=_trust(),
        http_cache=False,
        auto_retry=False,
        # Renamed and transferred repositories answer with a redirect to their id.
        follow_redirects=True,
    )


def repository_path(owner: str, name: str, *parts: str | int) -> str:
    """`/repos/OWNER/NAME/…`, every part quoted: no name can reach into another path."""
    return "/repos/" + "/".join(quote(str(part), safe="") for part in (owner, name, *parts))


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _reason(error: BaseException) -> str:
    cause = getattr(error, "exc", error)
    return f"{type(cause).__name__} {cause}".strip().splitlines()[0][:200]
