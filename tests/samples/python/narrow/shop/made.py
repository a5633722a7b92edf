from contextlib import contextmanager


class Report:
    def text(self):
        return "x"

    def never_printed(self):
        return "y"


def make_report():
    return Report()


class Listener:
    def heard_something(self):
        return 1


def make_listener():
    return Listener()


class Drawer:
    def count(self):
        return 1

    def never_counted(self):
        return 2


@contextmanager
def opened():
    yield Drawer()


class Hook:
    def fired_by_host(self):
        return 1


class Host:
    def __call__(self):
        return Hook()


class Fields:
    KEPT_BY_CLASS = 1
    shown = 2

    def as_dict(self):
        return vars(self)


print(Host(), Fields().as_dict())
