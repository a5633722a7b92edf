"""Which lines of a comment a person says themselves: not quoted, not code, not hidden.

A reading of CommonMark (https://spec.commonmark.org) that errs towards silence: what may be code is not a command.
"""

import re
from collections.abc import Iterator

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCE = re.compile(r"(?P<marker>`{3,}|~{3,})(?P<info>.*)", re.DOTALL)
_LIST = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:\s+|$)")
_RAW = re.compile(
    r"<(?P<tag>pre|code|script|style|textarea|blockquote)\b[^<>]{0,200}>.*?(?:</(?P=tag)\s*>|\Z)", re.DOTALL | re.IGNORECASE
)


def spoken_lines(body: str) -> Iterator[str]:
    """Yield the lines outside quotes, fenced and indented code, code spans over lines, raw code elements and HTML comments."""
    text = "\n".join(_outside_fences(body.replace("\r\n", "\n").replace("\r", "\n").split("\n")))
    for hidden in (_COMMENT, _RAW):
        text = hidden.sub(_blank, text)
    text = _without_spans(text)
    quoted = False
    for line in text.split("\n"):
        stripped = line.strip()
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if stripped.startswith(">") and indent < 4:
            quoted = True
        elif not stripped:
            quoted = False
        elif quoted and not _starts_block(stripped):
            continue  # a lazy continuation line belongs to the quote above it
        elif indent < 4:
            quoted = False
            yield stripped


def _starts_block(line: str) -> bool:
    return bool(line.startswith(("#", "<")) or _LIST.match(line))


def _outside_fences(lines: list[str]) -> Iterator[str]:
    """Replace fenced blocks by empty lines. A fence may sit in a quote or a list item; it ends with its like, or never."""
    open_fence = ""
    for line in lines:
        content = line.strip().lstrip("> \t")
        item = _LIST.match(content)
        fence = _FENCE.match(content[item.end() :] if item and not open_fence else content)
        if open_fence:
            if fence and not fence["info"].strip() and fence["marker"].startswith(open_fence):
                open_fence = ""
            yield ""
        elif fence and not (fence["marker"][0] == "`" and "`" in fence["info"]):
            open_fence = fence["marker"]
            yield ""
        else:
            yield line


def _without_spans(text: str) -> str:
    """Blank out code spans. A span never leaves its paragraph, so that one stray backtick cannot swallow a comment."""
    return "".join(map(_without_spans_of, re.split(r"(\n[ \t]*\n)", text)))


def _without_spans_of(paragraph: str) -> str:
    """A span opens with a run of backticks and ends with the next run of the same length."""
    runs = [match.span() for match in re.finditer("`+", paragraph)]
    following: dict[int, int] = {}
    closes: list[int | None] = [None] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        closes[index] = following.get(length)
        following[length] = index
    pieces, copied, index = [], 0, 0
    while index < len(runs):
        close = closes[index]
        if close is not None:
            start, end = runs[index][0], runs[close][1]
            pieces += [paragraph[copied:start], _filled(paragraph[start:end])]
            copied, index = end, close
        index += 1
    return "".join([*pieces, paragraph[copied:]])


def _blank(match: re.Match[str]) -> str:
    return _filled(match[0])


def _filled(hidden: str) -> str:
    """The lines stay; what stood on them becomes a filler, so that nothing after it starts a line."""
    return "\n".join("\u00b7" * min(len(line), 1) for line in hidden.split("\n"))
