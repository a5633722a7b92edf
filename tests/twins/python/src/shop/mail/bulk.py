"""Newsletters. The relay takes so many receivers a message and no more."""

from collections.abc import Iterable


def envelopes(receivers: Iterable[str], most: int) -> list[list[str]]:
    """Share the receivers out, in their order, into messages of at most so many."""
    if most < 1:
        raise ValueError("a message has at least one receiver")
    filled: list[list[str]] = []
    open_envelope: list[str] = []
    for receiver in receivers:
        open_envelope.append(receiver)
        if len(open_envelope) == most:
            filled.append(open_envelope)
            open_envelope = []
    if open_envelope:
        filled.append(open_envelope)
    return filled


def envelopes_by_domain(receivers: Iterable[str]) -> list[list[str]]:
    """Share the receivers out into one message for every mail domain."""
    filled: dict[str, list[str]] = {}
    for receiver in receivers:
        _, _, domain = receiver.rpartition("@")
        filled.setdefault(domain.lower(), []).append(receiver)
    return list(filled.values())


def log_name(address: str) -> str:
    """How a receiver stands in the log, which more people read than may know our customers."""
    name, at, domain = address.strip().rpartition("@")
    if not at or not name or not domain:
        return "•••"
    if len(name) < 3:
        return f"•••@{domain.lower()}"
    return f"{name[0]}•••{name[-1]}@{domain.lower()}"
