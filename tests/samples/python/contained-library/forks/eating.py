def eat():
    return 1


class Plate:
    def wash(self):
        return 1


def _wipe():
    return 1
