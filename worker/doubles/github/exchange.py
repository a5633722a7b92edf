"""One request and its answer, free of any web framework: what the API's handlers are written against."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

from worker.doubles.github.render import Links
from worker.doubles.github.state import App, Level, Repository, State, Token, User

Access = Literal["app", "token", "repository", "anyone"]
"""Who may call: the App with its JWT, an installation token, a token (or nobody, on what is public) at a repository, all."""


class GitHubError(Exception):
    """An answer that is an error, in GitHub's shape."""

    def __init__(self, status: int, message: str, errors: Sequence[Any] = (), headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{status} {message}")
        self.status = status
        self.message = message
        self.errors = list(errors)
        self.headers = dict(headers or {})

    def body(self) -> dict[str, Any]:
        """The JSON that GitHub sends."""
        shown: dict[str, Any] = {"message": self.message}
        if self.errors:
            shown["errors"] = self.errors
        return {**shown, "documentation_url": "https://docs.github.com/rest", "status": str(self.status)}


def invalid(resource: str, name: str, code: str, message: str = "") -> GitHubError:
    """422 `Validation Failed` for one field."""
    error = {"resource": resource, "code": code, "field": name}
    return GitHubError(422, "Validation Failed", [{**error, "message": message} if message else error])


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, JSON (or bytes with a content type of their own) and further headers."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Call:
    """One request, authenticated; `repository` is set for routes below `/repos/{owner}/{repo}` once it may be touched."""

    method: str
    path: str
    state: State
    links: Links
    params: dict[str, str]
    query: dict[str, str]
    body: Any
    accept: str
    app: App | None = None
    """Set when the App itself calls, with its JWT."""
    token: Token | None = None
    found: Repository | None = None

    @property
    def repository(self) -> Repository:
        """The repository that the path names."""
        assert self.found is not None
        return self.found

    @property
    def actor(self) -> User:
        """Who does what is done: the App's bot."""
        assert self.state.app is not None
        return self.state.app.bot

    def number(self, name: str) -> int:
        """A whole number of the path; what is none does not exist."""
        try:
            return int(self.params[name])
        except ValueError:
            raise GitHubError(404, "Not Found") from None

    def field(self, name: str, default: Any = None) -> Any:
        """A field of the JSON body; absent and null read the same."""
        value = self.body.get(name) if isinstance(self.body, dict) else None
        return default if value is None else value

    def text(self, name: str) -> str:
        """A field that must be a text that is not empty."""
        value = self.field(name)
        if not isinstance(value, str):
            raise GitHubError(422, f'Invalid request.\n\n"{name}" wasn\'t supplied.')
        return value


Handler = Callable[[Call], Answer]


@dataclass(frozen=True, slots=True)
class Route:
    """One operation: GitHub's path template and what a token needs, as alternatives (`issues` or `pull_requests`)."""

    method: str
    path: str
    handler: Handler
    access: Access
    needs: tuple[str, ...]
    level: Level


class Routes(list[Route]):
    """A list that handlers enter themselves into."""

    def on(
        self, method: str, path: str, access: Access = "repository", needs: Iterable[str] = (), level: Level = "read"
    ) -> Callable[[Handler], Handler]:
        """Enter the decorated handler for one operation."""

        def enter(handler: Handler) -> Handler:
            self.append(Route(method, path, handler, access, tuple(needs), level))
            return handler

        return enter


def page(
    call: Call, items: Sequence[Any], show: Callable[[Any], Any], wrap: Callable[[list[Any]], Any] | None = None
) -> Answer:
    """Answer one page of `items`, with a `Link` header as GitHub sends it: 30 a page unless asked, 100 at most."""
    size = min(max(_whole(call.query.get("per_page"), 30), 1), 100)
    current = max(_whole(call.query.get("page"), 1), 1)
    last = max(-(-len(items) // size), 1)
    targets = {"prev": current - 1, "next": current + 1, "last": last, "first": 1}
    if current >= last:
        del targets["next"], targets["last"]
    if current == 1:
        del targets["prev"], targets["first"]
    base = f"{call.links.api}{call.path}"
    links = [f'<{base}?{urlencode({**call.query, "page": number})}>; rel="{rel}"' for rel, number in targets.items()]
    shown = [show(item) for item in items[(current - 1) * size : current * size]]
    return Answer(200, wrap(shown) if wrap else shown, {"Link": ", ".join(links)} if links else {})


def _whole(text: str | None, default: int) -> int:
    try:
        return int(text) if text else default
    except ValueError:
        return default
