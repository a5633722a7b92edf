def fine():
    return 1


def torn(:
    return used_in_torn(


def used_in_torn():
    return 2


def whole_and_dead():
    return 3
