"""The receipt in the mail that thanks for an order."""

from collections.abc import Sequence

from shop.model import OrderLine


def receipt_rows(lines: Sequence[OrderLine], width: int, currency: str = "EUR") -> list[str]:
    """The lines of an order as text; samples, which have no quantity, are left out."""
    rows = []
    for line in lines:
        if line.quantity < 1:
            continue
        price = line.quantity * line.unit_cents
        right = f"{line.quantity:>4} x {line.unit_cents / 100:>9.2f} {price / 100:>10.2f} {currency}"
        room = width - len(right) - 1
        title = line.title if len(line.title) <= room else line.title[: room - 1] + "…"
        rows.append(f"{title:<{room}} {right}")
    return rows
