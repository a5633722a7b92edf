from collections import namedtuple


class Base:
    def sound(self):
        return ""


class Loud(Base):
    def sound(self):
        return "!"


class Quiet(Base):
    def sound(self):
        return "."


class Cat(Loud):
    def sound(self):
        return "meow"


Pair = namedtuple("Pair", ["left", "right"])


def left():
    return 1
