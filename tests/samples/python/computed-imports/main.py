import importlib
import sys
from proj.jobs import LIMIT


def start():
    path, _, name = sys.argv[1].partition(':')
    print(LIMIT)
    getattr(importlib.import_module(path), name)()


if __name__ == '__main__':
    start()
