"""The names that a function declares itself, by the signs around them: parameters, variables, what loops and handlers bind.

Only what is seen to be declared counts. A name that is taken from an enclosing function, a class or the file is no name of the
function's own, whatever it is called.
"""

from collections.abc import Sequence

from worker.source.facts import Language
from worker.source.leaves import Leaf

_DECLARING = frozenset({"let", "mut", "var", "const", "val", "local"})
_ASSIGNS = frozenset({"=", ":=", "in", "of"})
_AFTER_NAME = frozenset({"=", ":", ")", ",", "in"})
_SCRIPTS = frozenset({Language.JAVASCRIPT, Language.TYPESCRIPT, Language.TSX})
_OPENS, _CLOSES = frozenset({"(", "[", "{"}), frozenset({")", "]", "}"})
_NOT_TYPES = frozenset(
    (
        "return", "throw", "new", "await", "yield", "in", "of", "is", "as", "not", "and", "or", "if", "else", "elif", "while",
        "case", "del", "delete", "typeof", "instanceof", "raise", "assert", "from", "import", "defer", "go", "range", "lambda",
        "async", "goto", "break", "continue", "do", "global", "nonlocal", "out", "ref", "where", "when", "select", "move",
        "dyn", "impl", "export", "void", "match", "switch", "checked", "unchecked", "lock", "fixed", "sizeof", "nameof",
        "keyof",
    )
)  # fmt: skip
"""Words behind which a name is used, not declared."""


def declared(found: Sequence[Leaf], language: Language, outer: set[tuple[int, str]]) -> set[str]:
    """Return the names that a function declares. `found` are the leaves after its name, `outer` where outer names stand."""
    texts = [leaf[0] for leaf in found]
    names = {texts[at] for at in range(_parameters(texts)) if _is_parameter(found, at, outer)}
    for at, (word, kind, _) in enumerate(found):
        if kind == "word" and word not in names and _declares(found, texts, at, language):
            names.add(word)
        elif word in ("=>", "->") and at and texts[at - 1] == ")":
            names |= _between(found, at - 1)
    return names


def parameters_end(found: Sequence[Leaf]) -> int:
    """Return where the first pair of brackets ends."""
    return _parameters([leaf[0] for leaf in found])


def _parameters(texts: Sequence[str]) -> int:
    depth = 0
    for at, word in enumerate(texts):
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
            if depth == 0:
                return at
    return 0


def _is_parameter(found: Sequence[Leaf], at: int, outer: set[tuple[int, str]]) -> bool:
    word, kind, line = found[at]
    after = found[at + 1][0] if at + 1 < len(found) else ""
    before = found[at - 1][0] if at else ""
    return kind == "word" and before != "." and (after == ":" or (line, word) not in outer)


def _declares(found: Sequence[Leaf], texts: Sequence[str], at: int, language: Language) -> bool:
    before = texts[at - 1] if at else ""
    after = texts[at + 1] if at + 1 < len(texts) else ""
    if before in _DECLARING or after in ("=>", "->", ":="):
        return before not in (".", "?.")
    if before == "for" or (before == "as" and language == Language.PYTHON):
        return True
    if before == "(" and at > 1 and texts[at - 2] in ("catch", "for", "foreach"):
        return after == ")"
    if before == "|" or (before == "," and after in ("|", ":")):
        return after in ("|", ",", ":") and "|" in texts[max(0, at - 6) : at]
    if _starts_a_list(texts, at, before, language):
        return True
    line = found[at][2]
    if language == Language.PYTHON:
        # `name: type = …` at the start of a line.
        starts = at == 0 or found[at - 1][2] < line
        return after == ":" and starts and not _in_call(texts, at) and "=" in _rest_of_line(found, at)
    if at == 0 or found[at - 1][2] != line:
        return False
    # Two words side by side: a type and what is declared to be of it.
    if found[at - 1][1] == "word" and before not in _NOT_TYPES:
        return language not in _SCRIPTS or after in _AFTER_NAME
    return before in (">", "]", "?", "*", "&") and after in _AFTER_NAME


def _rest_of_line(found: Sequence[Leaf], at: int) -> list[str]:
    line = found[at][2]
    return [leaf[0] for leaf in found[at : at + 30] if leaf[2] == line]


def _starts_a_list(texts: Sequence[str], at: int, before: str, language: Language) -> bool:
    """Whether a word is one of several, or the only one, that are assigned or looped over: `a, b = …`, `for a, b in …`."""
    if before in (".", "?."):
        return False
    end = at + 1
    while end + 1 < len(texts) and texts[end] in (",", "]", "}", ")") and (texts[end] != "," or texts[end + 1] not in _OPENS):
        end += 2 if texts[end] == "," else 1
    if end >= len(texts) or texts[end] not in _ASSIGNS:
        return False
    if texts[end] in ("in", "of"):
        return any(word in ("for", "foreach", "const", "let", "var") for word in texts[max(0, at - 8) : at])
    if texts[end] == ":=":
        return True
    if language == Language.PYTHON:
        # `f(a=1)` names a parameter of `f`.
        return not _in_call(texts, at)
    return any(word in _DECLARING for word in texts[max(0, at - 12) : at]) and _behind_declaring(texts, at)


def _in_call(texts: Sequence[str], at: int) -> bool:
    depth = 0
    for word in reversed(texts[max(0, at - 60) : at]):
        if word in _CLOSES:
            depth += 1
        elif word in _OPENS:
            depth -= 1
            if depth < 0:
                return True
    return False


def _behind_declaring(texts: Sequence[str], at: int) -> bool:
    """Whether only names, commas and brackets stand between `const` and a word."""
    for word in reversed(texts[max(0, at - 12) : at]):
        if word in _DECLARING:
            return True
        if not (word in (",", "{", "[", "...", ":") or word.isidentifier()):
            return False
    return False


def _between(found: Sequence[Leaf], close: int) -> set[str]:
    """Return the names in a pair of brackets that ends at `close`: the parameters of an arrow function."""
    depth = 0
    names: set[str] = set()
    for at in range(close, -1, -1):
        word, kind, _ = found[at]
        if word == ")":
            depth += 1
        elif word == "(":
            depth -= 1
            if depth == 0:
                return names
        elif kind == "word" and found[at - 1][0] in ("(", ",", "{", "[", "..."):
            names.add(word)
    return set()
