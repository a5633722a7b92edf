"""The shelf."""


def find(name, *, strict=False):
    """Find a thing.

    Args:
        name: what it is called.
        strict: whether case matters.
        limit (int): how many.

    Returns:
        thing: what was found.
    """
    return name if strict else name.lower()


def keep(thing, count):
    """Keep a thing.

    :param thing: the thing.
    :param int amount: how many of it.
    """
    return [thing] * count


def take(thing, **options):
    """Take a thing.

    :param thing: the thing.
    :param anything: goes into options.
    """
    return thing, options


def wrap(function):
    """Wrap a function.

    The result takes:

    :param value: what the function is called with.
    """

    def inner(value):
        return function(value)

    return inner


def scaled(x, y):
    """
    Scale.

    Parameters
    ----------
    x : float
        The value.
    y, z : float
        Two more.
    factor : float
        The scale.

    Notes
    -----
    w : not a parameter
    """
    return x * y


def bare(thing):
    first = thing
    second = first
    return second
