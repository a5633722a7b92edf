"""Hashes of code that are blind to layout and comments."""

import hashlib
from bisect import bisect_left
from collections.abc import Sequence


def body_hash(text: bytes, tokens: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """Hash the tokens between the bytes `start` and `end` (16 hex digits).

    `tokens` holds (start, end) of every leaf of the file that is no comment, in the order of the text; a language module
    collects it once per file, on the same walk that finds the symbols. Empty leaves (indents, newlines) may be left out.
    """
    digest = hashlib.sha256()
    for at in range(bisect_left(tokens, (start, 0)), len(tokens)):
        first, last = tokens[at]
        if first >= end:
            break
        digest.update((last - first).to_bytes(4, "big") + text[first:last])
    return digest.hexdigest()[:16]
