from shop.changed import later
from shop.prices import price


def test_price():
    assert price(1, False) == 1
    assert later(1) == 1
