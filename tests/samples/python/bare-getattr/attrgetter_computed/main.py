import operator
import sys


class Machine:
    def on_red(self):
        return 1

    def on_green(self):
        return 2


def start():
    print(operator.methodcaller('on_' + sys.argv[1])(Machine()))


if __name__ == '__main__':
    start()
