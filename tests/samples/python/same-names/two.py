def load():
    return 2


def parse_rest():
    return 3
