"""Who we buy from."""

from __future__ import annotations

import re

from shop.accounts.addresses import Address

_STREET = re.compile(r"(?P<street>.+?)\s+(?P<number>\d+\s?[a-zA-Z]?)")
_TOWN = re.compile(r"(?P<code>\d{4,5})\s+(?P<town>.+)")


def supplier_address(text: str | None, country: str = "DE") -> Address | None:
    """The address in a supplier's master record; None when the record has none yet."""
    if text is None or not text.strip():
        return None
    parts = [part.strip() for part in text.split(",")]
    if len(parts) not in (2, 3):
        raise ValueError(f"{text!r} is no address")
    street = _STREET.fullmatch(parts[0])
    town = _TOWN.fullmatch(parts[1])
    if street is None or town is None:
        raise ValueError(f"{text!r} is no address")
    land = parts[2].upper() if len(parts) == 3 else country
    return Address(street["street"], street["number"], town["code"], town["town"], land)
