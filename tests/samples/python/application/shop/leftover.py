from shop.prices import total


def summary(lines):
    return total(lines)
