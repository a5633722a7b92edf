def offered():
    return _used(), Result()


def _used():
    return 1


def _unused():
    return 2


def unoffered():
    return 3


class Result:
    def items(self):
        return _Private()

    def _kept(self):
        return 1

    def _repr_html_(self):
        return "looked up by notebooks"


class _Private:
    def of_the_returned(self):
        return 1


class _Never:
    def anything(self):
        return 1


def _compat():
    # Kept for backwards compatibility with 0.9.
    return 4
