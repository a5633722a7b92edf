"""Decorators for the functions that jobs call."""

import functools
import logging
import threading
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)


def persistent(
    tries: int, wait: float, failures: tuple[type[Exception], ...] = (ConnectionError,)
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Decorate a job so that a passing failure does not end it; the last failure is raised."""

    def decorate(func: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(func)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
            for attempt in range(1, tries + 1):
                try:
                    return func(*args, **kwargs)
                except failures as failure:
                    if attempt == tries:
                        raise
                    log.warning("%s failed (%s), try %d of %d", func.__name__, failure, attempt, tries)
                    time.sleep(wait)
            raise ValueError("at least one attempt is needed")

        return wrapper

    return decorate


def one_at_a_time(func: Callable[P, T]) -> Callable[P, T]:
    """Decorate a job so that a second call waits until the first is done."""
    lock = threading.Lock()

    @functools.wraps(func)
    def waiting(*args: P.args, **kwargs: P.kwargs) -> T:
        with lock:
            return func(*args, **kwargs)

    return waiting


def skipped_while_running(func: Callable[P, T]) -> Callable[P, T | None]:
    """Decorate a job so that a second call returns None at once while the first one runs."""
    lock = threading.Lock()

    @functools.wraps(func)
    def skipping(*args: P.args, **kwargs: P.kwargs) -> T | None:
        if not lock.acquire(blocking=False):
            return None
        try:
            return func(*args, **kwargs)
        finally:
            lock.release()

    return skipping
