def load():
    return "loaded"


TIMEOUT_SECONDS = 4
