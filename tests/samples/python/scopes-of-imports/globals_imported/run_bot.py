import sys
from app.handlers import handle_start, handle_stop


def start():
    globals()['handle_' + sys.argv[1]](None)


if __name__ == '__main__':
    start()
