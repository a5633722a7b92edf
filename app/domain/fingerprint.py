"""The identity of a finding: the key for "seen before", "dismissed" and "fixed"."""

import hashlib

ALGORITHM = "a1"
"""Version prefix: a finding's identity names the algorithm that made it, so that a later one can migrate it."""


def fingerprint(axis: str, rule: str, symbol: str, body_hash: str) -> str:
    """Return `a1-` and 20 hex digits over axis, rule, qualified symbol and normalised body.

    Lines and the file's path are no part of it: moving code about does not make a new finding.
    Each part is length-prefixed, so that no two different tuples can run together.
    """
    digest = hashlib.sha256()
    for part in (ALGORITHM, axis, rule, symbol, body_hash):
        raw = part.encode()
        digest.update(len(raw).to_bytes(4, "big") + raw)
    return f"{ALGORITHM}-{digest.hexdigest()[:20]}"


def of_copy(known: str, file: str) -> str:
    """The identity of a finding whose symbol and body are in another file too: the file tells the copies apart."""
    return f"{known}-{hashlib.sha256(file.encode()).hexdigest()[:8]}"


def of_original(known: str) -> str:
    """Undo `of_copy`; what is of no copy stays as it is."""
    return "-".join(known.split("-")[:2])
