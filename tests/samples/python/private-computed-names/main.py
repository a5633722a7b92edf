import sys
from work.target import Machine


def dispatch(thing, colour):
    name = '_on_' + colour
    return getattr(thing, name)()


def start():
    print(dispatch(Machine(), sys.argv[1]))


if __name__ == '__main__':
    start()
