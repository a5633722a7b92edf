"""What becomes of one request: the faults it meets, who may, the handler, the contract, and the record of it all."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from fastapi import Response

from worker.doubles.github import contract, git_http
from worker.doubles.github.access import authorize
from worker.doubles.github.builders import Builders
from worker.doubles.github.exchange import Answer, Call, GitHubError, Route
from worker.doubles.github.faults import Dropped, Faults
from worker.doubles.github.render import Links
from worker.doubles.github.state import State

API = "/api/v3"
"""Where the REST API is, as on GitHub Enterprise; below the root are the repositories to clone."""
_HOURLY = 5000


@dataclass(frozen=True, slots=True)
class Seen:
    """One request and what it got. `status` 0: the connection was dropped."""

    method: str
    path: str
    """Below the API's root; for git the whole path."""
    query: str
    status: int
    body: Any
    """The request's JSON; None for git and where there was none."""
    permissions: dict[str, str] | None
    """What the token was allowed; None without a token."""
    answer: Any
    """The answer's JSON; None for git and for an answer that never arrived."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A request as it came in, read whole."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    arguments: dict[str, str]
    body: bytes


class Gateway:
    """Serves one request at a time on the state, many at once around it: `slow` requests and git hold up nobody."""

    def __init__(self, state: State, links: Links, builders: Builders, openapi: Path | None) -> None:
        self.calls: list[Seen] = []
        self.violations: list[str] = []
        self.faults = Faults()
        self._state = state
        self._links = links
        self._builders = builders
        self._contract = contract.load(openapi) if openapi else None
        self._remaining: dict[str, int] = {}

    def serve(self, route: Route | None, heard: Heard) -> Response:
        """Answer a request to the API (`route` None: to nothing we know). Raises Dropped."""
        path = heard.path.removeprefix(API)
        fault = self.faults.take(heard.method, path)
        call = Call(
            method=heard.method,
            path=path,
            state=self._state,
            links=self._links,
            params=dict(heard.arguments),
            query={},
            body=None,
            accept=heard.headers.get("accept", ""),
        )
        status, answer, headers = 0, None, dict[str, str]()
        try:
            if fault is not None:
                fault.before(self._state.now().timestamp())
            with self._state.lock:
                done = self._handle(route, call, heard)
            status, answer, headers = done.status, done.body, done.headers
            if fault is not None:
                fault.after()
        except GitHubError as error:
            status, answer, headers = error.status, error.body(), error.headers
        except Dropped:
            status, answer = 0, None
            raise
        finally:
            permissions = {str(k): str(v) for k, v in call.token.permissions.items()} if call.token else None
            with self._state.lock:
                shown = None if isinstance(answer, bytes) else answer
                self.calls.append(Seen(heard.method, path, heard.query, status, call.body, permissions, shown))
                self._state.lock.notify_all()
        return self._response(call, status, answer, headers)

    def _handle(self, route: Route | None, call: Call, heard: Heard) -> Answer:
        call.query = dict(_pairs(heard.query))
        if heard.body:
            try:
                call.body = json.loads(heard.body)
            except ValueError:
                raise GitHubError(400, "Problems parsing JSON") from None
        if route is None:
            self.violations.append(f"{call.method} {call.path}: the double knows no such operation")
            raise GitHubError(404, "Not Found")
        authorize(call, route, heard.headers.get("authorization", ""))
        self._check_request(route, call)
        try:
            answer = route.handler(call)
        except GitHubError as error:
            self._check_answer(route, error.status, error.body())
            raise
        if not isinstance(answer.body, bytes):
            self._check_answer(route, answer.status, answer.body)
        return answer

    def _check_request(self, route: Route, call: Call) -> None:
        if self._contract is None or (route.method, route.path) == ("GET", "/repositories/{repository_id}"):
            return  # GitHub serves repositories by id, and redirects there after a rename, but does not describe it
        wrong = self._contract.request(route.method, route.path, call.params, call.query, call.body)
        if wrong is not None:
            self.violations.append(f"request {route.method} {call.path}: {wrong.what}")
            if not wrong.tolerated:
                raise GitHubError(422, f"Invalid request.\n\n{wrong.what}.")

    def _check_answer(self, route: Route, status: int, body: Any) -> None:
        wrong = self._contract.answer(route.method, route.path, status, body) if self._contract else None
        if wrong is not None:
            self.violations.append(f"answer {status} to {route.method} {route.path}: {wrong.what}")

    def _response(self, call: Call, status: int, body: Any, headers: dict[str, str]) -> Response:
        now = int(self._state.now().timestamp())
        caller = str(call.token.installation.id) if call.token else "app" if call.app else "nobody"
        with self._state.lock:
            left = self._remaining[caller] = max(self._remaining.get(caller, _HOURLY) - 1, 0)
        common = {
            "x-github-request-id": secrets.token_hex(16).upper(),
            "x-github-media-type": "github.v3; format=json",
            "x-github-api-version-selected": "2022-11-28",
            "x-ratelimit-limit": str(_HOURLY),
            "x-ratelimit-remaining": str(left),
            "x-ratelimit-used": str(_HOURLY - left),
            "x-ratelimit-reset": str(now - now % 3600 + 3600),
            "x-ratelimit-resource": "search" if call.path.startswith("/search/") else "core",
        }
        if isinstance(body, bytes):
            return Response(body, status, {**common, **headers})
        content = b"" if status == 204 else json.dumps(body).encode()
        return Response(content, status, {**common, "Content-Type": "application/json; charset=utf-8", **headers})

    def serve_git(self, heard: Heard) -> Response:
        """Answer git. Raises Dropped."""
        fault = self.faults.take(heard.method, heard.path)
        permissions: dict[str, str] | None = None
        answer = git_http.GitAnswer(0, {}, b"")
        try:
            if fault is not None:
                fault.before(self._state.now().timestamp())
            repository = self._state.repository(heard.arguments["owner"], heard.arguments["repo"].removesuffix(".git"))
            push = "git-receive-pack" in (heard.arguments["rest"], dict(_pairs(heard.query)).get("service"))
            with self._state.lock:
                token = git_http.permit(self._state, repository, heard.headers.get("authorization", ""), push=push)
            permissions = {str(k): str(v) for k, v in token.permissions.items()} if token else None
            if repository is None or heard.arguments["rest"] not in git_http.SERVED:
                raise git_http.Refused(404, "Not Found\n")
            rest = heard.arguments["rest"]
            answer = git_http.serve(repository, heard.method, rest, heard.query, heard.headers, heard.body)
            if rest == "git-receive-pack":
                with self._state.lock:
                    self._builders.follow(repository)
            if fault is not None:
                fault.after()
        except git_http.Refused as refused:
            answer = refused.answer
        except GitHubError as error:
            answer = git_http.GitAnswer(error.status, error.headers, error.message.encode())
        except Dropped:
            answer = git_http.GitAnswer(0, {}, b"")
            raise
        finally:
            with self._state.lock:
                self.calls.append(Seen(heard.method, heard.path, heard.query, answer.status, None, permissions, None))
                self._state.lock.notify_all()
        return Response(answer.body, answer.status, answer.headers)


def _pairs(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query, keep_blank_values=True)
