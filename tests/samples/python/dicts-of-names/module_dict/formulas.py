def discount(price):
    return price * 0.9
