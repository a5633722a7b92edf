from elsewhere import Base


def open_shelf():
    return 0


def close_shelf():
    return 1


def count_things():
    return 2


def find_thing():
    return 3


def take_thing():
    return 4


def keep_thing():
    return 5


def sort_things():
    return 6


def drop_thing():
    return 7


def move_thing():
    return 8


def name_thing():
    return 9


def list_things():
    return 10


def read_label():
    return 11


def write_label():
    return 12


def print_label():
    return 13


def scan_label():
    return 14


def send_order():
    return 15


def hold_order():
    return 16


def stop_order():
    return 17


def pay_order():
    return 18


def track_order():
    return 19


def load_stock():
    return 20


def save_stock():
    return 21


def repackThings():
    return 22


def Factory():
    return 23


class Visitor(Base):
    def visitName(self):
        return 24
