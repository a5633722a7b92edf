def inside_function():
    return 1
