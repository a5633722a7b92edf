def sweep_gently():
    return 1


def sweep_hard():
    return 2


def swipe():
    return 3


BROOMS = 2
