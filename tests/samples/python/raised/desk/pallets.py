"""Which pallets the desk takes."""

from desk.errors import Closed, Refused


def weigh_pallets(count):
    if count > 2:
        raise Closed
    return count * 3


def stamp_pallets(count):
    if count > 3:
        raise Refused
    return count * 4


def seal_pallets(count):
    if count > 4:
        raise Closed
    return count * 5


def sort_pallets(count):
    if count > 5:
        raise Refused()
    return count * 6


def sign_pallets(count):
    if count > 6:
        raise Closed
    return count * 7


def send_pallets(count):
    if count > 7:
        raise Refused
    return count * 8
