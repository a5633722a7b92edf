"""Addresses of the pages that editors write."""

import string
import unicodedata

_KEPT = frozenset(string.ascii_lowercase + string.digits)


def make_handle(headline: str, longest: int = 80) -> str:
    """What stands behind the last slash of a page's address."""
    handle = ""
    for ch in unicodedata.normalize("NFKD", headline):
        if not ch.isascii():
            continue
        ch = ch.lower()
        if ch in _KEPT:
            handle += ch
        elif handle and not handle.endswith("-"):
            handle += "-"
    return handle.rstrip("-")[:longest].rstrip("-")


def free_handle(headline: str, taken: set[str]) -> str:
    """A handle that no other page has: the plain one, or the plain one with a number."""
    plain = make_handle(headline)
    handle = plain
    number = 2
    while handle in taken:
        handle = f"{plain}-{number}"
        number += 1
    return handle
