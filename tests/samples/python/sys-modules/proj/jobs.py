def nightly():
    return 1


def hourly():
    return 2
