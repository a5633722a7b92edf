class Order:
    def __init__(self):
        self.lines = []

    def add(self, line):
        self.lines.append(line)

    def drop_last_line(self):
        return self.lines.pop()


class BasketOfOldDays:
    def close(self):
        return self

    def count(self):
        return 0


def rounded(value):
    def never_called():
        return value

    def called():
        return round(value)

    return called()


def parity(value):
    return value % 2
