import enum
from dataclasses import dataclass, field

from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class State(enum.Enum):
    OPEN = "open"
    CLOSED = "closed"


class Priority(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Ticket(db.Model):
    __tablename__ = "tickets"
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String)
    state = db.Column(db.String)

    @property
    def age_in_days(self):
        return 3

    @property
    def full_title(self):
        return f"{self.id}: {self.title}"


@dataclass
class Line:
    text: str
    amount: float = 0.0
    notes: list = field(default_factory=list)


class Bill:
    VAT = 0.19
    OLD_VAT = 0.16
    DISCOUNTS = {"friend": 0.1}

    def __init__(self, lines):
        self.lines = lines

    def total(self):
        return sum(line.amount for line in self.lines) * (1 + self.VAT)

    def gross_of_old_days(self):
        return self._sum() * (1 + self.OLD_VAT)

    def _sum(self):
        return sum(line.amount for line in self.lines)

    @staticmethod
    def parse_amount(text):
        return float(text.replace(",", "."))

    @classmethod
    def empty(cls):
        return cls([])

    @property
    def is_large(self):
        return len(self.lines) > 100

    def __len__(self):
        return len(self.lines)

    def __secret(self):
        return self.lines[0]


class PaperBill(Bill):
    def total(self):
        return super().total() + 1

    def print_out(self):
        return "\n".join(line.text for line in self.lines)


class OutOfPaper(Exception):
    pass


class NoSuchTicket(Exception):
    pass
