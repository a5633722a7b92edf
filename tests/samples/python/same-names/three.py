class Lexer:
    def reset_all(self):
        return self.rewind()

    def rewind(self):
        return 1


class Parser:
    def rewind(self):
        return 2


KEPT = Parser
print(KEPT)
