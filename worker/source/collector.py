"""Keeping the garbage collector out of the way while millions of small objects are made that all stay."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_pauses: list[bool] = []
"""One entry per pause under way; whether the collector ran before the first of them."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """Stop the cyclic collector of this process for as long as anyone is inside; reference counting goes on."""
    with _lock:
        _pauses.append(gc.isenabled() if not _pauses else _pauses[0])
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            ran = _pauses.pop()
            if not _pauses and ran:
                gc.enable()
