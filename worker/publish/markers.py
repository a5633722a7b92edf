"""The hidden line at the end of everything we write, by which a retry finds what an earlier try created.

A marker is signed: text of a repository, of a model or of a person can not make one up, and one that was copied into the
middle of another body is not looked at. Pure.
"""

import hmac
import re
from dataclasses import dataclass
from hashlib import sha256

from pydantic import SecretStr

_PURPOSE = b"anatoly marker v1"
_MARKER = re.compile(r"<!-- anatoly:v1 kind=([a-z_]+) id=([A-Za-z0-9._:-]+) repo=(\d+) sig=([0-9a-f]{32}) -->\s*\Z")
_WORD = re.compile(r"[A-Za-z0-9._:-]+")


@dataclass(frozen=True, slots=True)
class Marker:
    """What a body is: its kind (issue, summary, review, comment, …), the id of its subject, and the repository's id."""

    kind: str
    id: str
    repository: int

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z_]+", self.kind) or not _WORD.fullmatch(self.id):
            raise ValueError(f"a marker takes plain words, not kind {self.kind!r} and id {self.id!r}")

    def __str__(self) -> str:
        """The unsigned words, as stored in `publications.marker`."""
        return f"kind={self.kind} id={self.id} repo={self.repository}"

    @classmethod
    def stored(cls, words: str) -> "Marker | None":
        """Read what `str()` wrote; None for an empty column."""
        match = re.fullmatch(r"kind=([a-z_]+) id=([A-Za-z0-9._:-]+) repo=(\d+)", words)
        return cls(match[1], match[2], int(match[3])) if match else None


class MarkerKeys:
    """The keys that sign markers: the first signs, any verifies, so that a secret can be changed without losing old ones."""

    def __init__(self, secrets: tuple[SecretStr, ...]) -> None:
        """Derive one key from each webhook secret. Raises ValueError when there is none."""
        if not secrets:
            raise ValueError("markers need a key: set ANATOLY_WEBHOOK_SECRETS for the publisher")
        self._keys = [hmac.digest(secret.get_secret_value().encode(), _PURPOSE, sha256) for secret in secrets]

    def sign(self, marker: Marker) -> str:
        """The hidden HTML comment for the end of a body."""
        return f"<!-- anatoly:v1 {marker} sig={_signature(self._keys[0], marker)} -->"

    def read(self, body: str | None) -> Marker | None:
        """The marker that ends a body, or None when there is none or its signature is not ours.

        The caller makes sure that our App wrote the body.
        """
        match = _MARKER.search(body or "")
        if not match:
            return None
        marker = Marker(match[1], match[2], int(match[3]))
        ours = any(hmac.compare_digest(_signature(key, marker), match[4]) for key in self._keys)
        return marker if ours else None


def _signature(key: bytes, marker: Marker) -> str:
    return hmac.new(key, str(marker).encode(), sha256).hexdigest()[:32]
