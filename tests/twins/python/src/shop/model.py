"""The things the shop sells, ships and charges for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Mapping


@dataclass(frozen=True, slots=True)
class OrderLine:
    sku: str
    title: str
    quantity: int
    unit_cents: int
    tax_rate: Decimal = Decimal("0.19")


@dataclass(slots=True)
class Order:
    id: int
    customer_id: int
    placed_at: datetime
    state: str = "open"
    lines: list[OrderLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Product:
    sku: str
    name: str
    category: str
    price_cents: int | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    seller: str
    sku: str
    price_cents: int
    stock: int
    delivery_days: int
    rating: float = 0.0


@dataclass(frozen=True, slots=True)
class Customer:
    id: int
    email: str
    name: str
    since: date

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Customer:
        return cls(
            id=int(row["id"]),
            email=row["email"],
            name=row["name"],
            since=date.fromisoformat(row["since"]),
        )


@dataclass(frozen=True, slots=True)
class Supplier:
    id: int
    company: str
    country: str
    vat_number: str

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Supplier:
        return cls(
            id=int(row["id"]),
            company=row["company"],
            country=row["country"],
            vat_number=row["vat_number"],
        )


@dataclass(frozen=True, slots=True)
class Shipment:
    id: int
    order_id: int
    carrier: str
    shipped_on: date

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Shipment:
        return cls(
            id=int(row["id"]),
            order_id=int(row["order_id"]),
            carrier=row["carrier"],
            shipped_on=date.fromisoformat(row["shipped_on"]),
        )
