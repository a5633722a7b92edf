def in_namespace():
    return 1
