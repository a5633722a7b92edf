"""The double itself: GitHub's REST API and git over HTTP on a loopback port, with everything that happened on record."""

import asyncio
import json
import secrets
import shutil
import socket
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

import uvicorn
from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from worker.doubles.github import api_apps, api_checks, api_issues, api_pulls, api_repositories, contract, git_http
from worker.doubles.github.access import authorize
from worker.doubles.github.builders import Builders
from worker.doubles.github.exchange import Answer, Call, GitHubError, Route
from worker.doubles.github.faults import Dropped, Fault, Faults, Kind
from worker.doubles.github.render import Links
from worker.doubles.github.state import HookDelivery, State
from worker.doubles.github.webhooks import Hooks

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
class _Heard:
    """A request as it came in, read whole."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    arguments: dict[str, str]
    body: bytes


class GitHubDouble(Builders):
    """A GitHub of one's own. Use as a context manager, or `start` and `stop`.

    With `openapi` (a pruned description) every request and answer is held against GitHub's contract, and what is wrong
    is listed in `violations`. Git repositories live in `folder`, or in a temporary one that `stop` removes.
    """

    def __init__(self, openapi: Path | None = None, folder: Path | None = None) -> None:
        self._temporary = Path(tempfile.mkdtemp(prefix="github-double-")) if folder is None else None
        self.state = State()
        super().__init__(self.state, folder or self._temporary or Path())
        self.calls: list[Seen] = []
        self.violations: list[str] = []
        self._contract = contract.load(openapi) if openapi else None
        self._faults = Faults()
        self._lock = threading.RLock()
        self._remaining: dict[str, int] = {}
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.api_url = self.url + API
        self.links = Links(self.api_url, self.url)
        self.hooks = Hooks(self.state, self.links)

    def fail(self, method: str, path: str, times: int = 1, kind: Kind = "502", *, retry_after: int = 60) -> Fault:
        """Let the next `times` requests with that method (`*`: any) and a path that the regex `path` finds go wrong."""
        return self._faults.add(method, path, times, kind, retry_after)

    def deliver(
        self,
        event: str,
        payload: dict[str, Any],
        *,
        url: str | None = None,
        secret: str | None = None,
        guid: str | None = None,
        signature: str | None = None,
    ) -> HookDelivery:
        """Send a webhook, signed with the App's secret unless told otherwise, and return what became of it."""
        return self.hooks.deliver(event, payload, url=url, secret=secret, guid=guid, signature=signature)

    def called(self, method: str, path: str) -> list[Seen]:
        """The requests on record with that method, whose path ends in `path`."""
        return [seen for seen in self.calls if seen.method == method and seen.path.endswith(path)]

    def start(self) -> Self:
        """Serve from a thread of its own; returns once the port answers."""
        config = uvicorn.Config(
            self._application(), log_config=None, access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=1
        )
        server = self._server = uvicorn.Server(config)
        self._socket.listen(128)  # from here on connections wait in the backlog: whoever calls now is answered
        self._thread = threading.Thread(target=server.run, kwargs={"sockets": [self._socket]}, name="github", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Close the port, let slow requests go, and remove the temporary folder."""
        self._faults.release_all()
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join(10)
        self._socket.close()
        if self._temporary is not None:
            shutil.rmtree(self._temporary, ignore_errors=True)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def _application(self) -> FastAPI:
        application = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
        routes = [*api_apps.routes(self.hooks.redeliver), *api_repositories.routes, *api_checks.routes]
        routes += [*api_issues.routes, *api_pulls.routes]
        # A path's last part may hold slashes; the longer template goes first, so that it is not swallowed.
        for route in sorted(routes, key=lambda route: -len(route.path)):
            path = (
                route.path.replace("{ref}", "{ref:path}").replace("{path}", "{path:path}").replace("{branch}", "{branch:path}")
            )
            application.add_api_route(API + path, self._endpoint(route), methods=[route.method], response_model=None)
        application.add_api_route(
            API + "/{anything:path}",
            self._endpoint(None),
            methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            response_model=None,
        )
        application.add_api_route("/{owner}/{repo}/{rest:path}", self._git, methods=["GET", "POST"], response_model=None)
        return application

    def _endpoint(self, route: Route | None) -> Any:
        async def endpoint(request: Request) -> Response:
            heard = await _hear(request)
            try:
                return await run_in_threadpool(self._serve, route, heard)
            except Dropped:
                return await self._drop(request)

        return endpoint

    async def _drop(self, request: Request) -> Response:
        """End the connection under the request; the answer returned goes nowhere."""
        assert self._server is not None
        for connection in list(self._server.server_state.connections):
            if getattr(connection, "client", None) == request.scope["client"]:
                connection.transport.abort()
        await asyncio.sleep(0)
        return Response(status_code=502)

    def _serve(self, route: Route | None, heard: _Heard) -> Response:
        path = heard.path.removeprefix(API)
        fault = self._faults.take(heard.method, path)
        call = Call(
            method=heard.method,
            path=path,
            state=self.state,
            links=self.links,
            params=dict(heard.arguments),
            query={},
            body=None,
            accept=heard.headers.get("accept", ""),
        )
        status, answer, headers = 0, None, dict[str, str]()
        try:
            if fault is not None:
                fault.before(self.state.now().timestamp())
            with self._lock:
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
            with self._lock:
                shown = None if isinstance(answer, bytes) else answer
                self.calls.append(Seen(heard.method, path, heard.query, status, call.body, permissions, shown))
        return self._response(call, status, answer, headers)

    def _handle(self, route: Route | None, call: Call, heard: _Heard) -> Answer:
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
        now = int(self.state.now().timestamp())
        caller = str(call.token.installation.id) if call.token else "app" if call.app else "nobody"
        with self._lock:
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

    async def _git(self, request: Request) -> Response:
        heard = await _hear(request)
        try:
            return await run_in_threadpool(self._serve_git, heard)
        except Dropped:
            return await self._drop(request)

    def _serve_git(self, heard: _Heard) -> Response:
        fault = self._faults.take(heard.method, heard.path)
        permissions: dict[str, str] | None = None
        answer = git_http.GitAnswer(0, {}, b"")
        try:
            if fault is not None:
                fault.before(self.state.now().timestamp())
            repository = self.state.repository(heard.arguments["owner"], heard.arguments["repo"].removesuffix(".git"))
            push = "git-receive-pack" in (heard.arguments["rest"], dict(_pairs(heard.query)).get("service"))
            with self._lock:
                token = git_http.permit(self.state, repository, heard.headers.get("authorization", ""), push=push)
            permissions = {str(k): str(v) for k, v in token.permissions.items()} if token else None
            assert repository is not None
            rest = f"/{heard.arguments['rest']}"
            answer = git_http.serve(repository, heard.method, rest, heard.query, heard.headers, heard.body)
            if rest == "/git-receive-pack":
                with self._lock:
                    self.follow(repository)
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
            with self._lock:
                self.calls.append(Seen(heard.method, heard.path, heard.query, answer.status, None, permissions, None))
        return Response(answer.body, answer.status, answer.headers)


async def _hear(request: Request) -> _Heard:
    return _Heard(
        request.method,
        request.url.path,
        request.url.query,
        request.headers,
        {name: str(value) for name, value in request.path_params.items()},
        await request.body(),
    )


def _pairs(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query, keep_blank_values=True)
