"""Fetch documents that are too small for a client of their own."""

from typing import Any

import httpx

from shop.errors import RemoteError


def get_json(url: str, timeout: float) -> Any:
    """The data behind an address; RemoteError when there is none."""
    try:
        response = httpx.get(url, timeout=timeout, follow_redirects=True, headers={"Accept": "application/json"})
        response.raise_for_status()
        return response.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise RemoteError(f"{url}: {error}") from error
