def grind(sacks):
    return sacks * 40


def sift(sacks):
    return sacks * 38


def weigh(sacks):
    return sacks * 50
