import sys
import typing

if sys.platform == "win32":

    def clock():
        return 1

else:

    def clock():
        return 2


if sys.platform == "win32":

    def dead_clock():
        return 1

else:

    def dead_clock():
        return 2


@typing.overload
def double(x: int) -> int: ...


@typing.overload
def double(x: str) -> str: ...


def double(x):
    return x * 2


class Box:
    @property
    def size(self):
        return 1

    @size.setter
    def size(self, value):
        return None


_counter = 0


def tick():
    global _counter
    _counter += 1
    return _counter


print(clock(), double(2), Box().size, tick())
