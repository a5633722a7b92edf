"""Talk to payment, carriers and suppliers."""

from __future__ import annotations

import asyncio
import codecs
import json
from typing import Any

import httpx

from shop.errors import RemoteError
from shop.net.retry import backoff_delays


class ApiClient:
    """One remote system; the caller opens and closes the connection pool."""

    def __init__(self, http: httpx.AsyncClient, base: str) -> None:
        self._http = http
        self._base = base.rstrip("/")

    async def get_text(self, path: str) -> str:
        """The body of the answer. One try."""
        try:
            response = await self._http.get(self._base + path)
            response.raise_for_status()
        except httpx.HTTPError as error:
            raise RemoteError(f"GET {path}: {error}") from error
        return response.text

    async def get_text_patiently(self, path: str, tries: int = 4) -> str:
        """The body of the answer. Tried again while the other side is unreachable."""
        failure: httpx.HTTPError | None = None
        for delay in backoff_delays(0.2, 2.0, 5.0, tries):
            try:
                response = await self._http.get(self._base + path)
                response.raise_for_status()
                return response.text
            except httpx.TransportError as error:
                failure = error
                await asyncio.sleep(delay)
            except httpx.HTTPError as error:
                raise RemoteError(f"GET {path}: {error}") from error
        raise RemoteError(f"GET {path}: {failure} after {tries} tries")

    async def get_text_if_there(self, path: str) -> str | None:
        """The body of the answer, or None when the other side knows nothing under that path. One try."""
        try:
            response = await self._http.get(self._base + path)
            if response.status_code == httpx.codes.NOT_FOUND:
                return None
            response.raise_for_status()
        except httpx.HTTPError as error:
            raise RemoteError(f"GET {path}: {error}") from error
        return response.text

    async def post_text(self, path: str, body: str) -> str:
        """Send a text and return the body of the answer. One try: a second one could order twice."""
        try:
            response = await self._http.post(self._base + path, content=body)
            response.raise_for_status()
        except httpx.HTTPError as error:
            raise RemoteError(f"POST {path}: {error}") from error
        return response.text

    async def delete(self, path: str) -> bool:
        """Delete what is there; False when nothing was. One try."""
        try:
            response = await self._http.delete(self._base + path)
            if response.status_code == httpx.codes.NOT_FOUND:
                return False
            response.raise_for_status()
        except httpx.HTTPError as error:
            raise RemoteError(f"DELETE {path}: {error}") from error
        return True


def decode_body(header: str, body: bytes, limit: int = 5_000_000) -> Any:
    """The content of an answer: data for JSON, a dict for forms, text for text, else the bytes.

    The header decides, never the first bytes: a supplier's CSV that begins with a brace is still CSV.
    """
    if len(body) > limit:
        raise RemoteError(f"the answer has {len(body)} bytes, more than {limit}")
    kind, *extras = header.split(";")
    settings: dict[str, str] = {}
    for extra in extras:
        key, present, content = extra.partition("=")
        if present:
            settings[key.strip().lower()] = content.strip().strip('"')
    kind = kind.strip().lower()

    charset = settings.get("charset", "utf-8")
    try:
        codecs.lookup(charset)
    except LookupError as error:
        raise RemoteError(f"unknown character set {charset!r}") from error
    if kind == "application/json" or kind.endswith("+json"):
        try:
            return json.loads(body.decode(charset))
        except ValueError as error:
            raise RemoteError(f"the answer is not JSON: {error}") from error
    if kind == "application/x-www-form-urlencoded":
        return dict(httpx.QueryParams(body.decode(charset)))
    if kind.startswith("text/"):
        return body.decode(charset, errors="replace")
    return body
