def dead_helper():
    return 1
