"""Which papers the desk takes."""

from desk.errors import Closed, Late, Refused


def weigh_papers(count):
    if count > 2:
        raise Closed
    return count * 3


def stamp_papers(count):
    if count > 3:
        raise Refused
    return count * 4


def seal_papers(count):
    if count > 4:
        raise Closed
    return count * 5


def sort_papers(count):
    if count > 5:
        raise Refused
    return count * 6


def sign_papers(count):
    if count > 6:
        raise Closed
    return count * 7


def send_papers(count):
    if count > 7:
        raise Refused
    return count * 8


def wait(hours):
    if hours > 3:
        raise Late(hours)
    raise Closed(hours)
