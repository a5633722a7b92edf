"""What Python strings and computed names say: names in string literals, doctests and type comments."""

import re
from collections.abc import Iterator

WORD = re.compile(r"[^\W\d]\w*")
_CODE_LIKE = re.compile(r"[\w.:\[\], |/*-]{1,400}")
_PATH_LIKE = re.compile(r"\w[.:/]+\w")
_LONGEST_PATH_TEXT = 4000
_TYPE_COMMENT = re.compile(r"#\s*type:\s*(?!ignore\b)(.+)")
_DOCTEST = re.compile(r"\s*(>>>|\.\.\.)(\s|$)")


def names_in_string(content: str) -> Iterator[str]:
    """Yield the names in a string that may be code: `name`, `pkg.mod:func`, `Optional[Node]`, `/path/name.html`; not prose."""
    if content and _CODE_LIKE.fullmatch(content):
        yield from WORD.findall(content)


def names_a_path(content: str) -> bool:
    """Whether a string may name a module, a member of one or a file: `pkg.mod:Name`, `tools/run.py`."""
    return len(content) < _LONGEST_PATH_TEXT and _PATH_LIKE.search(content) is not None


def names_in_type_comment(comment: str) -> list[str]:
    """Return the names in `# type: List[Node]`."""
    match = _TYPE_COMMENT.match(comment)
    return WORD.findall(match.group(1)) if match else []


def doctest_lines(docstring: str) -> Iterator[tuple[int, str]]:
    """Yield (offset in lines, text) of the lines of a docstring that are doctest code."""
    for offset, line in enumerate(docstring.split("\n")):
        if _DOCTEST.match(line):
            yield offset, line
