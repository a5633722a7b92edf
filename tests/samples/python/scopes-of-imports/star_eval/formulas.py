def discount(price):
    return price * 0.9


def surcharge(price):
    return price * 1.1
