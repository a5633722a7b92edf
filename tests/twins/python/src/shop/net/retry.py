"""Try again, but not for ever."""

import functools
import random
import time
from collections.abc import Callable, Iterator
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def backoff_delays(first: float, factor: float, longest: float, tries: int) -> Iterator[float]:
    delay = first
    for _ in range(tries):
        # Spread the herd: everybody who failed together must not come back together.
        yield delay * random.uniform(0.5, 1.0)
        delay = min(delay * factor, longest)


def retrying(attempts: int, pause: float) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Decorate a function so that a lost connection is tried again; the last failure is raised."""

    def decorate(func: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(func)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
            for attempt in range(1, attempts + 1):
                try:
                    return func(*args, **kwargs)
                except ConnectionError:
                    if attempt == attempts:
                        raise
                    time.sleep(pause)
            raise ValueError("at least one attempt is needed")

        return wrapper

    return decorate
