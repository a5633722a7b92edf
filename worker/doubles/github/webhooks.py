"""Sends webhooks the way GitHub does: signed over the raw bytes, with its headers, on record, never retried by itself.

https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
"""

import hashlib
import hmac
import json
import ssl
import threading
import time
import uuid
from functools import cache
from typing import Any

import httpx

from worker.doubles.github.payloads import Payloads
from worker.doubles.github.render import Links
from worker.doubles.github.state import HookDelivery, State

TIMEOUT = 10.0
"""Seconds that GitHub waits for an answer."""


@cache
def _tls() -> ssl.SSLContext:
    """One for all deliveries: it is slow to make."""
    return ssl.create_default_context()


def sign(secret: str, body: bytes, algorithm: str = "sha256") -> str:
    """The value of `X-Hub-Signature-256` (or, with sha1, of the older header)."""
    return f"{algorithm}={hmac.new(secret.encode(), body, algorithm).hexdigest()}"


class Hooks:
    """The App's webhook: `payloads` builds what is sent, `deliver` sends it."""

    def __init__(self, state: State, links: Links) -> None:
        self._state = state
        self.payloads = Payloads(state, links)

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
        """Send one webhook to the App's URL and return what became of it.

        The same `guid` twice is a redelivery; another `secret` or `signature` is a forgery. A receiver that is away is
        status 0, as GitHub shows it, and no error here.
        """
        app = self._state.app
        assert app is not None, "create_app comes first"
        body = json.dumps(payload, separators=(",", ":")).encode()
        key = app.webhook_secret if secret is None else secret
        headers = {
            "Accept": "*/*",
            "Content-Type": "application/json",
            "User-Agent": f"GitHub-Hookshot/{hashlib.sha256(body).hexdigest()[:7]}",
            "X-GitHub-Delivery": guid or str(uuid.uuid4()),
            "X-GitHub-Event": event,
            "X-GitHub-Hook-ID": str(app.id),
            "X-GitHub-Hook-Installation-Target-ID": str(app.id),
            "X-GitHub-Hook-Installation-Target-Type": "integration",
            "X-Hub-Signature": sign(key, body, "sha1"),
            "X-Hub-Signature-256": sign(key, body) if signature is None else signature,
        }
        return self._send(url or app.webhook_url, event, body, headers)

    def redeliver(self, delivery: HookDelivery) -> None:
        """Send the same bytes under the same id again, in the background, as the API's attempts do."""
        args = (delivery.url, delivery.event, delivery.body, delivery.headers)
        threading.Thread(target=self._send, args=args, name="redelivery", daemon=True).start()

    def _send(self, url: str, event: str, body: bytes, headers: dict[str, str]) -> HookDelivery:
        sent, begun = self._state.now(), time.monotonic()
        try:
            response = httpx.post(url, content=body, headers=headers, timeout=TIMEOUT, trust_env=False, verify=_tls())
            status, answer = response.status_code, response.text
        except httpx.TransportError as error:
            status, answer = 0, str(error)
        payload = json.loads(body)
        guid = headers["X-GitHub-Delivery"]
        made = HookDelivery(
            id=self._state.next_id(),
            guid=guid,
            event=event,
            action=payload.get("action"),
            delivered_at=sent,
            duration=round(time.monotonic() - begun, 2),
            status_code=status,
            body=body,
            url=url,
            headers=headers,
            installation_id=payload.get("installation", {}).get("id"),
            repository_id=payload.get("repository", {}).get("id"),
            redelivery=any(d.guid == guid for d in self._state.deliveries),
            answer=answer,
        )
        self._state.deliveries.append(made)
        return made
