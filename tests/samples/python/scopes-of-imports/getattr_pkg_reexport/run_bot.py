import sys
from app import handlers


def start():
    getattr(handlers, f'handle_{sys.argv[1]}')(None)


if __name__ == '__main__':
    start()
