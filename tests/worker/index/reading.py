"""Small repositories for the tests of the index."""

from pathlib import Path

from worker.index.cards import Card, cards
from worker.source.facts import Source
from worker.source.read import read

TOTAL = '''\
def open_total(lines, rate):
    """Sum up what is not paid yet."""
    amount = 0
    for line in lines:
        if line.paid:
            continue
        amount += line.price * rate
    return round(amount, 2)
'''
"""A function."""
UNPAID = """\
def unpaid_sum(rows, factor):
    return round(factor * sum(row.price for row in rows if not row.paid), 2)
"""
"""It does the same in another way."""
SHOUT = """\
def shout_names(people, sign):
    words = [person.name.strip().upper() for person in people]
    return (sign + " ").join(sorted(words)) + sign
"""
"""It has nothing to do with the others."""


def written(root: Path, files: dict[str, str]) -> Source:
    """Write files and read them."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return read(root, files)


def found(root: Path, files: dict[str, str], *, as_written: bool = False) -> list[Card]:
    """Return the cards of files."""
    return cards(written(root, files), as_written=as_written)
