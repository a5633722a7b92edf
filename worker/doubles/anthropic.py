"""A double of the model endpoints: a real HTTP server on loopback that answers by script.

Two faces. Without an alias it is Anthropic: it knows certain models and is strict about requests. With an alias it is
llama-server: it takes any model's name, always answers as its alias, ignores schemas at `/v1/messages` and obeys them at
`/v1/chat/completions`. Nothing here thinks; the script does.
"""

import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from worker.doubles.anthropic_rules import Refused, check_chat, check_messages
from worker.doubles.anthropic_script import Answer, Script, Seen

MODELS = ("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-haiku-4-5")


class AnthropicDouble:
    """Starts on a free port of 127.0.0.1 when entered; `url` is its address, `requests` what it was asked, in order.

    `key`: what a request must carry, "" for none. `window`: tokens (four bytes each) that a prompt may have, with an alias.
    """

    def __init__(
        self,
        script: Script,
        *,
        key: str = "sk-double",
        alias: str | None = None,
        models: tuple[str, ...] = MODELS,
        window: int | None = None,
    ) -> None:
        self.script = script
        self.key = key
        self.alias = alias
        self.models = models
        self.window = window
        self.requests: list[Seen] = []
        self._cached: set[str] = set()
        self._lock = threading.Lock()
        double = self

        class Handler(_Handler):
            owner = double

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def environment(self, tier: str) -> dict[str, str]:
        """The variables that point a tier here."""
        prefix = f"ANATOLY_{tier.upper()}_"
        model = self.alias or next(name for name in self.models if tier in name)
        return {f"{prefix}BASE_URL": self.url, f"{prefix}MODEL": model, f"{prefix}API_KEY": self.key}

    def usage(self, seen: Seen, answer: Answer) -> dict[str, int]:
        """Tokens of a request, four bytes each, with the cache as the original keeps it: by exact prefix."""
        whole, prefix = json.dumps(seen.body), _cacheable(seen.body)
        total, marked = len(whole) // 4, len(prefix) // 4
        with self._lock:
            hit = bool(prefix) and prefix in self._cached
            if prefix:
                self._cached.add(prefix)
        return {
            "input_tokens": total - marked,
            "cache_read_input_tokens": marked if hit else 0,
            "cache_creation_input_tokens": 0 if hit or not prefix else marked,
            "output_tokens": len(json.dumps(answer.content)) // 4,
        }


def _cacheable(body: dict[str, Any]) -> str:
    """What stands before the mark in the first turn, as one string; "" without a mark."""
    blocks = body["messages"][0]["content"]
    marks = [place for place, block in enumerate(blocks) if isinstance(block, dict) and "cache_control" in block]
    if not marks:
        return ""
    return json.dumps([body["model"], body.get("tools"), body.get("system"), blocks[: marks[-1] + 1]])


