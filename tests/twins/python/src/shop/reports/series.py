"""Rows of numbers made comparable."""

from collections.abc import Sequence


def normalize(values: Sequence[float]) -> list[float]:
    """The values between 0 for the smallest and 1 for the largest; all 0 when they do not differ."""
    if not values:
        return []
    low = min(values)
    high = max(values)
    if low == high:
        return [0.0] * len(values)
    return [(value - low) / (high - low) for value in values]
