"""What deliveries cost us, read from the suppliers' papers."""

import re

_PRICE = re.compile(r"(-?)([0-9]*)\.?([0-9]{0,2})")


def cents_of(text: str) -> int:
    """Read a price from a delivery note, thousands set apart by commas. ValueError when it is unreadable."""
    match = _PRICE.fullmatch(text.strip().replace(",", ""))
    if match is None or not (match[2] or match[3]):
        raise ValueError(f"cannot read the price {text!r}")
    cents = int(match[2] or "0") * 100 + int(match[3].ljust(2, "0"))
    return -cents if match[1] else cents


def grams_of(text: str) -> int:
    """Read a weight from a delivery note, `1.5 kg` or `300 g`. ValueError when it is unreadable."""
    match = re.fullmatch(r"([0-9]+)(?:\.([0-9]{1,3}))?\s*(kg|g)", text.strip())
    if match is None or (match[3] == "g" and match[2]):
        raise ValueError(f"cannot read the weight {text!r}")
    if match[3] == "g":
        return int(match[1])
    return int(match[1]) * 1000 + int((match[2] or "").ljust(3, "0"))
