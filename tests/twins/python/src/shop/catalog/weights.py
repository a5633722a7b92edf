"""How much each signal counts in the ranking."""

from collections.abc import Mapping


def normalize(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights in the same proportions, one together; ValueError when there is nothing to divide by."""
    if any(weight < 0 for weight in weights.values()):
        raise ValueError("a weight is negative")
    total = sum(weights.values())
    if total == 0:
        raise ValueError("all weights are zero")
    return {name: weight / total for name, weight in weights.items()}
