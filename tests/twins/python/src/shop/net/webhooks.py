"""Sign what we send to subscribers."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any


def sign_payload(payload: dict[str, Any], secret: str) -> str:
    """The data with the moment and a signature, joined by dots."""
    moment = str(int(time.time()))
    body = base64.urlsafe_b64encode(json.dumps(payload, sort_keys=True).encode()).decode()
    signed = f"{moment}.{body}"
    signature = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).hexdigest()
    return f"{signed}.{signature}"


def open_payload(text: str, secret: str, max_age: int) -> dict[str, Any]:
    """The data of a signed text; ValueError when the signature is wrong or too old."""
    signed, _, signature = text.rpartition(".")
    expected = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, signature):
        raise ValueError("the signature does not match")
    moment, _, body = signed.partition(".")
    if time.time() - int(moment) > max_age:
        raise ValueError("the signature is too old")
    return dict(json.loads(base64.urlsafe_b64decode(body)))
