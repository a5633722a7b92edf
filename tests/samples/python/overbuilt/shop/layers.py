class Orders:
    """The orders."""

    def __init__(self, store):
        self._store = store

    def get(self, key):
        return self._store.get(key)

    def put(self, key, value):
        return self._store.put(key, value)


class Audit:
    def __init__(self, inner):
        self._inner = inner

    def get(self, key):
        return self._inner.get(key)

    def put(self, key, value):
        print("put", key)
        return self._inner.put(key, value)
