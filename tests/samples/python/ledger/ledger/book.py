from dataclasses import dataclass
from datetime import date


class BookError(Exception):
    pass


class BookLockedError(BookError):
    pass


@dataclass
class Entry:
    text: str
    amount: int
    day: date | None = None

    def is_income(self):
        return self.amount > 0

    def signature(self):
        return hash((self.text, self.amount))


class Book:
    LIMIT = 10_000
    OLD_LIMIT = 1_000

    def __init__(self):
        self._entries = []

    def add(self, text, amount):
        if len(self._entries) > self.LIMIT:
            raise BookError("the book is full")
        self._entries.append(Entry(text, amount))

    def entries(self, since=None):
        def wanted(entry):
            return since is None or str(entry.day) >= since

        def unwanted(entry):
            return not wanted(entry)

        return [entry for entry in self._entries if wanted(entry)]

    def balance(self):
        return sum(entry.amount for entry in self._entries if entry.is_income())

    @property
    def newest(self):
        return self._entries[-1]

    @classmethod
    def of(cls, entries):
        made = cls()
        made._entries = list(entries)
        return made

    @staticmethod
    def header():
        return "text amount"
