def nightly_rotation():
    return 1
