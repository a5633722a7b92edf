class Menu:
    def today(self):
        return 1

    def yesterday(self):
        return 0


def salt():
    return 1


def pepper_all():
    return 2


OLD_PRICE = 3
