"""Which of the sellers' offers the page of a product shows."""

from __future__ import annotations

from collections.abc import Iterable

from shop.model import Offer


def cheapest(offers: Iterable[Offer], stock: int = 1) -> Offer | None:
    """The offer of the lowest price among those with enough stock; the first of equals."""
    best: Offer | None = None
    for offer in offers:
        if offer.stock < stock:
            continue
        if best is None or offer.price_cents < best.price_cents:
            best = offer
    return best


def cheapest_latest(offers: Iterable[Offer], stock: int = 1) -> Offer | None:
    """The offer of the lowest price among those with enough stock; the last of equals, so that new sellers show."""
    best: Offer | None = None
    for offer in offers:
        if offer.stock < stock:
            continue
        if best is None or offer.price_cents <= best.price_cents:
            best = offer
    return best


def dearest(offers: Iterable[Offer], stock: int = 1) -> Offer | None:
    """The offer of the highest price among those with enough stock; the first of equals."""
    best: Offer | None = None
    for offer in offers:
        if offer.stock < stock:
            continue
        if best is None or offer.price_cents > best.price_cents:
            best = offer
    return best


def fastest(offers: Iterable[Offer], stock: int = 1) -> Offer | None:
    """The offer that is delivered soonest among those with enough stock; the first of equals."""
    best: Offer | None = None
    for offer in offers:
        if offer.stock < stock:
            continue
        if best is None or offer.delivery_days < best.delivery_days:
            best = offer
    return best


def best_rated(offers: Iterable[Offer], stock: int = 1) -> Offer | None:
    """The offer of the best seller among those with enough stock; the first of equals."""
    best: Offer | None = None
    for offer in offers:
        if offer.stock < stock:
            continue
        if best is None or offer.rating > best.rating:
            best = offer
    return best
