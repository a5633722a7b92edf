"""From an address to the function that answers."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote_plus

Endpoint = Callable[..., Awaitable[Any]]


def arguments(tail: str) -> dict[str, str]:
    """Decode what a browser appends to an address; a later value replaces an earlier one."""
    decoded: dict[str, str] = {}
    for item in tail.split("&"):
        if not item:
            continue
        name, _, value = item.partition("=")
        decoded[unquote_plus(name)] = unquote_plus(value)
    return decoded


def argument_lists(tail: str) -> dict[str, list[str]]:
    """Decode what a browser appends to an address; equal names collect their values."""
    decoded: dict[str, list[str]] = {}
    for item in tail.split("&"):
        if not item:
            continue
        name, _, value = item.partition("=")
        decoded.setdefault(unquote_plus(name), []).append(unquote_plus(value))
    return decoded


class Router:
    """Routes in the order in which they were added; the first that fits answers."""

    def __init__(self) -> None:
        self._routes: list[tuple[str, re.Pattern[str], Endpoint]] = []

    def add(self, method: str, template: str, endpoint: Endpoint) -> None:
        """`/orders/{order_id}` fits any order; a variable is a run without slashes."""
        pieces = re.split(r"\{(\w+)\}", template)
        pattern = ""
        for place, piece in enumerate(pieces):
            pattern += f"(?P<{piece}>[^/]+)" if place % 2 else re.escape(piece)
        self._routes.append((method.upper(), re.compile(pattern), endpoint))

    def find(self, method: str, path: str) -> tuple[Endpoint, dict[str, str]] | None:
        """The function for an address and what its variables are, or None."""
        for known, pattern, endpoint in self._routes:
            match = pattern.fullmatch(path)
            if known == method.upper() and match is not None:
                return endpoint, match.groupdict()
        return None
