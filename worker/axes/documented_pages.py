"""The pages that speak of the repository as it is now, and the command lines that they show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from worker.axes.quoting import Lines
from worker.source.classify import is_test
from worker.source.facts import Source

_PAGE = re.compile(r"\.(md|markdown|rst)$", re.IGNORECASE)
_NAMED = re.compile(r"(^|/)(readme|contributing|development|developing|hacking|install|building)[^/]*$", re.IGNORECASE)
_FOLDER = re.compile(r"(^|/)docs?/", re.IGNORECASE)
_OTHER_TIMES = re.compile(
    r"change|history|news|releas|migrat|upgrad|what.?s.?new|roadmap|archive|legacy|deprecat|version|announc"
    r"|(^|/)(blog|posts?|rfcs?|adrs?|decisions|proposals?|design|templates?|examples?)(/|\b)|todo",
    re.IGNORECASE,
)
"""Pages about how things were, or might be."""
_TRANSLATED = re.compile(
    r"(^|/)(i18n|locales?|translations?|(?:zh|ja|ko|fr|de|es|pt|ru|it|pl|tr|vi|id|fa|ar|uk|cs|hi|bn|nl)([-_][A-Za-z]+)?)/"
    r"|[._-](?:zh|ja|jp|ko|kr|cn|fr|de|es|pt|ru|it|pl|tr|vi|id|fa|ar|uk|cs|hi|bn|nl)([-_][A-Za-z]+)?\.\w+$",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^\s*(?:```|~~~)\s*([\w+-]*)")
_SHELL = frozenset({"", "sh", "bash", "shell", "console", "zsh", "text", "terminal", "shell-session"})
_PROMPT = re.compile(r"^\s*(?:[$%>]\s+)?")
_SPAN = re.compile(r"(?<!`)``?([^`\n]+)``?(?!`)")
_GOES_AWAY = re.compile(
    r"(?:^|[;&|]\s*|\s)(?:cd|pushd|git clone|npx|npm (?:init|create)|yarn create|pnpm create|cookiecutter|docker)\b"
)
_NO_LONGER = re.compile(
    r"deprecat|remov|renam|formerly|previous|no longer|used to|older|obsolete|instead of|replac|migrat|not yet|planned|moved"
    r"|legacy|before v?\d|until v?\d|versionchanged|versionadded|does not exist|doesn't exist",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A command line as a page shows it."""

    page: str
    line: int
    command: str


def pages(source: Source) -> list[str]:
    """Return the pages that say how the repository is now, sorted."""
    return sorted(
        file
        for file in source.others
        if _PAGE.search(file)
        and (_NAMED.search(file) or _FOLDER.search(file))
        and not _OTHER_TIMES.search(file)
        and not _TRANSLATED.search(file)
        and not is_test(file)
    )


def commands(lines: Lines, page: str) -> Iterator[Shown]:
    """Yield the command lines in a page's fences and code spans, but none of a fence that leaves the repository."""
    text = lines.of(page)
    fenced: list[tuple[int, str]] | None = None
    shell = False
    for number, line in enumerate(text, 1):
        fence = _FENCE.match(line)
        if fence is not None:
            if fenced is None:
                fenced, shell = [], fence[1].lower() in _SHELL
            else:
                if shell and not any(_GOES_AWAY.search(one) for _, one in fenced):
                    yield from (Shown(page, at, one) for at, one in fenced)
                fenced = None
        elif fenced is not None:
            command = _PROMPT.sub("", line).strip()
            if command and not command.startswith("#"):
                fenced.append((number, command.partition(" #")[0].strip()))
        elif "`" in line and not speaks_of_the_past(text, number):
            for span in _SPAN.findall(line):
                if span.strip() and not _GOES_AWAY.search(span):
                    yield Shown(page, number, span.strip())


def speaks_of_the_past(text: list[str], number: int) -> bool:
    """Whether the lines around say that something is gone, or not there yet."""
    return any(_NO_LONGER.search(line) for line in text[max(0, number - 4) : number + 3])
