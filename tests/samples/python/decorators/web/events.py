LISTENERS = []


def on(name):
    def register(function):
        LISTENERS.append((name, function))
        return function

    return register
