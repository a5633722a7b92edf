def reached_by_globals():
    return 1


def call(name):
    return globals()[name]()
