"""What lies on the shelves, and what of it is promised."""

from __future__ import annotations

import threading
from collections import Counter

from shop.errors import OutOfStock


class Stock:
    """Quantities by SKU. Every change is one entry in the journal."""

    def __init__(self) -> None:
        self._on_hand: Counter[str] = Counter()
        self._reserved: Counter[str] = Counter()
        self._lock = threading.Lock()
        self.journal: list[tuple[str, str, int]] = []

    def receive(self, sku: str, quantity: int) -> int:
        """Goods came in: more on hand."""
        if quantity < 1:
            raise ValueError("a quantity is at least one")
        with self._lock:
            self._on_hand[sku] += quantity
            self.journal.append(("receive", sku, quantity))
            return self._on_hand[sku] - self._reserved[sku]

    def reserve(self, sku: str, quantity: int) -> int:
        """A customer ordered: promised, but still on the shelf."""
        if quantity < 1:
            raise ValueError("a quantity is at least one")
        with self._lock:
            free = self._on_hand[sku] - self._reserved[sku]
            if free < quantity:
                raise OutOfStock(sku, quantity, free)
            self._reserved[sku] += quantity
            self.journal.append(("reserve", sku, quantity))
            return self._on_hand[sku] - self._reserved[sku]

    def release(self, sku: str, quantity: int) -> int:
        """A customer cancelled: no longer promised."""
        if quantity < 1:
            raise ValueError("a quantity is at least one")
        with self._lock:
            promised = self._reserved[sku]
            if promised < quantity:
                raise OutOfStock(sku, quantity, promised)
            self._reserved[sku] -= quantity
            self.journal.append(("release", sku, quantity))
            return self._on_hand[sku] - self._reserved[sku]

    def ship(self, sku: str, quantity: int) -> int:
        """A parcel left: neither promised nor on the shelf any more."""
        if quantity < 1:
            raise ValueError("a quantity is at least one")
        with self._lock:
            promised = self._reserved[sku]
            if promised < quantity:
                raise OutOfStock(sku, quantity, promised)
            self._reserved[sku] -= quantity
            self._on_hand[sku] -= quantity
            self.journal.append(("ship", sku, quantity))
            return self._on_hand[sku] - self._reserved[sku]

    def write_off(self, sku: str, quantity: int) -> int:
        """Something broke or got lost: less on the shelf, but nothing that is promised."""
        if quantity < 1:
            raise ValueError("a quantity is at least one")
        with self._lock:
            free = self._on_hand[sku] - self._reserved[sku]
            if free < quantity:
                raise OutOfStock(sku, quantity, free)
            self._on_hand[sku] -= quantity
            self.journal.append(("write_off", sku, quantity))
            return self._on_hand[sku] - self._reserved[sku]
