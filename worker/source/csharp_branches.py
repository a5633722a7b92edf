"""Conditional compilation in C#: one reading of a file out of the many that it may have.

https://learn.microsoft.com/dotnet/csharp/language-reference/preprocessor-directives#conditional-compilation
"""

import re

_DIRECTIVE = re.compile(rb"[ \t]*#[ \t]*(\w+)")


def first_branches(text: bytes) -> bytes:
    """Return a text of the same length and lines without directives, and without what follows an `#elif` or `#else`."""
    kept: list[bytes] = []
    out: list[bool] = []
    """For each `#if` around: whether the line is in one of its later branches."""
    for line in text.split(b"\n"):
        found = _DIRECTIVE.match(line)
        word = found[1] if found is not None else b""
        if word == b"if":
            out.append(False)
        elif word in (b"elif", b"else") and out:
            out[-1] = True
        elif word == b"endif" and out:
            out.pop()
        kept.append(b" " * len(line) if word or any(out) else line)
    return b"\n".join(kept)
