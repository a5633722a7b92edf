class Annotated:
    pass


class InComment:
    pass


class InString:
    pass
