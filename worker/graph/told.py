"""Mentions in texts for people and browsers, which run no Python: change logs, translations, styles, prose, a page's text.

Only what can be told apart surely is: a name in a code block, in quotes or in a template's own code counts as a use.
"""

import re
from collections.abc import Iterator

_NO_CODE = re.compile(
    r"(^|/)((change(s|[-_]?log)|history|news|releases?|release[-_]?notes|licen[cs]e|copying|authors|contributors|codeowners|\.gitignore"
    r"|package-lock|pnpm-lock|composer\.lock|yarn)(\.(md|rst|txt|markdown|adoc|json|ya?ml|lock))?|[^/]+\.(po|pot|css|scss|sass|less|lock)"
    r"|(locales?|lang|languages|i18n|translations?|messages)/([^/]+/)*[^/]+\.json)$",
    re.IGNORECASE,
)
_PROSE = re.compile(r"\.(md|markdown|rst)$|(^|/)readme(\.txt)?$", re.IGNORECASE)
_PAGE = re.compile(r"\.html?$", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w.:/@$#-])[A-Za-z][a-z]+(?![\w/(=\[:@-]|\.\w)")
"""A word as people write it: no underscore, no capital inside, nothing around it that belongs to code."""
_IDENTIFIER = re.compile(r"(?<![\w.:/@$#-])[A-Za-z]\w+(?![\w/(=\[:@-]|\.\w)")
"""A word with nothing around it that belongs to code."""
_FENCE = re.compile(r"\s*(```|~~~)")
_IN_QUOTES = re.compile(r"`+[^`]*`+")
_TEMPLATE_CODE = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<%.*?%>|<script\b.*?</script|<style\b.*?</style|<!--.*?-->", re.DOTALL
)
_OTHER_TEMPLATES = re.compile(r"^\s*[%$]|\$[\w:({]|\{[^{%#}]*\}", re.MULTILINE)
"""Templates of other kinds, in which a line or a word may be code."""
_TAG = re.compile(r"</?([a-z][a-z0-9]*)\b[^<>]*>")

_TARGET = re.compile(r"^[\w.-]+(?: [\w.-]+)*\s*:(?!=)", re.MULTILINE)
_MAKEFILE = re.compile(r"(^|/)(GNU)?[Mm]akefile$")
_JOB = re.compile(r"^\s*[\w-]+:\s*$", re.MULTILINE)
_WORKFLOW = re.compile(r"(^|/)\.github/workflows/[^/]+\.ya?ml$")


def is_told(file: str) -> bool:
    """Whether nothing that stands in `file` is a use of a name."""
    return _NO_CODE.search(file) is not None


def tells(file: str) -> bool:
    """Whether `words_told` may find something in such a file."""
    return any(kind.search(file) for kind in (_PROSE, _PAGE, _MAKEFILE, _WORKFLOW))


def words_told(file: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, word) of each word that is plain prose, or a tag's name, in a text for people or a page."""
    if _PROSE.search(file):
        yield from _in_prose(text)
    elif _PAGE.search(file):
        yield from _in_page(text)
    else:
        for found in (_TARGET if _MAKEFILE.search(file) else _JOB).finditer(text):
            line = text.count("\n", 0, found.start()) + 1 + (len(found[0]) - len(found[0].lstrip("\n")) if found[0] else 0)
            for word in re.findall(r"\w+", found[0]):
                yield line, word


def _in_prose(text: str) -> Iterator[tuple[int, str]]:
    fenced = False
    for number, line in enumerate(text.split("\n"), 1):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and not line.startswith(("    ", "\t", "..", "  ..")) and ">>>" not in line:
            for word in _WORD.findall(_IN_QUOTES.sub(_blank, line)):
                yield number, word


def _in_page(text: str) -> Iterator[tuple[int, str]]:
    plain = _TEMPLATE_CODE.sub(_blank, text)
    if _OTHER_TEMPLATES.search(plain):
        return
    tags = [(found.start(1), found[1]) for found in _TAG.finditer(plain)]
    for at, name in tags:
        yield plain.count("\n", 0, at) + 1, name
    outside = _without_open_ended(_TAG.sub(_blank, plain))
    for number, line in enumerate(outside.split("\n"), 1):
        for word in _IDENTIFIER.findall(line):
            yield number, word


def _without_open_ended(text: str) -> str:
    """Blank what lacks the other end of its tag: from a `<` to the end of a line, and from the start of a line to a `>`.

    In one go: a pattern for it would begin anew at every line, and a page without tags has thousands.
    """
    parts = re.split(r"([<>])", text)
    for at in range(1, len(parts), 2):
        if parts[at] == ">":
            kept, newline, gone = ("", "", parts[at - 1]) if at == 1 else parts[at - 1].partition("\n")
            if newline or at == 1:
                parts[at - 1], parts[at] = kept + newline + _blanked(gone), " "
        else:
            last = at + 2 == len(parts)
            gone, newline, kept = (parts[-1], "", "") if last else parts[at + 1].rpartition("\n")
            if newline or last:
                parts[at], parts[at + 1] = " ", _blanked(gone) + newline + kept
    return "".join(parts)


def _blank(found: re.Match[str]) -> str:
    return _blanked(found[0])


def _blanked(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))
