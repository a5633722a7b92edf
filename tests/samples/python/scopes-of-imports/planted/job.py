class Worker:
    def work_once(self):
        return 1

    def planted_method(self):
        return 2


def planted_function():
    return 3
