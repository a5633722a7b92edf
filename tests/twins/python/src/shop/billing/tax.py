"""Value added tax."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from shop.model import OrderLine


def tax_by_rate(lines: Iterable[OrderLine]) -> dict[Decimal, int]:
    """The tax in cents for every rate. Rounded once a rate, as the tax office counts, not once a line."""
    nets: dict[Decimal, int] = {}
    for line in lines:
        nets[line.tax_rate] = nets.get(line.tax_rate, 0) + line.quantity * line.unit_cents
    taxes: dict[Decimal, int] = {}
    for rate, net in sorted(nets.items()):
        taxes[rate] = int((net * rate).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return taxes


def tax_by_line(lines: Iterable[OrderLine]) -> dict[Decimal, int]:
    """The tax in cents for every rate, rounded once a line: what the marketplace reports to sellers."""
    taxes: dict[Decimal, int] = {}
    for line in lines:
        net = line.quantity * line.unit_cents
        tax = int((net * line.tax_rate).quantize(Decimal(1), rounding=ROUND_HALF_UP))
        taxes[line.tax_rate] = taxes.get(line.tax_rate, 0) + tax
    return dict(sorted(taxes.items()))
