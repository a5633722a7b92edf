"""Who may see pages and the JSON API, until people can log in: with `ANATOLY_PAGES=local` browsers on this machine."""

import ipaddress
from typing import Literal

from fastapi import HTTPException, Request

FORWARDING = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""Headers of proxies: behind one, an address of this machine says nothing about who asks."""


def refusal(pages: Literal["local", "off"], client: str | None, host: str, forwarded: bool) -> str | None:
    """Why a request may not see anything, or None when it may.

    `client` is the peer's address; `host` the Host header. Host is checked because any website can make its own name
    resolve to 127.0.0.1 (DNS rebinding): then the address is local and the reader is not.
    """
    if pages != "local":
        return "Pages are off. Set ANATOLY_PAGES=local to see them from this machine."
    if forwarded or not _loopback_address(client or ""):
        return "Pages are served to this machine only. Open them there, for example through `ssh -L`."
    if not loopback_name(host):
        return "Pages answer to a local name only. Open them as http://127.0.0.1 or http://localhost."
    return None


def gate(request: Request) -> None:
    """The dependency of every route that shows something about a repository: 403 with one line, or nothing."""
    reason = refusal(
        request.app.state.settings.pages,
        request.client.host if request.client else None,
        request.headers.get("host", ""),
        any(name in request.headers for name in FORWARDING),
    )
    if reason is not None:
        raise HTTPException(403, reason)


def _loopback_address(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped.is_loopback
    return address.is_loopback


def loopback_name(host: str) -> bool:
    """Whether a Host header, with or without a port, names this machine."""
    if host.startswith("["):
        name, _, port = host[1:].partition("]")
        port = port.removeprefix(":")
    else:
        name, _, port = host.partition(":")
    if port and not port.isdecimal():
        return False
    return name.lower() == "localhost" or _loopback_address(name)
