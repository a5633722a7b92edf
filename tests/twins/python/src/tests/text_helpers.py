"""Texts for the tests."""

import re
import unicodedata

from shop.model import OrderLine

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def expected_slug(title: str, max_length: int = 80) -> str:
    decomposed = unicodedata.normalize("NFKD", title)
    plain = decomposed.encode("ascii", "ignore").decode("ascii")
    slug = _NOT_WORD.sub("-", plain.lower()).strip("-")
    return slug[:max_length].rstrip("-")


def some_lines(number: int) -> list[OrderLine]:
    return [OrderLine(sku=f"TEA-{place:04d}", title=f"Tea {place}", quantity=1, unit_cents=250) for place in range(number)]
