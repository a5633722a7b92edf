import sqlite3


class Median:
    def __init__(self):
        self.values = []

    def step(self, value):
        self.values.append(value)

    def finalize(self):
        return sorted(self.values)[len(self.values) // 2]


def start():
    db = sqlite3.connect(':memory:')
    db.create_aggregate('median', 1, Median)
    print(db.execute('select median(1)').fetchall())


if __name__ == '__main__':
    start()
