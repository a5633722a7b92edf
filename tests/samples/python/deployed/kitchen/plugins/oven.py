def bake_for_host():
    return 1
