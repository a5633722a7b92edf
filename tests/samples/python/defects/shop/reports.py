"""Reports: what looks like a mistake and is none, and two that are."""

import math
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.orders import Order

try:
    from fast import dumps
except ImportError:

    def dumps(rows):
        return str(rows)


def write(path, rows):
    out = open(path, "w")
    out.write(dumps(rows))
    "{} rows of {}".format(len(rows))


def opened(path):
    out = open(path)
    return out


def closed(path):
    out = open(path)
    try:
        return out.read()
    finally:
        out.close()


def is_nan(value):
    return value != value


def refuse(order: "Order"):
    raise NotImplementedError
    yield order


def remember(key, _cache={}):
    _cache[key] = 1
    return _cache


def between(n):
    return n > 3 and n < 7


def outside(n):
    return n < 3 or n > 7


def polled(queue):
    if queue.get():
        return 1
    elif queue.get():
        return 2
    return None


def handlers(names):
    found = []
    for name in names:
        found.append(lambda name=name: name)
    return found


def version():
    return sys.version_info[:2], math.isnan(0.0)


def flags(text):
    return text.strip("-_")


def translated(n, mapping):
    if n in mapping or n not in mapping.values():
        return "%(n)s" % {"n": n}
    return "%d%%" % n
