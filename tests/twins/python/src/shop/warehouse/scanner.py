"""The hand scanner at the dock."""

from __future__ import annotations


class Scanner:
    """Keeps what was read, and beeps twice at what makes no sense."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.rejected = 0

    def accepts(self, text: str) -> bool:
        """Whether a barcode was read without error: thirteen digits, of which the last proves the others."""
        if len(text) != 13:
            return False
        weighted = 0
        for place, ch in enumerate(text[:12]):
            if ch not in "0123456789":
                return False
            weighted += int(ch) * (3 if place % 2 else 1)
        return text[12] == str(-weighted % 10)

    def scan(self, text: str) -> None:
        code = text.strip()
        if self.accepts(code):
            self.read.append(code)
        else:
            self.rejected += 1
