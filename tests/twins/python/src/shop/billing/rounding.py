"""From exact amounts to cents. Which way is a question of law, not of taste: each caller names its own."""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal


def cents_half_up(amount: Decimal) -> int:
    """Invoices: half a cent goes up."""
    if not amount.is_finite():
        raise ValueError(f"{amount} is no amount")
    cents = (amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return int(cents)


def cents_half_even(amount: Decimal) -> int:
    """Statistics: half a cent goes to the even neighbour, so that sums do not drift."""
    if not amount.is_finite():
        raise ValueError(f"{amount} is no amount")
    cents = (amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
    return int(cents)


def cents_floor(amount: Decimal) -> int:
    """Credit in the customer's disfavour: to the next lower cent, -0.011 is -2."""
    if not amount.is_finite():
        raise ValueError(f"{amount} is no amount")
    cents = (amount * 100).quantize(Decimal(1), rounding=ROUND_FLOOR)
    return int(cents)


def cents_ceiling(amount: Decimal) -> int:
    """Fees: to the next higher cent, -0.019 is -1."""
    if not amount.is_finite():
        raise ValueError(f"{amount} is no amount")
    cents = (amount * 100).quantize(Decimal(1), rounding=ROUND_CEILING)
    return int(cents)


def cents_truncated(amount: Decimal) -> int:
    """Conversions of foreign money: what is behind the cent is dropped, towards zero on both sides."""
    if not amount.is_finite():
        raise ValueError(f"{amount} is no amount")
    cents = (amount * 100).quantize(Decimal(1), rounding=ROUND_DOWN)
    return int(cents)
