def by_star():
    return 1


def not_even_by_star():
    return 2
