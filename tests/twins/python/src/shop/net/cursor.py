"""Opaque texts that we hand out and take back: page cursors and saved carts."""

import base64
import json
import zlib
from typing import Any


def encode_cursor(position: dict[str, Any]) -> str:
    """A position in a list as text that is safe in an address, without padding."""
    raw = json.dumps(position, separators=(",", ":"), sort_keys=True).encode()
    text = base64.urlsafe_b64encode(raw).decode("ascii")
    return text.rstrip("=")


def decode_cursor(text: str) -> dict[str, Any]:
    """The position that `encode_cursor` wrote."""
    padded = text + "=" * (-len(text) % 4)
    raw = base64.urlsafe_b64decode(padded.encode("ascii"))
    return dict(json.loads(raw))


def encode_cart(cart: dict[str, Any]) -> str:
    """A cart as text for a cookie: packed, because browsers keep four kilobytes."""
    raw = json.dumps(cart, separators=(",", ":"), sort_keys=True).encode()
    text = base64.urlsafe_b64encode(zlib.compress(raw, 9)).decode("ascii")
    return text.rstrip("=")


def decode_cart(text: str) -> dict[str, Any]:
    """The cart that `encode_cart` wrote."""
    padded = text + "=" * (-len(text) % 4)
    raw = base64.urlsafe_b64decode(padded.encode("ascii"))
    return dict(json.loads(zlib.decompress(raw)))