class _Handler(BaseHTTPRequestHandler):
    owner: AnthropicDouble
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: what was asked is in `requests`."""

    def do_GET(self) -> None:
        """List the models, or 404."""
        if not self._authorized():
            return
        if self.path.partition("?")[0] != "/v1/models":
            self._error(404, "not_found_error", f"Not found: {self.path}")
            return
        names = [self.owner.alias] if self.owner.alias else list(self.owner.models)
        data = [{"type": "model", "id": name, "display_name": name, "created_at": "2026-01-01T00:00:00Z"} for name in names]
        self._send(200, {"data": data, "has_more": False, "first_id": names[0], "last_id": names[-1]})

    def do_POST(self) -> None:
        """Check the request as the original does, then let the script answer."""
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        if not self._authorized():
            return
        try:
            body = json.loads(raw)
        except ValueError:
            body = None
        if not isinstance(body, dict):
            self._error(400, "invalid_request_error", "The request body is not valid JSON.")
            return
        seen = Seen(self.path, body, {name.lower(): value for name, value in self.headers.items()})
        self.owner.requests.append(seen)
        try:
            known = self._checked(seen)
        except Refused as refused:
            self._error(400, "invalid_request_error", str(refused))
            return
        if known and self.path == "/v1/messages/count_tokens":
            self._send(200, {"input_tokens": len(raw) // 4})
        elif known:
            self._answer(seen, self.owner.script(seen))

    def _authorized(self) -> bool:
        bearer = self.headers.get("authorization", "").removeprefix("Bearer ")
        given = self.headers.get("x-api-key", bearer)
        if not self.owner.key or hmac.compare_digest(given.encode(), self.owner.key.encode()):
            return True
        self._error(401, "authentication_error", "invalid x-api-key")
        return False

    def _checked(self, seen: Seen) -> bool:
        """Whether the request may go on to the script; otherwise it is answered here. Raises `Refused`."""
        owner, model = self.owner, seen.body.get("model")
        if self.path == "/v1/chat/completions" and owner.alias:
            check_chat(seen.body)
        elif self.path in {"/v1/messages", "/v1/messages/count_tokens"}:
            if "anthropic-version" not in seen.headers:
                raise Refused("anthropic-version: header is required")
            if not owner.alias and model not in owner.models:
                self._error(404, "not_found_error", f"model: {model}")
                return False
            check_messages(seen.body if self.path == "/v1/messages" else {"max_tokens": 1, **seen.body})
        else:
            self._error(404, "not_found_error", f"Not found: {self.path}")
            return False
        size = len(json.dumps(seen.body)) // 4
        if owner.window is not None and size > owner.window:
            wrong = {"code": 400, "type": "exceed_context_size_error", "message": "the request exceeds the context size"}
            self._send(400, {"error": {**wrong, "n_prompt_tokens": size, "n_ctx": owner.window}})
            return False
        return True

    def _answer(self, seen: Seen, answer: Answer) -> None:
        if answer.after is not None:
            answer.after.wait(30)
        if answer.status != 200:
            self._error(answer.status, answer.error, f"scripted {answer.error}", answer.headers)
            return
        usage = self.owner.usage(seen, answer)
        model = answer.model or self.owner.alias or seen.body["model"]
        shape = _as_chat if self.path == "/v1/chat/completions" else _as_message
        raw = answer.raw if answer.raw is not None else json.dumps(shape(answer, model, usage)).encode()
        self._send_raw(200, raw, answer.headers, cut=answer.cut)

    def _error(self, status: int, kind: str, message: str, headers: dict[str, str] | None = None) -> None:
        body = {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_double"}
        self._send_raw(status, json.dumps(body).encode(), headers or {})

    def _send(self, status: int, body: dict[str, Any]) -> None:
        self._send_raw(status, json.dumps(body).encode(), {})

    def _send_raw(self, status: int, raw: bytes, headers: dict[str, str], *, cut: bool = False) -> None:
        try:
            self.send_response(status)
            for name, value in {"content-type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw[: len(raw) // 2] if cut else raw)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client gave up waiting
        self.close_connection = self.close_connection or cut


def _as_message(answer: Answer, model: str, usage: dict[str, int]) -> dict[str, Any]:
    return {
        "id": "msg_double",
        "type": "message",
        "role": "assistant",
        "model": model,
        "content": list(answer.content),
        "stop_reason": answer.stop,
        "stop_sequence": None,
        "usage": usage,
    }


def _as_chat(answer: Answer, model: str, usage: dict[str, int]) -> dict[str, Any]:
    text = "".join(block["text"] for block in answer.content if block["type"] == "text")
    stop = {"max_tokens": "length", "refusal": "content_filter"}.get(answer.stop, "stop")
    prompt = usage["input_tokens"] + usage["cache_creation_input_tokens"] + usage["cache_read_input_tokens"]
    return {
        "id": "chatcmpl-double",
        "object": "chat.completion",
        "model": model,
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": stop}],
        "usage": {"prompt_tokens": prompt, "completion_tokens": usage["output_tokens"]},
    }
