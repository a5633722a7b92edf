FAVOURITE = 1


def cook():
    return 1


def cook_slowly():
    return 2
