NAMES = ["money", "days"]


def as_money(value):
    return f"{value:.2f} EUR"


def as_days(value):
    return f"{value} days"


def in_weeks(value):
    return value // 7
