import sys
from functools import partial


class Machine:
    def on_red(self):
        return 1

    def on_green(self):
        return 2


def start():
    find = partial(getattr, Machine())
    print(find('on_' + sys.argv[1])())


if __name__ == '__main__':
    start()
