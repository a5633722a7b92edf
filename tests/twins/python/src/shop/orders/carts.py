"""Carts from before and after the log-in become one."""

from collections.abc import Mapping


def merge_adding(ours: Mapping[str, int], theirs: Mapping[str, int]) -> dict[str, int]:
    """Both carts in one; of what is in both the pieces are added up."""
    cart = dict(ours)
    for sku, pieces in theirs.items():
        if pieces > 0:
            cart[sku] = cart.get(sku, 0) + pieces
    return cart


def merge_larger(ours: Mapping[str, int], theirs: Mapping[str, int]) -> dict[str, int]:
    """Both carts in one; of what is in both the larger number counts."""
    cart = dict(ours)
    for sku, pieces in theirs.items():
        if pieces > 0:
            cart[sku] = max(cart.get(sku, 0), pieces)
    return cart


def merge_newer(ours: Mapping[str, int], theirs: Mapping[str, int]) -> dict[str, int]:
    """Both carts in one; of what is in both the second cart's number counts."""
    cart = dict(ours)
    for sku, pieces in theirs.items():
        if pieces > 0:
            cart[sku] = pieces
    return cart
