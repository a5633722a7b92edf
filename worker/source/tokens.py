"""Hashes of code that are blind to layout and comments."""

import hashlib
from bisect import bisect_left
from collections.abc import Sequence


def bare_hash(text: bytes, comments: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """Hash the bytes from `start` to `end` without white space and without comments (16 hex digits).

    `comments` holds (start, end) of each comment of the file, sorted.
    """
    at = bisect_left(comments, (start, 0))
    if at == len(comments) or comments[at][0] >= end:
        return hashlib.sha256(text[start:end].translate(None, b" \t\r\n")).hexdigest()[:16]
    code = hashlib.sha256()
    for first, last in comments[at:]:
        if first >= end:
            break
        code.update(text[start:first].translate(None, b" \t\r\n"))
        start = last
    code.update(text[start:end].translate(None, b" \t\r\n"))
    return code.hexdigest()[:16]
