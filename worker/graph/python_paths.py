"""Paths of Python files in any text, found in one pass: the text may be one word of a million characters."""

import re
from collections.abc import Iterator

_RUN = re.compile(r"[\w./-]+")
_ENDING = re.compile(r"\.py\b")


def python_paths(text: str) -> Iterator[str]:
    """Yield each path that ends in `.py`, as written: the longest one of each run of letters, dots, slashes and dashes."""
    for run in _RUN.findall(text):
        if ".py" in run:
            ends = [found.end() for found in _ENDING.finditer(run)]
            if ends:
                yield run[: ends[-1]]
