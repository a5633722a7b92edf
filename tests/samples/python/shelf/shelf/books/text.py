def plural(count, word):
    return f"{count} {word}{'' if count == 1 else 's'}"


def singular(word):
    return word.removesuffix("s")


def capitals(text, *, singular=None):
    return text.title()


class Typesetter:
    def set(self, text):
        return text

    def justify(self, text):
        return text.ljust(80)
