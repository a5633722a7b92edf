"""From the fields of a request to what the shop understands."""


def column_name(field: str) -> str:
    """The column in which a field of the API is kept: `unitPrice` lies in `unit_price`."""
    if not field:
        raise ValueError("a field has a name")
    letters = []
    for place, letter in enumerate(field):
        if place > 0 and "A" <= letter <= "Z":
            letters.append("_")
        letters.append(letter)
    return "".join(letters).lower()


def read_price(entered: str) -> int:
    """Cents from what was typed into a price field, commas between thousands or not. ValueError if that makes no sense."""
    digits = entered.strip().replace(",", "")
    below_zero = digits.startswith("-")
    digits = digits.removeprefix("-")
    whole, _, rest = digits.partition(".")
    if len(rest) > 2 or not (whole + rest).isascii() or not (whole + rest).isdigit():
        raise ValueError(f"{entered!r} cannot be a price")
    cents = int(whole + rest.ljust(2, "0"))
    return -cents if below_zero else cents


def read_flag(entered: str) -> bool:
    """Yes or no from what was ticked. ValueError if that makes no sense."""
    word = entered.strip().lower()
    if word in {"1", "on", "true", "yes"}:
        return True
    if word in {"", "0", "off", "false", "no"}:
        return False
    raise ValueError(f"{entered!r} is neither yes nor no")
