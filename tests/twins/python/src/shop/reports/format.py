"""Numbers in the tables of the back office."""


def format_bytes(amount: int) -> str:
    """How much the pictures of a seller take up, short enough for a column."""
    if amount < 1024:
        return f"{amount} B"
    power = min((amount.bit_length() - 1) // 10, 4)
    unit = " KMGT"[power] + "iB"
    return f"{amount / 1024**power:.1f} {unit}"


def format_number(amount: int) -> str:
    """Large numbers short, in steps of a thousand: `1536` becomes `1.5 k`."""
    if amount < 1000:
        return str(amount)
    power = min((len(str(amount)) - 1) // 3, 3)
    unit = " kMG"[power]
    return f"{amount / 1000**power:.1f} {unit}"
