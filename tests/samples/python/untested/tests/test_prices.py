from shop import stock
from shop.prices import price


def test_prices():
    assert price(3) == 30


def test_nothing():
    value = price(4)
    assert True


def test_calls_through_a_table():
    assert stock.table("empty")({"a": 0}) == "a"


def test_constant_beside_a_real_one():
    assert True
    assert price(1) == 10
