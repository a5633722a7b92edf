def table():
    return 1


RESULT = table()
