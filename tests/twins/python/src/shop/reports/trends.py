"""Lines that are calm enough to see where they go."""

from collections import deque
from collections.abc import Iterable


def moving_average(values: Iterable[float], window: int) -> list[float]:
    """The mean of every value and those before it, `window` of them at most."""
    if window < 1:
        raise ValueError("a window holds at least one value")
    latest: deque[float] = deque()
    total = 0.0
    averages = []
    for value in values:
        latest.append(value)
        total += value
        if len(latest) > window:
            total -= latest.popleft()
        averages.append(total / len(latest))
    return averages


def moving_maximum(values: Iterable[float], window: int) -> list[float]:
    """The largest of every value and those before it, `window` of them at most."""
    if window < 1:
        raise ValueError("a window holds at least one value")
    latest: deque[float] = deque(maxlen=window)
    peaks = []
    for value in values:
        latest.append(value)
        peaks.append(max(latest))
    return peaks
