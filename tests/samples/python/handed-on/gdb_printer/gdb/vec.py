import gdb


class VecPrinter:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        return 'vec'

    def children(self):
        yield '0', 1

    def display_hint(self):
        return 'array'


def lookup(value):
    return VecPrinter(value)


gdb.pretty_printers.append(lookup)
