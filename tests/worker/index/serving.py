"""A real embedding endpoint on loopback, which answers by script."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Step = Callable[[list[str]], "Reply"]


@dataclass(frozen=True)
class Reply:
    body: object
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    after: threading.Event | None = None


def vectors(texts: list[str], length: int = 3) -> Reply:
    """Answer right, the last first: what counts is the index."""
    data = [{"index": at, "embedding": [len(text) + 1.0] + [1.0] * (length - 1)} for at, text in enumerate(texts)]
    return Reply({"object": "list", "model": "m", "data": data[::-1]})


def rows(*data: dict[str, Any]) -> Step:
    return lambda _texts: Reply({"data": list(data)})


class Server:
    """Answers one step after the other, and then as it should."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.seen: list[tuple[str, dict[str, Any], str]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:
                pass

            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
                server.seen.append((self.path, asked, self.headers.get("authorization", "")))
                reply = (server.steps.pop(0) if server.steps else vectors)(asked["input"])
                if reply.after is not None:
                    reply.after.wait(30)
                body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
                try:
                    self.send_response(reply.status)
                    for name, value in {**reply.headers, "content-length": str(len(body))}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    self.close_connection = True

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
