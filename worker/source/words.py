"""Where names stand as words, in every text file of a repository, whatever its language."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from worker.source.facts import Source
from worker.source.read import BINARY

WORD = re.compile(r"\w+")
r"""What `\b…\b` in a search can match."""


def searchable(source: Source) -> list[str]:
    """Return every file in which a name could stand: read, other and skipped ones, but no binary ones."""
    skipped = [one.file for one in source.skipped if one.reason != BINARY and one.reason != "symbolic link"]
    return sorted([*source.files, *source.others, *skipped])


def text_of(root: str, file: str) -> str:
    """Return the text of a file, replacing what is not UTF-8; "" when it cannot be read."""
    try:
        return (Path(root) / file).read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def named_in(root: str, files: Collection[str], names: Collection[str]) -> Iterator[tuple[str, set[str]]]:
    """Yield (file, those of `names` that stand in it as whole words)."""
    wanted = set(names)
    for file in files:
        found = wanted.intersection(WORD.findall(text_of(root, file)))
        if found:
            yield file, found


def places(root: str, files: Collection[str], names: Collection[str]) -> dict[str, list[tuple[str, int]]]:
    """Return, for each name, every (file, line) where it stands as a whole word, once per occurrence."""
    hits: dict[str, list[tuple[str, int]]] = {name: [] for name in names}
    for file, found in named_in(root, files, names):
        for number, line in enumerate(text_of(root, file).split("\n"), 1):
            for word in WORD.findall(line):
                if word in found:
                    hits[word].append((file, number))
    return hits
