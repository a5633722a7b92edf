def _total(rows, currency):
    return sum(price for _, price in rows)


def _label(name, upper=False, width=10):
    return (name.upper() if upper else name)[:width]


def _sorted(rows, *, backwards=False):
    return sorted(rows, reverse=backwards)


def _by_price(rows, top):
    return sorted(rows, key=lambda row: row[1])[:top]


def _by_name(rows, top):
    return sorted(rows)


ORDERS = {"price": _by_price, "name": _by_name}


def report(rows, order):
    lines = [_label(name, width=20) for name, _ in ORDERS[order](_sorted(rows, backwards=True), 3)]
    return [*lines, _total(rows, "EUR")]


class _Cart:
    def __init__(self, rows, owner):
        self.count = len(rows)
        self.owner = owner


class _Basket:
    def __init__(self, rows, size):
        self.count = len(rows[:size])


def _new_cart(rows, owner):
    return _Cart(rows, owner=owner)


def _new_basket(rows):
    return _Basket(rows, 10)


def counted(rows, owner):
    cart = _new_cart(rows, owner)
    return cart.count, cart.owner, _new_basket(rows).count
