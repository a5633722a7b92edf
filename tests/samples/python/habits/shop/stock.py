def count(name):
    return len(name)
