import sys
from formulas import *


def start():
    print(eval(sys.argv[1]))


if __name__ == '__main__':
    start()
