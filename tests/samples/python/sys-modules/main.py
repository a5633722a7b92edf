import sys
import proj.jobs


def start():
    module = sys.modules['proj.jobs']
    getattr(module, sys.argv[1])()


if __name__ == '__main__':
    start()
