"""Small value objects for the codes that people type and scan."""

from __future__ import annotations


class Sku:
    """The number of an article, such as `TEA-0042`."""

    def __init__(self, prefix: str, number: int) -> None:
        self.prefix = prefix
        self.number = number

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sku):
            return NotImplemented
        return (self.prefix, self.number) == (other.prefix, other.number)

    def __hash__(self) -> int:
        return hash((self.prefix, self.number))

    def __str__(self) -> str:
        return f"{self.prefix}-{self.number:04d}"


class BinCode:
    """A place on a shelf: aisle, rack, level."""

    def __init__(self, aisle: str, rack: int, level: int) -> None:
        self.aisle = aisle
        self.rack = rack
        self.level = level

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BinCode):
            return NotImplemented
        return (self.aisle, self.rack, self.level) == (other.aisle, other.rack, other.level)

    def __hash__(self) -> int:
        return hash((self.aisle, self.rack, self.level))

    def __str__(self) -> str:
        return f"{self.aisle}{self.rack:02d}/{self.level}"


class VatNumber:
    """A European tax number with its country."""

    def __init__(self, country: str, digits: str) -> None:
        self.country = country
        self.digits = digits

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, VatNumber):
            return NotImplemented
        return (self.country, self.digits) == (other.country, other.digits)

    def __hash__(self) -> int:
        return hash((self.country, self.digits))

    def __str__(self) -> str:
        return self.country + self.digits
