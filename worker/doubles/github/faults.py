"""What goes wrong at GitHub, on demand: limits, gateways, slowness, connections that end in the middle.

https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
"""

import re
import threading
from dataclasses import dataclass, field
from typing import Literal

from worker.doubles.github.exchange import GitHubError

Kind = Literal[
    "secondary_limit",
    "secondary_403",
    "secondary_429",
    "primary_limit",
    "502",
    "create_then_502",
    "drop",
    "create_then_drop",
    "create_then_hang",
    "slow",
]
"""secondary_limit: 403 with `retry-after` · secondary_403 and secondary_429: the same without any header that says when ·
primary_limit: 403, nothing remaining, with `x-ratelimit-reset` · 502: nothing was done · create_then_502: it *was* done ·
drop, create_then_drop: the connection ends without an answer, before or after it was done · slow: waits for `release` ·
create_then_hang: it was done, and the answer waits for `release`."""

LIMIT = (
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub "
    "Support for help, please include the request ID 0000:0000:0000000:0000000:00000000."
)
_PATIENCE = 60.0


class Dropped(Exception):
    """The connection shall end without an answer."""


@dataclass(slots=True)
class Fault:
    """One thing to go wrong `left` more times, for requests whose method and path match."""

    method: str
    """GET, POST, …, or `*` for all."""
    pattern: re.Pattern[str]
    kind: Kind
    left: int
    retry_after: int = 60
    """Seconds, for the kinds that say when."""
    reached: threading.Event = field(default_factory=threading.Event)
    """Set once a request has met the fault."""
    release: threading.Event = field(default_factory=threading.Event)
    """Set it to let slow requests go on."""

    def before(self, now: float) -> None:
        """What happens instead of, or ahead of, the work. `now` in seconds since the epoch."""
        self.reached.set()
        match self.kind:
            case "secondary_limit":
                raise GitHubError(403, LIMIT, headers={"retry-after": str(self.retry_after)})
            case "secondary_403" | "secondary_429":
                raise GitHubError(int(self.kind[-3:]), LIMIT)
            case "primary_limit":
                reset = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(now) + self.retry_after)}
                raise GitHubError(403, "API rate limit exceeded for installation.", headers=reset)
            case "502":
                raise GitHubError(502, "Server Error")
            case "drop":
                raise Dropped
            case "slow":
                self.release.wait(_PATIENCE)

    def after(self) -> None:
        """What happens although the work was done."""
        match self.kind:
            case "create_then_502":
                raise GitHubError(502, "Server Error")
            case "create_then_drop":
                raise Dropped
            case "create_then_hang":
                self.release.wait(_PATIENCE)


class Faults:
    """The faults in waiting; each request meets the first that matches."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, method: str, pattern: str, times: int, kind: Kind, retry_after: int) -> Fault:
        """Put a fault in waiting."""
        fault = Fault(method.upper(), re.compile(pattern), kind, times, retry_after)
        with self._lock:
            self._waiting.append(fault)
        return fault

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that this request meets, counted down; None when it goes well."""
        with self._lock:
            for fault in self._waiting:
                if fault.left and fault.method in ("*", method) and fault.pattern.search(path):
                    fault.left -= 1
                    return fault
        return None

    def release_all(self) -> None:
        """Let every slow request go on."""
        with self._lock:
            for fault in self._waiting:
                fault.release.set()
