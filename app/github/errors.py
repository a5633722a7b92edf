"""What can go wrong at GitHub, in as few kinds as callers decide differently about. Pure: no request is made here.

https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
"""

import json
import re
from collections.abc import Mapping

MAX_MESSAGE = 500
"""Characters of GitHub's own words that are kept."""

_SECONDARY = re.compile(r"secondary rate limit|abuse detection|temporarily blocked from content creation", re.IGNORECASE)
_PRIMARY = re.compile(r"rate limit exceeded", re.IGNORECASE)
HEADERLESS_SECONDS = 60.0
"""GitHub asks for at least a minute when a secondary limit names no time."""


class GitHubError(Exception):
    """A request to GitHub did not succeed. `status` is 0 when there was no answer."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class GitHubGone(GitHubError):
    """404, 410, 451: not there, or not for us to see. Asking again does not help."""


class GitHubForbidden(GitHubError):
    """403 that is no limit: a permission is missing, the repository is archived, the installation is suspended."""


class GitHubRejected(GitHubError):
    """422, 400, 409 and the other refusals of what was sent. Sending the same again does not help."""


class GitHubTrouble(GitHubError):
    """5xx, 408, a timeout, a broken connection, or a credential that GitHub does not take right now (401).

    It is unknown whether a write took effect. Asking again later may help.
    """


class GitHubLimited(GitHubError):
    """A rate limit, with or without headers that say so: nothing may be asked for `retry_after` seconds."""

    def __init__(self, message: str, status: int, retry_after: float) -> None:
        super().__init__(message, status)
        self.retry_after = retry_after


def classify(status: int, headers: Mapping[str, str], body: bytes, now: float) -> GitHubError:
    """The error that an answer of 400 or above stands for. `headers` by lower-case name; `now` in Unix seconds."""
    message = _message(body) or f"HTTP {status}"
    if status in (403, 429):
        wait = _limit(status, headers, message, now)
        if wait is not None:
            return GitHubLimited(message, status, wait)
        return GitHubForbidden(message, status)
    if status in (404, 410, 451):
        return GitHubGone(message, status)
    if status in (401, 408) or status >= 500:
        return GitHubTrouble(message, status)
    return GitHubRejected(message, status)


def _limit(status: int, headers: Mapping[str, str], message: str, now: float) -> float | None:
    """Seconds to wait when the answer is a rate limit, else None."""
    after = _number(headers.get("retry-after"))
    if after is not None:
        return max(after, 1.0)
    if headers.get("x-ratelimit-remaining") == "0":
        reset = _number(headers.get("x-ratelimit-reset"))
        return max(reset - now, 1.0) if reset is not None else HEADERLESS_SECONDS
    if status == 429 or _SECONDARY.search(message) or _PRIMARY.search(message):
        return HEADERLESS_SECONDS
    return None


def _number(text: str | None) -> float | None:
    # Retry-After may be a date in HTTP at large; GitHub sends seconds, and anything else counts as not said.
    return float(text) if text and text.isdecimal() and len(text) < 12 else None


def _message(body: bytes) -> str:
    """GitHub's own words: `message`, and the messages of `errors` where there are some."""
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(parsed, dict):
        return ""
    errors = parsed.get("errors")
    details = [_detail(error) for error in errors] if isinstance(errors, list) else []
    text = ": ".join(part for part in (str(parsed.get("message") or ""), "; ".join(filter(None, details))) if part)
    return "".join(character for character in " ".join(text.split()) if character.isprintable())[:MAX_MESSAGE]


def _detail(error: object) -> str:
    if isinstance(error, str):
        return error
    if not isinstance(error, dict):
        return ""
    return str(error.get("message") or " ".join(str(error[key]) for key in ("resource", "field", "code") if error.get(key)))
