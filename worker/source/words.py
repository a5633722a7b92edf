"""Where names stand as words, in every text file of a repository, whatever its language."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from worker.source.classify import UTF_16
from worker.source.facts import Source
from worker.source.opening import open_regular
from worker.source.read import BINARY, SYMBOLIC_LINK

_WORDS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_BETWEEN = bytes(byte if byte in _WORDS else 32 for byte in range(256))
"""Words are of ASCII. A letter beyond it ends a word here, so that a name may be found once too often, but never missed."""

LARGEST_SEARCHED = 8 << 20
"""Bytes of a file that are looked through here. Of a longer one (a dump, a data set) the rest is left to the search that
re-checks an absence, which reads everything: a name that stands there brings the claim down."""

_ESCAPED = re.compile(rb"\\(?:[abfnrtv]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[0-7]{1,3})([A-Za-z0-9_]+)")
"""A word that stands right behind an escape (`\\nname`), whose letters look as if they were the word's own."""


def _words(text: bytes) -> list[bytes]:
    found = text.translate(_BETWEEN).split()
    if b"\\" in text:
        found += _ESCAPED.findall(text)
    return found


def searchable(source: Source) -> list[str]:
    """Return every file in which a name could stand: read, other, skipped and foreign ones, but no binary ones."""
    skipped = [one.file for one in source.skipped if one.reason not in (BINARY, SYMBOLIC_LINK)]
    return sorted({*source.files, *source.others, *skipped, *source.beside})


def texts(source: Source) -> list[str]:
    """Return the searchable files that a compiler does not see: settings, scripts, queries, pages, and what was skipped.

    Not so coverage reports: what they name was measured, whoever uses it.
    """
    code = source.files.keys() - set(source.others)
    return [file for file in searchable(source) if file not in code and file not in source.reports]


def words_of(text: str) -> list[str]:
    """Return the words of a text."""
    return [word.decode() for word in _words(text.encode())]


def text_of(root: str, file: str) -> str:
    """Return the text of a file, replacing what is not UTF-8; "" when it cannot be read."""
    return _bytes_of(root, file).decode("utf-8", "replace")


def _bytes_of(root: str, file: str) -> bytes:
    try:
        with open(f"{root}/{file}", "rb", opener=open_regular) as stream:
            text = stream.read(LARGEST_SEARCHED)
            return text.decode("utf-16", "replace").encode() if text.startswith(UTF_16) else text
    except OSError:
        return b""


class Words:
    """Which of a repository's names stand in which file. Every file is read once, and again only where a name is looked up."""

    def __init__(self, source: Source, names: Collection[str]) -> None:
        self._root = source.root
        known = {name.encode() for name in names}
        self._in: dict[str, set[bytes]] = {}
        for file in searchable(source):
            found = known.intersection(_words(_bytes_of(source.root, file)))
            if found:
                self._in[file] = found

    def names_in(self, file: str) -> list[str]:
        """Return the names that stand in `file`, sorted."""
        return sorted(name.decode() for name in self._in.get(file, ()))

    def files_with(self, name: str) -> list[str]:
        """Return the files in which a name stands as a word."""
        word = name.encode()
        return [file for file, found in self._in.items() if word in found]

    def places(self, names: Collection[str], files: Iterable[str] | None = None) -> dict[str, list[tuple[str, int]]]:
        """Return, for each name, every (file, line) where it stands as a whole word, once per occurrence."""
        wanted = {name.encode() for name in names}
        hits: dict[str, list[tuple[str, int]]] = {name: [] for name in names}
        for file in self._in if files is None else files:
            found = self._in.get(file, set()) & wanted
            if not found:
                continue
            for word, line in _lines_of(found, _bytes_of(self._root, file)):
                hits[word.decode()].append((file, line))
        return hits


def _lines_of(words: Collection[bytes], text: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield each occurrence of each word, with the number of its line, word by word and from top to bottom."""
    # Offsets are those of the text, shifted by the blank in front.
    blanked = b" " + text.translate(_BETWEEN) + b" "
    escaped: dict[bytes, list[int]] = defaultdict(list)
    for one in _ESCAPED.finditer(text) if b"\\" in text else ():
        escaped[one[1]].append(one.start(1))
    for word in words:
        places = escaped.get(word, [])
        between = b" " + word + b" "
        at = blanked.find(between)
        while at >= 0:
            places.append(at)
            at = blanked.find(between, at + len(word) + 1)
        line, counted = 1, 0
        for place in sorted(places):
            line += text.count(b"\n", counted, place)
            counted = place
            yield word, line
