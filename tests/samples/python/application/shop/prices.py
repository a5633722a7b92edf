VAT_RATE = 0.2
UNUSED_RATE = 0.07


def total(lines):
    with open("prices") as stream:
        stream.close()
    return sum(lines) * (1 + VAT_RATE)
