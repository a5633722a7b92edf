"""What a repository's configuration of pytest calls a test."""

import re
from pathlib import PurePosixPath

from worker.source.facts import Source
from worker.source.words import text_of

_CONFIGURATIONS = frozenset({"pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg", "pyproject.toml", "pytest.toml"})
_FILES = re.compile(r"^[ \t]*python_files[ \t]*=[ \t]*(\[[^\]]{0,10000}\]|[^\n]*(?:\n[ \t]+[^\n=]+)*)", re.MULTILINE)


def test_files(source: Source) -> list[str]:
    """Return the patterns of `python_files`. Such a file is opened whole: its `python_functions` and `python_classes` with it.

    https://docs.pytest.org/en/stable/reference/reference.html#confval-python_files
    """
    found: list[str] = []
    for file in source.others:
        if PurePosixPath(file).name in _CONFIGURATIONS:
            for written in _FILES.findall(text_of(source.root, file)):
                found.extend(re.findall(r"[^\s\[\]\"',]+", written))
    return found
