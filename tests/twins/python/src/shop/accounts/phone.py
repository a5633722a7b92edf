"""Telephone numbers."""

import re


def normalize(number: str) -> str:
    """The number as E.164 wants it, `+493012345`; numbers without a country are German ones."""
    digits = re.sub(r"[^\d+]", "", number)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("0"):
        digits = "+49" + digits[1:]
    if not re.fullmatch(r"\+\d{7,15}", digits):
        raise ValueError(f"{number!r} is no telephone number")
    return digits
