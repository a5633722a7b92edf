def by_module():
    return 1


def two_up():
    return 2


def nobody():
    return 3
