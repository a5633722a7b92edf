"""A name that only a setting holds is no dead one."""


def staging():
    return 1


def never_named():
    return 2
