class Element:
    def compile(self):
        return self._dialect()

    def _dialect(self):
        return 1


class Proxy:
    def compile(self):
        return Element().compile.__func__(self)

    def _dialect(self):
        return 2


print(Element().compile(), Proxy().compile())
