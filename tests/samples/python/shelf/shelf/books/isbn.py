WEIGHTS_13 = (1, 3)
WEIGHTS_10 = tuple(range(10, 0, -1))


def check_digit(isbn):
    return sum(int(one) * WEIGHTS_13[index % 2] for index, one in enumerate(isbn)) % 10 == 0


def check_digit_of_ten(isbn):
    return sum(int(one) * weight for one, weight in zip(isbn, WEIGHTS_10)) % 11 == 0


def split_isbn(isbn):
    group, rest = isbn[:3], isbn[3:]
    return group, rest


class IsbnCache:
    def __init__(self):
        self.known = {}

    def lookup(self, isbn):
        return self.known.get(isbn)

    def forget_isbn(self, isbn):
        self.known.pop(isbn, None)


cache = IsbnCache()
