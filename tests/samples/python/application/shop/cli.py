import shop.prices as prices
from shop.orders import Order, rounded


def start():
    order = Order()
    order.add(3)
    print(prices.total(order.lines), rounded(1.5))


def old_start():
    return _old_banner() + OLD_GREETING


def _old_banner():
    return "*" * 10


OLD_GREETING = "hello"
