CENTS = 100
PENCE = 240


def parse_amount(text):
    whole, _, rest = text.strip().partition(".")
    return int(whole) * CENTS + int(rest or 0)


def format_amount(amount):
    return f"{amount // CENTS}.{amount % CENTS:02}"


def format_old_amount(amount):
    return _pounds(amount) + "/" + str(amount % PENCE)


def _pounds(amount):
    return str(amount // PENCE)


def rounded(amount, to=CENTS):
    return amount - amount % to


async def fetch_rate(code):
    return {"EUR": 1}[code]
