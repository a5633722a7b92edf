def price(amount, member):
    if amount > 100:
        return rebate(amount, member)
    if member:
        return amount - 1
    return amount


def rebate(amount, member):
    if amount > 1000:
        return amount - 100
    if member:
        return amount - 10
    return amount


def called_by_name(amount):
    if amount > 10:
        return 10
    if amount < 0:
        return 0
    return amount
