"""Where customers live and where mail reaches them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_STREET = re.compile(r"(?P<street>.+?)\s+(?P<number>\d+\s?[a-zA-Z]?)")
_TOWN = re.compile(r"(?P<code>\d{4,5})\s+(?P<town>.+)")


@dataclass(frozen=True, slots=True)
class Address:
    street: str
    number: str
    code: str
    town: str
    country: str


def parse_address(text: str) -> Address:
    """`Lange Straße 12a, 10115 Berlin, DE` in its parts; ValueError for anything else."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 3:
        raise ValueError(f"{text!r} is no address")
    street = _STREET.fullmatch(parts[0])
    town = _TOWN.fullmatch(parts[1])
    if street is None or town is None:
        raise ValueError(f"{text!r} is no address")
    return Address(street["street"], street["number"], town["code"], town["town"], parts[2].upper())


class MailBook:
    """The mail addresses of one household, as they were entered."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._entries = list(entries)

    def distinct(self) -> list[str]:
        """Every address once, in small letters, in the order in which they were entered."""
        met: set[str] = set()
        result = []
        for entry in self._entries:
            address = entry.strip().lower()
            if not address or address in met:
                continue
            met.add(address)
            result.append(address)
        return result

    def latest_first(self) -> list[str]:
        """Every address once, in small letters, the one that was entered last at the front."""
        met: set[str] = set()
        result = []
        for entry in reversed(self._entries):
            address = entry.strip().lower()
            if not address or address in met:
                continue
            met.add(address)
            result.append(address)
        return result
