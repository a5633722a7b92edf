"""Who sent a webhook: HMAC-SHA256 over the raw body.

https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
"""

import hashlib
import hmac
from collections.abc import Iterable

PREFIX = "sha256="


def sign(secret: str, body: bytes) -> str:
    """The value of `X-Hub-Signature-256` for a body: `sha256=` and 64 hex digits."""
    return PREFIX + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def verify(secrets: Iterable[str], body: bytes, signature: str | None) -> bool:
    """Whether any of the secrets signed exactly these bytes.

    Several secrets let an operator rotate them without losing a delivery. Each is compared in constant time, and all
    of them are tried, so that the time says nothing about which one was close. No secret, or an empty one, verifies
    nothing.
    """
    given = (signature or "").encode("utf-8", "surrogateescape")
    valid = False
    for secret in secrets:
        if secret:
            valid |= hmac.compare_digest(sign(secret, body).encode(), given)
    return valid
