import abc
import dataclasses
import enum
import json
import threading
import typing

from somewhere import Plugin


class Encoder(json.JSONEncoder):
    def default(self, o):
        return str(o)


class Loaded(Plugin):
    title = "read by the base"

    def activate(self):
        return 1


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...


class Square(Shape):
    def area(self):
        return 4

    def dead_corner(self):
        return 1


class Worker(threading.Thread):
    def run(self):
        return 1

    def dead_in_thread(self):
        return 2


class TooLate(Exception):
    def dead_in_exception(self):
        return 3


class Registered:
    known = []

    def __init_subclass__(cls):
        cls.known.append(cls)


class OnlyRegistered(Registered):
    pass


class Discovered:
    pass


class OnlyDiscovered(Discovered):
    pass


class Meta(type):
    pass


class ByMeta(metaclass=Meta):
    pass


class Colour(enum.Enum):
    RED = 1
    NEVER_NAMED = 2


@dataclasses.dataclass
class Point:
    x: int
    never_read: int = 0


class Pair(typing.NamedTuple):
    left: int
    also_never_read: int


class Reader(typing.Protocol):
    def read_all(self): ...


class NameMixin:
    def full_name(self):
        return "from the mixin"


class Named:
    def title(self):
        return self.full_name()

    def full_name(self):
        return "own"


class Person(NameMixin, Named):
    pass


def area_of(shape: Shape, reader: Reader):
    return shape.area(), reader


def main():
    print(json.dumps(1, cls=Encoder), area_of(None, None), Square().area(), Worker, TooLate, Loaded, ByMeta)
    print(Registered.known, Discovered.__subclasses__(), Colour(1), Point(1), Pair(1, 2), Person().title())


if __name__ == "__main__":
    main()
