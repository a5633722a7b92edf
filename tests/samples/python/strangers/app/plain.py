class Sorter:
    def sort(self, items):
        return sorted(items)

    def _sort_backwards(self, items):
        return sorted(items, reverse=True)


def tidy(items):
    return apply(Sorter(), items)


def apply(sorter, items):
    return sorter.sort(items)
