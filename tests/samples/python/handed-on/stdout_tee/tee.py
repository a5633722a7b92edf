import sys


class Tee:
    def __init__(self, stream):
        self.stream = stream

    def write(self, text):
        sys.__stdout__.buffer.raw

    def isatty(self):
        return False


def start():
    sys.stdout = Tee(sys.stdout)
    print('x')


if __name__ == '__main__':
    start()
