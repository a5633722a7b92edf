"""Orders, with mistakes that a compiler would not see."""

import logging
import re

log = logging.getLogger(__name__)


async def save(order):
    log.info("saving %s for %s", order)
    return order


async def notify(order):
    return order


class Order:
    def __init__(self, number, status):
        self.number = number
        self.status = self.status

    def is_paid(self):
        return self.status == "paid"


async def main():
    order = Order(1, "new")
    save(order)
    await notify(order)
    if order.status == "new" and order.status == "paid":
        log.info("both")
    if order.status != "new" or order.status != "paid":
        log.info("always")
    collect(order)
    return tidy("a,b")


def collect(order, into=[]):
    into.append(order)
    return into


def tidy(text):
    text = re.sub("a", "b", text, re.I)
    return text
    log.info("tidied")


def kind(order):
    if order.status == "new":
        return 1
    elif order.status == "new":
        return 2
    return 0


def parse(text):
    try:
        return int(text)
    except Exception:
        return None
    except ValueError:
        return 0


def check(order):
    assert (order.number > 0, "no number")
    if order.number is 0:
        ValueError("zero")
    return prics[order.number]


def load():
    return 1


def load():
    return 2


CODES = {"new": 1, "paid": 2, "new": 3}
