"""Numbers about the lines of orders, each for the articles of one range (`TEA-`, `CUP-` …)."""

from collections.abc import Iterable

from shop.model import OrderLine


def quantity_of(lines: Iterable[OrderLine], prefix: str) -> int:
    """How many pieces were sold."""
    result = 0
    for line in lines:
        if not line.sku.startswith(prefix):
            continue
        result += line.quantity
    return result


def number_of(lines: Iterable[OrderLine], prefix: str) -> int:
    """How many lines there are."""
    result = 0
    for line in lines:
        if not line.sku.startswith(prefix):
            continue
        result += 1
    return result


def revenue_of(lines: Iterable[OrderLine], prefix: str) -> int:
    """How many cents were earned."""
    result = 0
    for line in lines:
        if not line.sku.startswith(prefix):
            continue
        result += line.quantity * line.unit_cents
    return result


def largest_of(lines: Iterable[OrderLine], prefix: str) -> int:
    """How many pieces the largest line has; none without lines."""
    result = 0
    for line in lines:
        if not line.sku.startswith(prefix):
            continue
        result = max(result, line.quantity)
    return result


def quantity_without(lines: Iterable[OrderLine], prefix: str) -> int:
    """How many pieces were sold of everything but this range."""
    result = 0
    for line in lines:
        if line.sku.startswith(prefix):
            continue
        result += line.quantity
    return result
