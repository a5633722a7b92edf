def volume():
    return 3
