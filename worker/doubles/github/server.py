"""The double itself: GitHub's REST API and git over HTTP on a loopback port, with everything that happened on record."""

import asyncio
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import uvicorn
from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route as HttpRoute

from worker.doubles.github import api_apps, api_checks, api_issues, api_pulls, api_repositories, api_search
from worker.doubles.github.builders import Builders
from worker.doubles.github.exchange import Route, Routes
from worker.doubles.github.faults import Dropped, Fault, Kind
from worker.doubles.github.gateway import API, Gateway, Heard, Seen
from worker.doubles.github.pages import Pages
from worker.doubles.github.render import Links
from worker.doubles.github.state import HookDelivery, State
from worker.doubles.github.webhooks import Hooks


def all_routes(hooks: Hooks) -> Routes:
    """Every operation of the REST API that the double serves."""
    rest = (api_repositories, api_issues, api_search, api_pulls, api_checks)
    return Routes([*api_apps.routes(hooks.redeliver), *(route for module in rest for route in module.routes)])


class GitHubDouble(Builders):
    """A GitHub of one's own. Use as a context manager, or `start` and `stop`.

    With `openapi` (a pruned description) every request and answer is held against GitHub's contract, and what is wrong
    is listed in `violations`. Git repositories live in `folder`, or in a temporary one that `stop` removes.
    """

    def __init__(self, openapi: Path | None = None, folder: Path | None = None) -> None:
        self._temporary = Path(tempfile.mkdtemp(prefix="github-double-")) if folder is None else None
        self.state = State()
        super().__init__(self.state, folder or self._temporary or Path())
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.api_url = self.url + API
        self.links = Links(self.api_url, self.url)
        self.hooks = Hooks(self.state, self.links)
        self._gateway = Gateway(self.state, self.links, self, openapi)
        self.calls, self.violations = self._gateway.calls, self._gateway.violations

    def fail(self, method: str, path: str, times: int = 1, kind: Kind = "502", *, retry_after: int = 60) -> Fault:
        """Let the next `times` requests with that method (`*`: any) and a path that the regex `path` finds go wrong."""
        return self._gateway.faults.add(method, path, times, kind, retry_after)

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

    def wait_for(self, condition: Callable[[], object], seconds: float = 30.0) -> bool:
        """Wait until `condition` holds, asked again after every request; False when it does not in that time."""
        with self.state.lock:
            return bool(self.state.lock.wait_for(condition, seconds))

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
        self._gateway.faults.release_all()
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
        # A path's last part may hold slashes; the longer template goes first, so that it is not swallowed.
        served = sorted(all_routes(self.hooks), key=lambda route: -len(route.path))
        routes = [HttpRoute(API + _pattern(route.path), self._endpoint(route), methods=[route.method]) for route in served]
        unknown = HttpRoute(API + "/{rest:path}", self._endpoint(None), methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
        git = HttpRoute("/{owner}/{repo}/{rest:path}", self._git, methods=["GET", "POST"])
        return FastAPI(routes=[*routes, unknown, *Pages(self.state).routes(), git], openapi_url=None, redirect_slashes=False)

    def _endpoint(self, route: Route | None) -> Any:
        async def endpoint(request: Request) -> Response:
            heard = await _hear(request)
            try:
                return await run_in_threadpool(self._gateway.serve, route, heard)
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

    async def _git(self, request: Request) -> Response:
        heard = await _hear(request)
        try:
            return await run_in_threadpool(self._gateway.serve_git, heard)
        except Dropped:
            return await self._drop(request)


def _pattern(template: str) -> str:
    for name in ("ref", "path", "branch"):
        template = template.replace(f"{{{name}}}", f"{{{name}:path}}")
    return template


async def _hear(request: Request) -> Heard:
    return Heard(
        request.method,
        request.url.path,
        request.url.query,
        request.headers,
        {name: str(value) for name, value in request.path_params.items()},
        await request.body(),
    )
