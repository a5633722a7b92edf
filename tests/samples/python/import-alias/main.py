import sys
from importlib import import_module as load


def start():
    load('proj.jobs.' + sys.argv[1]).execute(None)


if __name__ == '__main__':
    start()
