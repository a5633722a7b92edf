import sys


class Machine:
    def on_red(self):
        return 1

    def on_green(self):
        return 2

    def go(self, colour):
        return self.__getattribute__('on_' + colour)()


def start():
    print(Machine().go(sys.argv[1]))


if __name__ == '__main__':
    start()
