LIMIT = 3


def for_users():
    return 1


class Base:
    def hook(self):
        return 1


def _for_nobody():
    def inner():
        return 1

    return inner
