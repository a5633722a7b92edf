"""What a person sees at the links: pull requests, issues, files and check runs as plain pages that can only be read.

What the App wrote is shown as GitHub shows it: Markdown with the handful of HTML tags that the App uses. Everything else in
it stays text, and the page's own policy lets nothing run and nothing load.
"""

import hashlib
import re
from base64 import b64encode
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from worker.doubles.github.state import Repository, State

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"(</?(?:details|summary|sub|sup|br)>)")
_SCRIPT = """
const found = /^#L(\\d+)(?:-L(\\d+))?$/.exec(location.hash);
if (found) {
  for (let line = +found[1]; line <= +(found[2] || found[1]); line++) document.getElementById("L" + line)?.classList.add("hit");
  document.getElementById("L" + found[1])?.scrollIntoView({block: "center"});
}
"""
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    f"script-src 'sha256-{b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()}'"
)


def _kept_html(tokens: list[Token], at: int, *_: object) -> str:
    text = _COMMENT.sub("", tokens[at].content)
    return "".join(part if _TAG.fullmatch(part) else str(escape(part)) for part in _TAG.split(text))


def _markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": True}).enable("table").disable("image")
    made.renderer.rules |= {"html_block": _kept_html, "html_inline": _kept_html}  # type: ignore[attr-defined] # a plain dict
    return made


_MARKDOWN = _markdown()


def render(markdown: str) -> Markup:
    """Markdown as GitHub would show it, safe to put into a page."""
    return Markup(_MARKDOWN.render(markdown))  # noqa: S704 - everything but a few bare tags was escaped above


class Pages:
    """Serves the pages of a double's state."""

    def __init__(self, state: State) -> None:
        self._state = state
        environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        environment.filters["markdown"] = render
        environment.globals["script"] = Markup(_SCRIPT)  # noqa: S704 - ours
        self._template = environment.get_template("pages.html.j2")

    def routes(self) -> list[Route]:
        """Where the links of the REST API and of permalinks lead."""
        place = "/{owner}/{repo}"
        return [
            Route(f"{place}/pull/{{number:int}}", self._thread),
            Route(f"{place}/issues/{{number:int}}", self._thread),
            Route(f"{place}/runs/{{number:int}}", self._check),
            Route(f"{place}/blob/{{sha}}/{{path:path}}", self._file),
        ]

    def _thread(self, request: Request) -> HTMLResponse:
        with self._state.lock:
            repository = self._repository(request)
            issue = repository.issues.get(request.path_params["number"]) if repository else None
            return self._page(repository, title=issue.title, issue=issue) if repository and issue else _nothing()

    def _check(self, request: Request) -> HTMLResponse:
        with self._state.lock:
            repository = self._repository(request)
            check = repository.check_runs.get(request.path_params["number"]) if repository else None
            return self._page(repository, title=check.name, check=check) if repository and check else _nothing()

    def _file(self, request: Request) -> HTMLResponse:
        repository, path = self._repository(request), request.path_params["path"]
        sha = repository.git.resolve(request.path_params["sha"]) if repository else None
        entries = repository.git.entries(sha, path) if repository and sha else []
        if repository is None or len(entries) != 1 or (entries[0].kind, entries[0].path) != ("blob", path):
            return _nothing()
        text = repository.git.blob(entries[0].sha).decode(errors="replace")
        return self._page(repository, title=path, path=path, sha=sha, lines=text.splitlines())

    def _repository(self, request: Request) -> Repository | None:
        return self._state.repository(request.path_params["owner"], request.path_params["repo"])

    def _page(self, repository: Repository, **values: Any) -> HTMLResponse:
        text = self._template.render(repository=repository, **values)
        return HTMLResponse(text, headers={"Content-Security-Policy": _POLICY, "Referrer-Policy": "no-referrer"})


def _nothing() -> HTMLResponse:
    return HTMLResponse("<!doctype html><title>404</title><p>There is no such page at this stand-in for GitHub.</p>", 404)
