import argparse
import sys

from ledger.book import Book, BookError
from ledger.money import format_amount, parse_amount

PROMPT = "ledger> "
OLD_PROMPT = "> "


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--since")
    given = parser.parse_args(argv)
    try:
        book = load(given.file)
    except BookError as error:
        print(error, file=sys.stderr)
        return 1
    for entry in book.entries(since=given.since):
        print(PROMPT + entry.text, format_amount(entry.amount))
    return 0


def load(path):
    book = Book()
    with open(path) as lines:
        for line in lines:
            text, _, amount = line.rpartition(" ")
            book.add(text, parse_amount(amount))
    return book


def load_compressed(path):
    import gzip

    book = Book()
    with gzip.open(path, "rt") as lines:
        for line in lines:
            book.add(line, 0)
    return book


def _confirm(question):
    return input(question + " [y/N] ").lower() == "y"


class Spinner:
    def __init__(self):
        self.at = 0

    def turn(self):
        self.at = (self.at + 1) % 4
