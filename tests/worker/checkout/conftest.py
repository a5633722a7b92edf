"""A real git server on loopback (git's own http-backend), and repositories to serve."""

import base64
import os
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

_IDENTITY = {
    "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.c", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.c",
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
}  # fmt: skip


@dataclass
class Repo:
    """A repository that a test writes with plain git."""

    path: Path

    def git(self, *args: str, data: bytes | None = None) -> str:
        done = subprocess.run(
            ["git", *args], cwd=self.path, input=data, capture_output=True, check=True, env={**os.environ, **_IDENTITY}
        )
        return done.stdout.decode(errors="surrogateescape").strip()

    def write(self, name: str, text: str | bytes) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, files: dict[str, str | bytes] | None = None) -> str:
        for name, text in (files or {}).items():
            self.write(name, text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "x")
        return self.git("rev-parse", "HEAD")


def make_repo(path: Path) -> Repo:
    path.mkdir(parents=True)
    repo = Repo(path)
    repo.git("init", "--quiet", "--initial-branch=main")
    return repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return make_repo(tmp_path / "repo")


@dataclass
class GitServer:
    """Serves the repositories under `folder` as `/NAME`; what it is told and what it saw."""

    folder: Path
    url: str = ""
    token: str | None = None
    """Required as the password of x-access-token, where set."""
    redirects: dict[str, str] = field(default_factory=dict)
    """First part of the path -> where it went."""
    statuses: dict[str, int] = field(default_factory=dict)
    """First part of the path -> answered with a web page."""
    seen: list[tuple[str, str | None]] = field(default_factory=list)
    """Each request's path and Authorization header."""
    hold_packs: threading.Event | None = None
    """Where set, packs are not sent until it is."""
    packing: threading.Event = field(default_factory=threading.Event)
    """A pack has been asked for."""


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[GitServer]:
    server = GitServer(tmp_path)
    with running(server):
        yield server


class running:  # noqa: N801 - reads as a verb
    def __init__(self, server: GitServer) -> None:
        self.server = server

    def __enter__(self) -> GitServer:
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self.server))
        self.server.url = f"http://127.0.0.1:{self.http.server_address[1]}"
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.02,))
        self.thread.start()
        return self.server

    def __exit__(self, *_: object) -> None:
        if self.server.hold_packs:
            self.server.hold_packs.set()
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()


def _handler(server: GitServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            return

        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self._body())

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding") != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body

        def _answer(self, body: bytes) -> None:
            parts = urlsplit(self.path)
            first = parts.path.split("/")[1]
            sent = self.headers.get("Authorization")
            server.seen.append((self.path, sent))
            if first in server.redirects:
                return self._end(301, [("Location", server.redirects[first] + self.path.removeprefix(f"/{first}"))])
            if first in server.statuses:
                return self._end(server.statuses[first], [("Content-Type", "text/html")], b"<html>\n<p>no git here\n</html>\n")
            if server.token is not None:
                wanted = "Basic " + base64.b64encode(f"x-access-token:{server.token}".encode()).decode()
                if sent != wanted:
                    return self._end(401, [("WWW-Authenticate", "Basic")])
            if parts.path.endswith("git-upload-pack") and b"command=fetch" in body:
                server.packing.set()
                if server.hold_packs:
                    server.hold_packs.wait(30)
            return self._backend(parts.path, parts.query, body)

        def _backend(self, path: str, query: str, body: bytes) -> None:
            done = subprocess.run(
                ["git", "http-backend"],
                input=body,
                capture_output=True,
                check=False,
                env={
                    "PATH": os.environ["PATH"],
                    "GIT_PROJECT_ROOT": str(server.folder),
                    "GIT_HTTP_EXPORT_ALL": "1",
                    "GIT_CONFIG_GLOBAL": "/dev/null",
                    "GIT_CONFIG_COUNT": "1",
                    "GIT_CONFIG_KEY_0": "safe.directory",
                    "GIT_CONFIG_VALUE_0": "*",
                    "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
                    "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                    "REQUEST_METHOD": self.command,
                    "PATH_INFO": path,
                    "QUERY_STRING": query,
                    "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                    "REMOTE_USER": "",
                    "REMOTE_ADDR": "127.0.0.1",
                },
            )
            head, _, content = done.stdout.partition(b"\r\n\r\n")
            headers = [tuple(line.split(": ", 1)) for line in head.decode().splitlines() if ": " in line]
            status = next((int(value.split()[0]) for name, value in headers if name == "Status"), 200)
            self._end(status, [(name, value) for name, value in headers if name != "Status"], content)

        def _end(self, status: int, headers: list[tuple[str, str]] | None = None, content: bytes = b"") -> None:
            try:
                self.send_response(status)
                for name, value in headers or []:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except (BrokenPipeError, ConnectionResetError):
                return

    return Handler
