def price(amount):
    if amount > 10:
        return amount * 9
    if amount < 0:
        raise ValueError(amount)
    return amount * 10


def rebate(amount, member):
    if member and amount > 3:
        return amount // 2
    if member:
        return amount // 10
    if amount > 100:
        return 5
    return 0


def label(amount):
    return f"{amount} EUR"
