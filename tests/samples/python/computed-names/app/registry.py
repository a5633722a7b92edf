def event_open():
    return 1


def event_shut():
    return 2


def call(name):
    return f"app.registry:{name}"


class Entry:
    picked = 1


def in_yaml():
    return 4


def in_workflow():
    return 5


def in_a_module_that_getattr_reaches():
    return 6
