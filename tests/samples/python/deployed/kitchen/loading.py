import importlib


def load(path, name):
    module = importlib.import_module(path)
    return getattr(module, name)


class Spoon:
    def stir(self):
        return 1
