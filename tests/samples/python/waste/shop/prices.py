import json
import math
from decimal import Decimal

from shop.compat import loads


def net(price: Decimal, rate: Decimal) -> Decimal:
    return price / (1 + rate)


def _net(price: Decimal, rate: Decimal) -> Decimal:
    return net(price, rate)


def shown(price: Decimal, rate: Decimal) -> str:
    if False:
        return str(math.floor(price))
    return _rounded(_net(price, rate))


def _rounded(price: Decimal) -> str:
    return format(price, ".2f")


def read(text: str) -> str:
    return shown(Decimal(loads(text)), net(Decimal(1), Decimal(2)))
