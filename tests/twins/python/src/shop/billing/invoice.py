"""Make an invoice from an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from shop.model import Order, OrderLine


@dataclass(frozen=True, slots=True)
class Invoice:
    number: str
    order_id: int
    issued_on: date
    due_on: date
    rows: tuple[str, ...]
    net_cents: int
    taxes: dict[Decimal, int] = field(default_factory=dict)
    shipping_cents: int = 0
    note: str = ""

    @property
    def total_cents(self) -> int:
        return self.net_cents + self.shipping_cents + sum(self.taxes.values())


def invoice_rows(lines: Sequence[OrderLine], width: int) -> list[str]:
    """The lines of an order as text: title on the left, quantity and price on the right."""
    rows = []
    for line in lines:
        price = line.quantity * line.unit_cents
        right = f"{line.quantity:>4} x {line.unit_cents / 100:>9.2f} {price / 100:>10.2f}"
        room = width - len(right) - 1
        title = line.title if len(line.title) <= room else line.title[: room - 1] + "…"
        rows.append(f"{title:<{room}} {right}")
    return rows


def build_invoice(order: Order, number: str, issued_on: date, *, days_to_pay: int = 14, free_from: int = 5000) -> Invoice:
    """The invoice of an order.

    Shipping is free from `free_from` cents on. An order without lines, or one that was
    cancelled, has no invoice: ValueError.
    """
    if order.state == "cancelled":
        raise ValueError(f"order {order.id} was cancelled")
    if not order.lines:
        raise ValueError(f"order {order.id} has no lines")
    net_cents = 0
    for position in order.lines:
        if position.quantity < 1:
            raise ValueError(f"order {order.id}: {position.sku} without a quantity")
        net_cents += position.quantity * position.unit_cents

    sums: dict[Decimal, int] = {}
    for position in order.lines:
        sums[position.tax_rate] = sums.get(position.tax_rate, 0) + position.quantity * position.unit_cents
    due: dict[Decimal, int] = {}
    for percent, amount in sorted(sums.items()):
        due[percent] = int((amount * percent).quantize(Decimal(1), rounding=ROUND_HALF_UP))

    shipping = 0 if net_cents >= free_from else 490
    due_on = issued_on + timedelta(days=days_to_pay)
    while due_on.weekday() >= 5:
        due_on += timedelta(days=1)
    note = ""
    if Decimal(0) in due:
        note = "Reverse charge: the customer owes the tax."
    return Invoice(
        number=number,
        order_id=order.id,
        issued_on=issued_on,
        due_on=due_on,
        rows=tuple(invoice_rows(order.lines, 72)),
        net_cents=net_cents,
        taxes=due,
        shipping_cents=shipping,
        note=note,
    )
