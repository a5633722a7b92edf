def call_one():
    return 1


def unlisted():
    return 2
