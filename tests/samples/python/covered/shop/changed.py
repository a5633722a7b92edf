"""Changed since the report was made."""


def later(amount):
    if amount > 10:
        return 10

    if amount < 0:
        return 0
    return amount
