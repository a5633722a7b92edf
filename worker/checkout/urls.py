"""Addresses of remote repositories: which are accepted, how they are named on disk, and what a token is bound to."""

import base64
import hashlib
import ipaddress
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from typing import IO

from worker.checkout.errors import CheckoutError, Reason
from worker.checkout.limits import Deadline

Token = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Remote:
    """One remote repository, its address in normal form."""

    url: str
    scheme: str
    host: str
    """With the port, where one is written."""
    path: str

    @property
    def label(self) -> str:
        """What people call it: `github.com/owner/name`."""
        return f"{self.host}{self.path.removesuffix('.git')}"

    @property
    def key(self) -> str:
        """A name for files: readable, and unique to the address."""
        readable = re.sub(r"[^A-Za-z0-9.-]+", "-", self.label).strip("-.")[-60:]
        return f"{readable}-{hashlib.sha256(self.url.encode()).hexdigest()[:16]}"


def looks_remote(source: str) -> bool:
    """Whether a source is an address and not a folder: it has a scheme, or git's short form `git@host:path`."""
    return "://" in source or re.match(r"[\w.-]+@[\w.-]+:", source) is not None


def parse(url: str, *, allow_http: bool = False) -> Remote:
    """Accept an https address, or http on this machine (elsewhere only with `allow_http`). Raises `CheckoutError`.

    The message never repeats what stands before an `@`: it may be a password.
    """
    try:
        parts = urllib.parse.urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise CheckoutError(
            Reason.NOT_A_REPOSITORY, "The repository's address cannot be read; write https://HOST/OWNER/NAME."
        ) from None
    if parts.scheme not in ("https", "http"):
        raise CheckoutError(
            Reason.NOT_A_REPOSITORY,
            f"Repositories are fetched over https only, not over {parts.scheme or 'ssh'}; write https://HOST/OWNER/NAME.",
        )
    if parts.username is not None or parts.password is not None:
        raise CheckoutError(
            Reason.NOT_A_REPOSITORY, f"The address of the repository at {host} holds a user or password; leave it out."
        )
    path = parts.path.rstrip("/")
    if not host or not path or parts.query or parts.fragment or not re.fullmatch(r"[!-~]+", url.strip()):
        raise CheckoutError(Reason.NOT_A_REPOSITORY, "The repository's address is not complete; write https://HOST/OWNER/NAME.")
    if parts.scheme == "http" and not (allow_http or _is_loopback(host)):
        raise CheckoutError(
            Reason.NOT_A_REPOSITORY,
            f"{host} would be fetched over plain http, where anyone on the way can change it; use https.",
        )
    name = f"[{host}]" if ":" in host else host
    netloc = name if port is None else f"{name}:{port}"
    return Remote(f"{parts.scheme}://{netloc}{path}", parts.scheme, netloc, path)


def authorization(remote: Remote, token: str) -> tuple[tuple[str, str], str]:
    """The git setting that sends `token` to this host alone, and the encoded form to keep out of messages.

    GitHub takes an installation's token as the password of the user `x-access-token`.
    """
    encoded = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return (f"http.{remote.scheme}://{remote.host}/.extraHeader", f"Authorization: Basic {encoded}"), encoded


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


def moved_to(remote: Remote, token: str | None, deadline: Deadline) -> Remote:
    """Ask where a repository went that answers with a redirect: GitHub does so after a rename.

    Only an address on the same host and scheme is followed: anywhere else would be handed the token.
    Raises `CheckoutError(gone)` otherwise.
    """
    suffix = "/info/refs"
    request = urllib.request.Request(f"{remote.url}{suffix}?service=git-upload-pack", headers={"User-Agent": "git/anatoly"})  # noqa: S310 - `parse` lets http and https through only
    if token:
        request.add_header("Authorization", authorization(remote, token)[0][1].removeprefix("Authorization: "))
    target = ""
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=max(1.0, min(30.0, deadline.left))):
            return remote
    except urllib.error.HTTPError as error:
        with error:
            target = urllib.parse.urljoin(request.full_url, error.headers.get("Location") or "")
    except (urllib.error.URLError, TimeoutError):
        target = ""
    parts = urllib.parse.urlsplit(target)
    if (parts.scheme, parts.netloc) == (remote.scheme, remote.host) and parts.path.endswith(suffix):
        path = parts.path.removesuffix(suffix)
        return Remote(f"{parts.scheme}://{parts.netloc}{path}", remote.scheme, remote.host, path)
    raise CheckoutError(
        Reason.GONE,
        f"{remote.label} redirects to another server, which is not followed with a token; use the repository's new address.",
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
