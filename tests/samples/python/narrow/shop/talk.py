import logging
from typing import TypeVar

T = TypeVar("T")
Unspoken = TypeVar("Unspoken")
silent = logging.getLogger("shop.silent")


def announce():
    return 1


def footer():
    return 1


def heading_of():
    return 2


def published():
    return 3


def release():
    return 4


def translated():
    return 5


def called_in_docs():
    return 6
