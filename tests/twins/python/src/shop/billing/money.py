"""Money is whole cents everywhere; these are the doors in and out."""

from decimal import Decimal, InvalidOperation

_ALLOWED = frozenset("0123456789.-")


def parse_amount(text: str) -> int:
    """The cents of an amount such as `1,234.50` or `-3`; ValueError for more than two decimals or other text."""
    cleaned = text.strip().replace(",", "")
    if not _ALLOWED.issuperset(cleaned):
        raise ValueError(f"{text!r} is no amount")
    try:
        amount = Decimal(cleaned)
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is no amount") from error
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -2:
        raise ValueError(f"{text!r} has fractions of a cent")
    return int(amount * 100)


def parse_german_amount(text: str) -> int:
    """The cents of an amount such as `1.234,50`; ValueError for more than two decimals or other text."""
    cleaned = text.strip().replace(".", "").replace(",", ".")
    if not _ALLOWED.issuperset(cleaned):
        raise ValueError(f"{text!r} is no amount")
    try:
        amount = Decimal(cleaned)
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is no amount") from error
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -2:
        raise ValueError(f"{text!r} has fractions of a cent")
    return int(amount * 100)


def split_evenly(total: int, parts: int) -> list[int]:
    """Cents in parts that differ by one cent at most and lose none; the first parts are the larger ones."""
    if parts < 1:
        raise ValueError("at least one part is needed")
    share, rest = divmod(total, parts)
    return [share + 1 if place < rest else share for place in range(parts)]


def split_by_weight(total: int, weights: list[int]) -> list[int]:
    """Cents in proportion to the weights; what rounding leaves over goes to the last part."""
    if not weights or sum(weights) <= 0:
        raise ValueError("at least one weight is needed")
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    shares[-1] += total - sum(shares)
    return shares
