"""Having a repository: a local folder in place, or a commit of a remote one in a throw-away folder."""

from pathlib import Path

from worker.checkout.checkout import Checkout, list_files, list_foreign
from worker.checkout.diff import changed_files, diff_hunks, merge_base
from worker.checkout.errors import CheckoutError, Reason
from worker.checkout.hunks import FileDiff, Hunk
from worker.checkout.limits import Limits
from worker.checkout.local import open_local
from worker.checkout.remote import open_remote
from worker.checkout.tree import SUBMODULE, Omitted
from worker.checkout.urls import Token, looks_remote

__all__ = [
    "SUBMODULE",
    "Checkout",
    "CheckoutError",
    "FileDiff",
    "Hunk",
    "Limits",
    "Omitted",
    "Reason",
    "changed_files",
    "diff_hunks",
    "list_files",
    "list_foreign",
    "merge_base",
    "open_local",
    "open_remote",
    "open_source",
]


def open_source(
    source: str,
    ref: str | None,
    cache_dir: Path,
    token: Token | None,
    limits: Limits,
    base_ref: str | None = None,
    name: str | None = None,
) -> Checkout:
    """Open an address with `open_remote`, anything else as a folder with `open_local`. Raises `CheckoutError`."""
    if looks_remote(source) and not Path(source).is_dir():
        return open_remote(source, ref, cache_dir, token, limits, base_ref, name)
    return open_local(source, ref, limits)
