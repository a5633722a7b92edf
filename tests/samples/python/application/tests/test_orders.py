from shop.orders import parity


def helper_nobody_calls():
    return 1


def test_parity():
    assert parity(2) == 0
