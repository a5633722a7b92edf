def check(text):
    return len(text) > LIMIT


LIMIT = 80
