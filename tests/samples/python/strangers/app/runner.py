from RestrictedPython import compile_restricted


class CustomPrint:
    def __init__(self):
        self.lines = []

    def write(self, text):
        self.lines.append(text)

    def _call_print(self, *objects, **kwargs):
        print(*objects, file=self)


def run(query):
    out = CustomPrint()
    exec(compile_restricted(query, "<string>", "exec"), {"_print_": lambda _: out})
    return out.lines
