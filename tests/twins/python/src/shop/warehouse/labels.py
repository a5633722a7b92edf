"""Labels for bins and parcels, printed on sheets."""

from collections.abc import Iterable
from itertools import islice


def sheets(codes: Iterable[str], per_sheet: int) -> list[list[str]]:
    """What is printed on every sheet; the last one may stay partly blank."""
    if per_sheet < 1:
        raise ValueError("a sheet has room for at least one label")
    supply = iter(codes)
    printed = []
    while sheet := list(islice(supply, per_sheet)):
        printed.append(sheet)
    return printed


def full_sheets(codes: Iterable[str], per_sheet: int) -> list[list[str]]:
    """What is printed on every sheet; codes that fill no sheet wait for the next print."""
    if per_sheet < 1:
        raise ValueError("a sheet has room for at least one label")
    supply = iter(codes)
    printed = []
    while len(sheet := list(islice(supply, per_sheet))) == per_sheet:
        printed.append(sheet)
    return printed
