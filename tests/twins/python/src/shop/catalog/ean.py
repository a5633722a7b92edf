"""Article numbers as they stand below barcodes."""


def is_valid_ean13(code: str) -> bool:
    """Thirteen digits whose weighted sum can be divided by ten."""
    if len(code) != 13 or not (code.isascii() and code.isdigit()):
        return False
    digits = [int(ch) for ch in code]
    return (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


def is_valid_isbn10(code: str) -> bool:
    """Ten digits, the last one may be X, whose weighted sum can be divided by eleven."""
    if len(code) != 10 or not (code[:9].isascii() and code[:9].isdigit()) or code[9] not in "0123456789X":
        return False
    digits = [10 if ch == "X" else int(ch) for ch in code]
    return sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits)) % 11 == 0
